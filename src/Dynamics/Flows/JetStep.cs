namespace TorchDynInspect.Dynamics.Flows;

/// <summary>One layer on jets: the value, first derivatives in p directions, second derivatives in pairs of them.</summary>
/// <param name="source">The place of the input.</param>
/// <param name="target">The place of the output.</param>
/// <param name="width">The padded width of the output.</param>
internal abstract class JetStep(int source, int target, int width)
{
    public int Source => source;

    public int Target => target;

    public int Width => width;

    /// <summary>Carries all columns of a pass through the layer.</summary>
    public abstract void Apply(JetPass pass);
}
