namespace TorchDynInspect.Interchange.Architectures;

/// <summary>A linear layer that an architecture expects: the key this project's models give it, and its shape.</summary>
internal sealed record LinearSlot(string Name, int Outputs, int Inputs);
