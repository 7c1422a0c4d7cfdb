namespace TorchDynInspect.Compat.Tests;

/// <summary>Tests that count the tensors of the whole process, and so run while no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>How many native tensors are alive, those that nobody can reach any more left out.</summary>
    internal static long LiveTensors
    {
        get
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Engine.LiveTensors;
        }
    }
}
