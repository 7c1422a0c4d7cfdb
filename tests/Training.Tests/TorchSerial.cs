namespace TorchDynInspect.Training.Tests;

/// <summary>Tests that count live tensors or compare runs bit by bit do not run beside one another: torch's random state and counters are
/// global.</summary>
[CollectionDefinition("torch", DisableParallelization = true)]
public sealed class TorchSerial;
