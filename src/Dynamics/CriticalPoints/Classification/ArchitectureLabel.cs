namespace TorchDynInspect.Dynamics.CriticalPoints.Classification;

/// <summary>The classes of architectures of Kuehn and Kuntz (arXiv 2405.09351), by the widths n_0, …, n_L of the layers alone.</summary>
public enum ArchitectureLabel
{
    /// <summary>n_0 ≥ n_1 ≥ … ≥ n_L.</summary>
    NonAugmented,

    /// <summary>The widths rise to one above n_0, then fall; they never rise again.</summary>
    Augmented,

    /// <summary>Some layer is narrower than one before it and one after it.</summary>
    Bottleneck,
}
