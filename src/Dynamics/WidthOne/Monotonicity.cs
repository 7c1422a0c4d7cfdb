namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>How a chain of width 1 moves with its input.</summary>
public enum Monotonicity
{
    /// <summary>f does not depend on x: a weight is 0.</summary>
    Constant = 0,

    /// <summary>f′ ≥ 0.</summary>
    Increasing = 1,

    /// <summary>f′ ≤ 0.</summary>
    Decreasing = -1,
}
