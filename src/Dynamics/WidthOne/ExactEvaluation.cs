using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>
/// f, f′ and f″ at a rational number, where all three are rational: at the zeros of tanh, at ½ for the logistic function, on the linear side of ELU, …
/// </summary>
/// <param name="Value">f(p).</param>
/// <param name="Slope">f′(p).</param>
/// <param name="Curvature">f″(p); null where f has no second derivative.</param>
internal readonly record struct ExactEvaluation(Rational Value, Rational Slope, Rational? Curvature)
{
    /// <summary>Evaluates a chain; null where a step leaves the rationals, or has no derivative.</summary>
    public static ExactEvaluation? Of(WidthOneChain chain, Rational p)
    {
        Rational value = p;
        Rational slope = Rational.One;
        Rational? curvature = Rational.Zero;
        foreach (WidthOneStep step in chain.Steps)
        {
            Rational weight = Rational.Of(step.Weight);
            if (OfActivation(step.Activation, (weight * value) + Rational.Of(step.Bias)) is not ExactEvaluation outer)
            {
                return null;
            }

            // (σ∘(w f + b))″ = σ″ (w f′)² + σ′ w f″.
            Rational inner = weight * slope;
            curvature = outer.Curvature is Rational second && curvature is Rational bend
                ? (second * inner * inner) + (outer.Slope * weight * bend)
                : null;
            slope = outer.Slope * inner;
            value = outer.Value;
        }

        return new ExactEvaluation(value, slope, curvature);
    }

    /// <summary>The number with the shortest mantissa in an interval: what an exact fixed point would be; null when it is unbounded.</summary>
    public static Rational? Simplest(Interval x)
    {
        if (!x.IsBounded)
        {
            return null;
        }

        if (x.Contains(0))
        {
            return Rational.Zero;
        }

        double low = x.Mignitude;
        double high = x.Magnitude;
        for (int exponent = Math.ILogB(high); exponent >= -1074; exponent--)
        {
            double unit = Math.ScaleB(1, exponent);
            double candidate = Math.Floor(high / unit) * unit;
            if (candidate >= low)
            {
                return Rational.Of(x.Lower > 0 ? candidate : -candidate);
            }
        }

        return null;
    }

    private static ExactEvaluation? OfActivation(Activation activation, Rational z)
    {
        Rational zero = Rational.Zero;
        Rational one = Rational.One;
        Rational size = one + Rational.Abs(z);
        return activation switch
        {
            Identity => new ExactEvaluation(z, one, zero),
            Tanh or Arctan when z.Sign == 0 => new ExactEvaluation(zero, one, zero),
            Sigmoid when z.Sign == 0 => new ExactEvaluation(one / 2, one / 4, zero),
            Exp when z.Sign == 0 => new ExactEvaluation(one, one, one),
            Elu or Celu or Relu when z.Sign > 0 => new ExactEvaluation(z, one, zero),
            Elu or Celu when z.Sign == 0 => new ExactEvaluation(zero, one, null),
            Softsign => new ExactEvaluation(z / size, one / (size * size), z.Sign == 0 ? null : -2 * z.Sign * one / (size * size * size)),
            _ => null,
        };
    }
}
