using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>
/// The interval on which a chain of clamps, ELU and CELU is affine, exactly, when it is the identity there. At its ends f bends (f″ jumps from 0 to a sum of
/// positive terms, or f′ to 0), so that all of Fix(f), an interval by the theorem, is this one.
/// </summary>
/// <param name="Low">Its lower end; null for −∞.</param>
/// <param name="High">Its upper end; null for +∞.</param>
internal sealed record IdentityRegion(Rational? Low, Rational? High)
{
    /// <summary>The region, rounded outwards.</summary>
    public Interval Bounds => new(Low?.RoundedDown() ?? double.NegativeInfinity, High?.RoundedUp() ?? double.PositiveInfinity);

    /// <summary>The region of positive length on which f(x) = x; null when there is none.</summary>
    public static IdentityRegion? Of(WidthOneChain chain)
    {
        Rational slope = Rational.One;
        Rational offset = Rational.Zero;
        IdentityRegion region = new(null, null);
        foreach (WidthOneStep step in chain.Steps)
        {
            if (step.Activation is not (Elu or Celu) && !step.Activation.IsPiecewiseLinear)
            {
                return null;
            }

            (Rational factor, Rational shift, Rational? low, Rational? high) =
                step.Activation is Elu or Celu ? (Rational.One, Rational.Zero, Rational.Zero, null) : ClampMap.Shape(step.Activation);
            Rational weight = factor * Rational.Of(step.Weight);
            slope *= weight;
            offset = (weight * offset) + (factor * Rational.Of(step.Bias)) + shift;
            if (slope.Sign == 0)
            {
                return null;
            }

            region = region.Within(slope, offset, low, high);
        }

        return slope == Rational.One && offset.Sign == 0 && !(region.Low >= region.High) ? region : null;
    }

    // The x with low ≤ slope·x + offset ≤ high.
    private IdentityRegion Within(Rational slope, Rational offset, Rational? low, Rational? high)
    {
        Rational? first = low is Rational l ? (l - offset) / slope : null;
        Rational? second = high is Rational h ? (h - offset) / slope : null;
        (first, second) = slope.Sign > 0 ? (first, second) : (second, first);
        return new IdentityRegion(
            Low is null || first > Low ? first ?? Low : Low,
            High is null || second < High ? second ?? High : High);
    }
}
