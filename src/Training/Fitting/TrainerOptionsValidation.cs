using TorchDynInspect.Dynamics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>Refuses options that make no sense, before anything is trained.</summary>
internal static class TrainerOptionsValidation
{
    public static void Require(TrainerOptions options, optim.Optimizer optimizer)
    {
        AtLeast(options.Epochs, 1, "epochs");
        AtLeast(options.BatchSize, 1, "batch size");
        Positive(options.ClipGradientNorm, "gradient norm to clip at");
        Positive(options.ClipGradientValue, "gradient value to clip at");
        if (options.EarlyStopping is { } stopping)
        {
            AtLeast(stopping.Patience, 1, "early stopping patience");
            if (!(stopping.MinDelta >= 0))
            {
                throw new InvalidInputException($"trainer: early stopping minimum change is {stopping.MinDelta}, expected at least 0");
            }
        }

        if (options.Checkpoint is { } checkpoint)
        {
            AtLeast(checkpoint.EveryEpochs, 1, "epochs between checkpoints");
            if (optimizer is not OptimizerHelper)
            {
                throw new InvalidInputException(
                    $"checkpoint {checkpoint.Path}: optimizer {optimizer.GetType().Name} has no state that can be saved");
            }

            string directory = Path.GetDirectoryName(Path.GetFullPath(checkpoint.Path)) ?? string.Empty;
            if (!Directory.Exists(directory))
            {
                throw new InvalidInputException(
                    $"checkpoint {checkpoint.Path}: its directory does not exist, expected an existing directory");
            }
        }
    }

    private static void AtLeast(int value, int least, string what)
    {
        if (value < least)
        {
            throw new InvalidInputException($"trainer: {what} is {value}, expected at least {least}");
        }
    }

    private static void Positive(double? value, string what)
    {
        if (value is { } number && !(number > 0 && double.IsFinite(number)))
        {
            throw new InvalidInputException($"trainer: {what} is {number}, expected a positive number");
        }
    }
}
