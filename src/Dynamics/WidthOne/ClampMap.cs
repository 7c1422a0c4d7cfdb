using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>
/// x ↦ min(max(a x + b, lo), hi), exactly: what every chain of width 1 of clamps is, since these maps are closed under composition. A bound that is null
/// is infinite.
/// </summary>
internal sealed record ClampMap(Rational Slope, Rational Offset, Rational? Low, Rational? High)
{
    /// <summary>The chain in closed form; all its activations are piecewise linear of class F or its extension.</summary>
    public static ClampMap Of(WidthOneChain chain)
    {
        ClampMap map = new(Rational.One, Rational.Zero, null, null);
        foreach (WidthOneStep step in chain.Steps)
        {
            map = map.Then(Rational.Of(step.Weight), Rational.Of(step.Bias));
            (Rational slope, Rational offset, Rational? low, Rational? high) = Shape(step.Activation);
            map = map.Then(slope, offset).Between(low, high);
        }

        return map;
    }

    public Rational At(Rational x) => Clamped((Slope * x) + Offset, Low, High);

    /// <summary>The slopes of f just left and just right of x.</summary>
    public (Rational Left, Rational Right) SlopesAt(Rational x)
    {
        Rational inner = (Slope * x) + Offset;
        bool atLow = Low is Rational low && inner <= low;
        bool atHigh = High is Rational high && inner >= high;
        if (Slope.Sign == 0 || (!atLow && !atHigh))
        {
            return (Slope, Slope);
        }

        Rational edge = atLow ? Low!.Value : High!.Value;
        if (inner != edge || (atLow && atHigh))
        {
            return (Rational.Zero, Rational.Zero);
        }

        // The clamped side is the one on which ax + b leaves [lo, hi].
        bool clampedOnTheLeft = atLow == Slope.Sign > 0;
        return clampedOnTheLeft ? (Rational.Zero, Slope) : (Slope, Rational.Zero);
    }

    private ClampMap Then(Rational slope, Rational offset)
    {
        Rational? low = Low is Rational l ? (slope * l) + offset : null;
        Rational? high = High is Rational h ? (slope * h) + offset : null;
        if (slope.Sign == 0)
        {
            return new ClampMap(Rational.Zero, offset, offset, offset);
        }

        return slope.Sign > 0
            ? new ClampMap(Slope * slope, (Offset * slope) + offset, low, high)
            : new ClampMap(Slope * slope, (Offset * slope) + offset, high, low);
    }

    private ClampMap Between(Rational? low, Rational? high) => this with
    {
        Low = Low is Rational l ? Clamped(l, low, high) : low,
        High = High is Rational h ? Clamped(h, low, high) : high,
    };

    private static Rational Clamped(Rational x, Rational? low, Rational? high) =>
        low is Rational l && x < l ? l : high is Rational h && x > h ? h : x;

    /// <summary>A piecewise-linear activation of class F or its extension as min(max(Slope z + Offset, Low), High).</summary>
    public static (Rational Slope, Rational Offset, Rational? Low, Rational? High) Shape(Activation activation)
    {
        Rational zero = Rational.Zero;
        Rational one = Rational.One;
        return activation switch
        {
            Relu6 => (one, zero, zero, (Rational)6),
            Hardtanh hardtanh => (one, zero, Rational.Of(hardtanh.Min), Rational.Of(hardtanh.Max)),
            Hardsigmoid => (one / 6, one / 2, zero, one),
            PiecewiseLinear table => Shape(table),
            _ when activation.Breakpoints is { IsEmpty: true } => (one, zero, null, null),
            _ => (one, zero, zero, null), // relu, and prelu, leaky_relu and elu with the slope 0
        };
    }

    // Of class F or its extension: one sloped piece at most between two flat ones.
    private static (Rational Slope, Rational Offset, Rational? Low, Rational? High) Shape(PiecewiseLinear table)
    {
        Rational[] knots = Rational.Of(table.Knots.AsSpan());
        Rational[] values = Rational.Of(table.KnotValues.AsSpan());
        Rational[] slopes =
        [
            Rational.Of(table.LeftSlope),
            .. Enumerable.Range(0, knots.Length - 1).Select(i => (values[i + 1] - values[i]) / (knots[i + 1] - knots[i])),
            Rational.Of(table.RightSlope),
        ];
        int moving = Array.FindIndex(slopes, slope => slope.Sign != 0);
        if (moving < 0)
        {
            return (Rational.Zero, values[0], null, null);
        }

        int knot = Math.Min(moving, knots.Length - 1);
        Rational slope = slopes[moving];
        Rational offset = values[knot] - (slope * knots[knot]);
        Rational? left = slopes[0].Sign == 0 ? values[0] : null;
        Rational? right = slopes[^1].Sign == 0 ? values[^1] : null;
        return slope.Sign > 0 ? (slope, offset, left, right) : (slope, offset, right, left);
    }
}
