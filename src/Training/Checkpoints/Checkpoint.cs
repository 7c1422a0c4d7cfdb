using System.IO.Compression;
using TorchDynInspect.Dynamics;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>
/// The state of a fit at the end of an epoch in one ZIP file: weights (<c>module.dat</c>, TorchSharp's format), optimizer, torch's random
/// state, the weights of the best epoch, and <c>state.json</c>. Every entry has a checksum, so a damaged file is noticed. Shuffling needs
/// no state: it depends on seed and epoch.
/// </summary>
internal sealed class Checkpoint(nn.Module<Tensor, Tensor> module, optim.Optimizer optimizer, TrainerOptions options)
{
    private readonly string path = options.Checkpoint!.Path;

    /// <summary>Writes the state beside the file and renames it onto the file.</summary>
    /// <exception cref="IOException">The disk does not take it; the file is as it was.</exception>
    public void Write(TrainingState state)
    {
        string temporary = path + ".tmp";
        try
        {
            using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write))
            {
                using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
                {
                    Add(archive, "state.json", CheckpointState.Of(state, options, optimizer).ToJson());
                    Add(archive, "module.dat", Bytes(writer => module.save(writer)));
                    Add(archive, "optimizer.dat", Bytes(((OptimizerHelper)optimizer).save_state_dict));
                    Add(archive, "random.dat", RandomState());
                    if (state.BestWeights is { } best)
                    {
                        Add(archive, "best.dat", Bytes(best.Save));
                    }
                }

                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Takes the saved state over when resuming is asked for and the file exists.</summary>
    /// <exception cref="InvalidInputException">The file is not a checkpoint of this fit: damaged, or made with other options or another
    /// module.</exception>
    public void Resume(TrainingState state)
    {
        if (!options.Checkpoint!.Resume || !File.Exists(path))
        {
            return;
        }

        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            CheckpointState saved = CheckpointState.FromJson(Read(archive, "state.json"));
            saved.RequireSame(options, path);
            if (archive.GetEntry("best.dat") is not null && options.EarlyStopping is { RestoreBest: true })
            {
                using BinaryReader reader = Reader(archive, "best.dat");
                module.load(reader);
                state.KeepBest(new WeightsCopy(module));
            }

            using BinaryReader weights = Reader(archive, "module.dat");
            module.load(weights);
            foreach (EpochSummary epoch in saved.Epochs)
            {
                state.Take(epoch);
                Replay(epoch, state);
            }

            using BinaryReader optimizerState = Reader(archive, "optimizer.dat");
            ((OptimizerHelper)optimizer).load_state_dict(optimizerState);
            saved.RestoreLearningRates(optimizer);
            using Tensor random = tensor(Read(archive, "random.dat"), ScalarType.Byte);
            set_rng_state(random);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException or System.Text.Json.JsonException)
        {
            throw new InvalidInputException($"checkpoint {path}: cannot be resumed ({e.Message.ReplaceLineEndings(" ")})", e);
        }
    }

    // TorchSharp's schedulers save no state, but theirs is a function of the steps made: stepping a fresh one as often brings it to where
    // it was.
    private void Replay(EpochSummary epoch, TrainingState state)
    {
        switch (options.SchedulerStep)
        {
            case SchedulerStep.Epoch:
                options.Scheduler?.step();
                break;
            case SchedulerStep.EpochLoss:
                options.Scheduler?.step(epoch.WatchedLoss);
                break;
            default:
                long before = epoch.Epoch == 1 ? 0 : state.Epochs[epoch.Epoch - 2].Step;
                for (long i = before; i < epoch.Step; i++)
                {
                    options.Scheduler?.step();
                }

                break;
        }
    }

    private static byte[] RandomState()
    {
        using Tensor random = get_rng_state();
        using TensorAccessor<byte> accessor = random.data<byte>();
        return accessor.ToArray();
    }

    private static byte[] Bytes(Action<BinaryWriter> write)
    {
        using MemoryStream memory = new();
        using BinaryWriter writer = new(memory);
        write(writer);
        writer.Flush();
        return memory.ToArray();
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using Stream entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(content);
    }

    private static byte[] Read(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.GetEntry(name) ?? throw new InvalidDataException($"it has no {name}");
        using Stream stream = entry.Open();
        using MemoryStream memory = new();
        stream.CopyTo(memory);
        byte[] content = memory.ToArray();

        // The archive carries checksums, but .NET does not look at them.
        return Crc32.Of(content) == entry.Crc32 ? content : throw new InvalidDataException($"{name} is damaged: its checksum differs");
    }

    private static BinaryReader Reader(ZipArchive archive, string name) => new(new MemoryStream(Read(archive, name)));
}
