using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Tests.Intervals;

/// <summary>Enclosures of an activation over random intervals against its 320-bit definition at random points.</summary>
internal static class EnclosureOracle
{
    public static List<string> Escapes(Activation s, int count, int seed)
    {
        Random random = new(seed);
        ActivationEnclosure enclosure = s.Enclosure;
        List<string> escapes = [];
        for (int i = 0; i < count; i++)
        {
            Interval z = Next(random, out double x, out double c);
            BigJet at = BigActivations.Evaluate(s, new BigJet(x, BigFloat.One, BigFloat.Zero));
            BigJet centre = BigActivations.Evaluate(s, new BigJet(c, BigFloat.One, BigFloat.Zero));
            Require("value", enclosure.Value(z), at.Value);
            Require("slope", enclosure.Derivative(z), at.First);
            Require("curvature", enclosure.SecondDerivative(z), at.Second);
            (double lower, double upper) = (0, 0);
            enclosure.SecondDerivatives([z.Lower], [z.Upper], new(ref lower), new(ref upper));
            Require("curvature of an array", new Interval(lower, upper), at.Second);
            if (at.First.Sign != 0)
            {
                Require("log slope", enclosure.LogDerivative(z), BigFunctions.Log(BigFloat.Abs(at.First)), BigFloat.Scale(BigFloat.One, -280));
            }

            if (x != c)
            {
                BigFloat step = (BigFloat)x - c;
                BigFloat error = BigFloat.Scale((BigFloat.Abs(at.Value) + BigFloat.Abs(centre.Value)) / BigFloat.Abs(step), -280);
                Require("chord", enclosure.Slope(z, c), (at.Value - centre.Value) / step, error);
                enclosure.Slopes([z.Lower], [z.Upper], [c], [c], new(ref lower), new(ref upper));
                Require("chord of an array", new Interval(lower, upper), (at.Value - centre.Value) / step, error);
            }

            LinearRelaxation lines = enclosure.Relax(z);
            BigFloat margin = BigFloat.Scale(BigFloat.Abs(at.Value), -280);
            if (double.IsFinite(lines.LowerOffset) && ((BigFloat)lines.LowerSlope * x) + lines.LowerOffset > at.Value + margin)
            {
                escapes.Add($"{s.Name} {z}: the line below {lines} is above {at.Value} at {x:R}");
            }

            if (double.IsFinite(lines.UpperOffset) && ((BigFloat)lines.UpperSlope * x) + lines.UpperOffset < at.Value - margin)
            {
                escapes.Add($"{s.Name} {z}: the line above {lines} is below {at.Value} at {x:R}");
            }

            void Require(string what, Interval set, BigFloat exact, BigFloat error = default)
            {
                if (!IntervalOracle.Holds(set, exact, error))
                {
                    escapes.Add($"{s.Name} {z}: {what} {set} misses {exact} at {x:R} (c = {c:R})");
                }
            }
        }

        return escapes;
    }

    private static Interval Next(Random random, out double x, out double c)
    {
        double centre = random.Next(6) switch
        {
            0 => 0,
            1 => (random.NextDouble() * 120) - 60,
            2 => Math.ScaleB(random.NextDouble() - 0.5, -random.Next(200)),
            3 => random.Next(-7, 8) * 0.5,
            _ => (random.NextDouble() * 12) - 6,
        };
        double radius = random.Next(4) switch { 0 => 0, 1 => Math.ScaleB(random.NextDouble(), -random.Next(60)), 2 => random.NextDouble(), _ => random.NextDouble() * 12 };
        Interval z = new(centre - radius, centre + radius);
        x = Pick(random, z);
        c = Pick(random, z);
        return z;
    }

    private static double Pick(Random random, Interval z) => random.Next(5) switch
    {
        0 => z.Lower,
        1 => z.Upper,
        2 => Math.Clamp(0, z.Lower, z.Upper),
        _ => Math.Clamp(z.Lower + (random.NextDouble() * (z.Upper - z.Lower)), z.Lower, z.Upper),
    };
}
