using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Samples.OwnFunction;

/// <summary>The gradient of (x² + y − 11)² + (x + y² − 7)², halved, in interval arithmetic: formulas are written as for numbers.</summary>
internal sealed class HimmelblauGradient : IEnclosedSystem
{
    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public void Values(ReadOnlySpan<Interval> box, Span<Interval> values)
    {
        (Interval x, Interval y) = (box[0], box[1]);
        Interval a = Interval.Square(x) + y - 11;
        Interval b = x + Interval.Square(y) - 7;
        values[0] = (2 * x * a) + b;
        values[1] = a + (2 * y * b);
    }

    /// <inheritdoc/>
    public void Jacobian(ReadOnlySpan<Interval> box, Span<Interval> jacobian)
    {
        (Interval x, Interval y) = (box[0], box[1]);
        jacobian[0] = (6 * Interval.Square(x)) + (2 * y) - 21;
        jacobian[1] = 2 * (x + y);
        jacobian[2] = jacobian[1];
        jacobian[3] = (2 * x) + (6 * Interval.Square(y)) - 13;
    }
}
