namespace TorchDynInspect.Training;

/// <summary>The shape of a metric's value.</summary>
public enum MetricKind
{
    /// <summary>One real number.</summary>
    Scalar,

    /// <summary>A list of real numbers.</summary>
    Vector,

    /// <summary>A list of complex numbers, kept as re₁, im₁, re₂, im₂, …</summary>
    Complex,

    /// <summary>A word, e.g. the stability of a fixed point.</summary>
    Label,
}
