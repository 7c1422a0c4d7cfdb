namespace TorchDynInspect.Inspectors.Lowering;

/// <summary>A module of a known kind that this network description cannot hold; it stays opaque, with the message as the reason. Never reaches the user.</summary>
internal sealed class NotLowerableException(string reason) : Exception(reason);
