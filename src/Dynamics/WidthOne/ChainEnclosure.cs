using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>
/// f over an interval X: its values, ln |f′|, and f in the form αx + r. The form keeps f(x) − x = (α − 1)x + r sharp where f is all but affine: on the
/// linear side of softplus, log-sigmoid and ELU the identity is followed and the rest added to r, so that softplus(x) &gt; x is seen at every x.
/// </summary>
/// <param name="Value">Encloses f(X).</param>
/// <param name="LogSlope">Encloses ln |f′| on X.</param>
/// <param name="Slope">α.</param>
/// <param name="Rest">r.</param>
internal readonly record struct ChainEnclosure(Interval Value, LogSlope LogSlope, Interval Slope, Interval Rest)
{
    // Somewhat below ln 1.8e308 = 709.8, and far above where the tails of arctan and softsign begin.
    private const double Overflow = 600;

    /// <summary>f(x) − x for the x of X.</summary>
    public Interval Displacement(Interval x) => ((Slope - Interval.One) * x) + Rest;

    /// <summary>Encloses a chain over X. O(L).</summary>
    public static ChainEnclosure Of(WidthOneChain chain, Interval x)
    {
        Interval value = x;
        Interval slope = Interval.One;
        Interval rest = Interval.Zero;
        LogSlope log = chain.LogWeights;
        Interval? exponent = null;
        foreach (WidthOneStep step in chain.Steps)
        {
            Interval z = (step.Weight * value) + step.Bias;
            log += TailSlope(step, exponent) ?? ScalarEnclosure.LogSlope(step.Activation, z);
            exponent = step.Activation is Exp && z.Lower > Overflow ? z : null;
            Interval image = ScalarEnclosure.Value(step.Activation, z);
            if (RestBesideIdentity(step.Activation, z) is Interval beside)
            {
                slope = step.Weight * slope;
                rest = (step.Weight * rest) + step.Bias + beside;
                value = image.Intersect((slope * x) + rest);
            }
            else
            {
                (slope, rest, value) = (Interval.Zero, image, image);
            }
        }

        return new ChainEnclosure(value, log, slope, rest);
    }

    /// <summary>
    /// ln σ′ in a tail of power 2 behind e^u, where e^u may overflow and its logarithm u does not: ln σ′(z) = −2 ln |z| and ln |z| = u + ln |w|, both but
    /// for less than 1e−9.
    /// </summary>
    private static LogSlope? TailSlope(WidthOneStep step, Interval? exponent)
    {
        if (exponent is not Interval u || step.Activation is not (Arctan or Softsign) || !(Math.Abs(step.Weight) > 1e-100) || !(Math.Abs(step.Bias) < 1e100))
        {
            return null;
        }

        Interval log = (-2 * (u + Interval.Log(Math.Abs(step.Weight)))) + new Interval(-1e-9, 1e-9);
        return new LogSlope(log.Lower, log.Upper);
    }

    /// <summary>σ(z) − z where σ is nearly or exactly the identity on z; null elsewhere.</summary>
    private static Interval? RestBesideIdentity(Activation activation, Interval z) => activation switch
    {
        Identity => Interval.Zero,
        Relu or Elu or Celu when z.Lower >= 0 => Interval.Zero,
        Softplus softplus when z.Lower > 0 => ScalarEnclosure.Value(softplus, -z),
        LogSigmoid when z.Upper < 0 => ScalarEnclosure.Value(activation, -z),
        _ => null,
    };
}
