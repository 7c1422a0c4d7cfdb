using System.Text.Json;
using System.Text.Json.Serialization;
using TorchDynInspect.Dynamics;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>The part of a checkpoint that is not tensors.</summary>
internal sealed record CheckpointState
{
    private const string CurrentFormat = "torch-dyn-inspect/checkpoint/1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
    };

    public required string Format { get; init; }

    public required int Seed { get; init; }

    public required int BatchSize { get; init; }

    public required bool Shuffle { get; init; }

    public required double ValidationFraction { get; init; }

    public required double[] LearningRates { get; init; }

    public required EpochSummary[] Epochs { get; init; }

    public static CheckpointState Of(TrainingState state, TrainerOptions options, optim.Optimizer optimizer) => new()
    {
        Format = CurrentFormat,
        Seed = options.Seed,
        BatchSize = options.BatchSize,
        Shuffle = options.Shuffle,
        ValidationFraction = options.ValidationFraction,
        LearningRates = [.. optimizer.ParamGroups.Select(group => group.LearningRate)],
        Epochs = [.. state.Epochs],
    };

    public static CheckpointState FromJson(byte[] json) =>
        JsonSerializer.Deserialize<CheckpointState>(json, Json) ?? throw new InvalidDataException("state.json is empty");

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>A run may go on for longer or with other callbacks, but not on other data or in another order.</summary>
    public void RequireSame(TrainerOptions options, string path)
    {
        Require("format", Format, CurrentFormat);
        Require("seed", Seed, options.Seed);
        Require("batch size", BatchSize, options.BatchSize);
        Require("shuffle", Shuffle, options.Shuffle);
        Require("validation fraction", ValidationFraction, options.ValidationFraction);

        void Require<T>(string what, T saved, T expected)
        {
            if (!EqualityComparer<T>.Default.Equals(saved, expected))
            {
                throw new InvalidInputException($"checkpoint {path}: was made with {what} {saved}, expected {expected}");
            }
        }
    }

    public void RestoreLearningRates(optim.Optimizer optimizer)
    {
        foreach ((optim.ILearningRateController group, double rate) in optimizer.ParamGroups.Zip(LearningRates))
        {
            group.LearningRate = rate;
        }
    }
}
