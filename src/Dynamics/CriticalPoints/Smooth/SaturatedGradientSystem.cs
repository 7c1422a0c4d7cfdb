using TorchDynInspect.Dynamics.Bounds;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.CriticalPoints.Smooth;

/// <summary>
/// ∇Φ = 0 where slopes may underflow or first layers peel off: a box on which the gradient is too small for doubles is pruned by scaled gradients, and
/// every box by the derivative behind the layers that peel off.
/// </summary>
/// <param name="bounds">Bounds of the network.</param>
/// <param name="scaled">The same gradient, scaled.</param>
internal sealed class SaturatedGradientSystem(NetworkBounds bounds, ScaledGradientSystem scaled) : IContractingSystem
{
    /// <summary>Below it the absolute terms of outward rounding begin to count.</summary>
    private const double Tiny = 1e-200;

    private readonly GradientSystem plain = new(bounds);
    private readonly Interval[] gradient = new Interval[bounds.Inputs];

    public int Dimension => plain.Dimension;

    public void Values(ReadOnlySpan<Interval> box, Span<Interval> values) => plain.Values(box, values);

    public void Jacobian(ReadOnlySpan<Interval> box, Span<Interval> jacobian) => plain.Jacobian(box, jacobian);

    public bool Contract(Span<Interval> box)
    {
        plain.Values(box, gradient);
        bool tiny = true;
        foreach (Interval component in gradient)
        {
            if (!component.Contains(0))
            {
                return false;
            }

            tiny &= component.Magnitude < Tiny;
        }

        return !(tiny || scaled.Peels) || scaled.Contract(box);
    }

    public IEnclosedSystem ForWorker() => new SaturatedGradientSystem(bounds.ForThread(), scaled);
}
