namespace TorchDynInspect.Dynamics.Bounds;

/// <summary>How the pre-activations of inner layers are bounded.</summary>
public enum IntermediateBounds
{
    /// <summary>By interval arithmetic from layer to layer: cheapest, and as good as any for one hidden layer.</summary>
    Intervals,

    /// <summary>
    /// By linear bounds of each pre-activation in terms of the input, intersected with the intervals (CROWN): cost grows with the square of the depth, bounds
    /// of deep networks over small boxes are far narrower.
    /// </summary>
    Linear,
}
