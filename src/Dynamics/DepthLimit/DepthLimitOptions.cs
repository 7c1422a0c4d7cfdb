using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.DepthLimit;

/// <summary>How residual blocks are compared with their differential equations.</summary>
public sealed record DepthLimitOptions
{
    /// <summary>Points drawn uniformly from the box. Default 256.</summary>
    public int Samples { get; init; } = 256;

    /// <summary>Seed of the points. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>The scheme that stands for the exact flow of ẋ = g(x). Default dopri5 with tolerances 1e−10 and 1e−12.</summary>
    public FlowSolver Solver { get; init; } = new("dopri5", 1, 1e-10, 1e-12);

    /// <summary>Flow layers: the distance in the maximum norm that Euler's method should keep to, when the number of its steps is asked for. Default 1e−3.</summary>
    public double Accuracy { get; init; } = 1e-3;

    /// <summary>Flow layers: Euler steps to try at most. Default 4096.</summary>
    public int MaxEulerSteps { get; init; } = 4096;

    /// <summary>Parts of a box for each certified bound at most. Default 300.</summary>
    public int MaxParts { get; init; } = 300;
}
