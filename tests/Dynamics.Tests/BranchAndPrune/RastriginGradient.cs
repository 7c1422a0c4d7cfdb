using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Tests.BranchAndPrune;

/// <summary>∇ of 20 + Σ x_i² − 10 cos 2πx_i in the plane.</summary>
internal sealed class RastriginGradient : IEnclosedSystem
{
    private static readonly Interval TwoPi = 2 * Interval.Pi;

    public int Dimension => 2;

    public void Values(ReadOnlySpan<Interval> box, Span<Interval> values)
    {
        for (int i = 0; i < 2; i++)
        {
            values[i] = (2 * box[i]) + (10 * TwoPi * Interval.Sin(TwoPi * box[i]));
        }
    }

    public void Jacobian(ReadOnlySpan<Interval> box, Span<Interval> jacobian)
    {
        jacobian.Clear();
        for (int i = 0; i < 2; i++)
        {
            jacobian[3 * i] = 2 + (10 * TwoPi * TwoPi * Interval.Cos(TwoPi * box[i]));
        }
    }
}
