using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Bounds;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.Intervals;

namespace TorchDynInspect.Dynamics.Tests.Bounds;

/// <summary>Bounds of random networks over random boxes, against 320-bit evaluation at random points.</summary>
internal static class NetworkOracle
{
    /// <summary>Escapes of values, Jacobian, slopes and lines of a network R² → R², at <paramref name="points"/> points of one box.</summary>
    public static List<string> Escapes(Activation s, Random random, int points)
    {
        Network net = RandomNetworks.Create(random, s, 2, 2, random.Next(2) == 0);
        NetworkBounds bounds = new(net, random.Next(2) == 0 ? IntermediateBounds.Linear : IntermediateBounds.Intervals);
        Interval[] box = RandomNetworks.Box(random, 2, random.Next(3) switch { 0 => 0, 1 => 1, _ => 0.05 });
        (Interval[] values, Interval[] other, Interval[] at) = (new Interval[2], new Interval[2], new Interval[2]);
        (Interval[] jacobian, Interval[] slopes) = (new Interval[4], new Interval[4]);
        (double[] a, double[] b, double[] c, double[] d) = (new double[4], new double[2], new double[4], new double[2]);
        double[] centre = RandomNetworks.PointIn(random, box);
        bounds.Values(box, values);
        bounds.Jacobian(box, other, jacobian);
        bounds.Slopes(centre, box, at, slopes);
        bounds.LinearBounds(box, a, b, c, d);
        List<string> escapes = [];
        BigJet[] atCentre = BigActivations.Evaluate(net, BigActivations.Line(centre));
        for (int p = 0; p < points; p++)
        {
            double[] x = RandomNetworks.PointIn(random, box);
            BigJet[][] y = [BigActivations.Evaluate(net, BigActivations.Line(x, 0)), BigActivations.Evaluate(net, BigActivations.Line(x, 1))];
            for (int i = 0; i < 2; i++)
            {
                BigFloat f = y[0][i].Value;
                BigFloat error = BigFloat.Scale(BigFloat.One, -240);
                Require("value", values[i], f, error);
                Require("value", other[i], f, error);
                Require("value at the centre", at[i], atCentre[i].Value, error);
                for (int j = 0; j < 2; j++)
                {
                    Require($"Jacobian {i},{j}", jacobian[(2 * i) + j], y[j][i].First, error);
                }

                // f(x) − f(c) is in S(x − c), as exact real numbers: with S = [S_l, S_u] and steps of known sign.
                Interval reach = Interval.Zero;
                for (int j = 0; j < 2; j++)
                {
                    reach += slopes[(2 * i) + j] * ((Interval)x[j] - centre[j]);
                }

                Require("slopes", reach, f - atCentre[i].Value, error);
                if (double.IsFinite(b[i]) && ((BigFloat)a[2 * i] * x[0]) + ((BigFloat)a[(2 * i) + 1] * x[1]) + b[i] > f + error)
                {
                    escapes.Add($"{s} lower plane at {x[0]:R}, {x[1]:R}");
                }

                if (double.IsFinite(d[i]) && ((BigFloat)c[2 * i] * x[0]) + ((BigFloat)c[(2 * i) + 1] * x[1]) + d[i] < f - error)
                {
                    escapes.Add($"{s} upper plane at {x[0]:R}, {x[1]:R}");
                }
            }

            void Require(string what, Interval set, BigFloat exact, BigFloat error)
            {
                if (!IntervalOracle.Holds(set, exact, error))
                {
                    escapes.Add($"{s} {what}: {set} misses {exact} at {x[0]:R}, {x[1]:R} of {box[0]} × {box[1]}");
                }
            }
        }

        return escapes;
    }

    /// <summary>Escapes of gradient and Hessian of a scalar network R² → R.</summary>
    public static List<string> SecondOrderEscapes(Activation s, Random random, int points)
    {
        Network net = RandomNetworks.Create(random, s, 2, 1, random.Next(2) == 0);
        NetworkBounds bounds = new(net, random.Next(2) == 0 ? IntermediateBounds.Linear : IntermediateBounds.Intervals);
        Interval[] box = RandomNetworks.Box(random, 2, random.Next(3) switch { 0 => 0, 1 => 1, _ => 0.05 });
        (Interval[] gradient, Interval[] hessian) = (new Interval[2], new Interval[4]);
        bounds.Hessian(box, gradient, hessian);
        List<string> escapes = [];
        BigFloat error = BigFloat.Scale(BigFloat.One, -240);
        for (int p = 0; p < points; p++)
        {
            double[] x = RandomNetworks.PointIn(random, box);
            BigJet alongX = BigActivations.Evaluate(net, BigActivations.Line(x, 0))[0];
            BigJet alongY = BigActivations.Evaluate(net, BigActivations.Line(x, 1))[0];
            BigJet diagonal = BigActivations.Evaluate(net, BigActivations.Line(x, 0, 1))[0];
            BigFloat mixed = BigFloat.Scale(diagonal.Second - alongX.Second - alongY.Second, -1);
            BigFloat[] exact = [alongX.First, alongY.First, alongX.Second, mixed, mixed, alongY.Second];
            Interval[] sets = [.. gradient, .. hessian];
            for (int i = 0; i < 6; i++)
            {
                if (!IntervalOracle.Holds(sets[i], exact[i], error))
                {
                    escapes.Add($"{s} derivative {i}: {sets[i]} misses {exact[i]} at {x[0]:R}, {x[1]:R} of {box[0]} × {box[1]}");
                }
            }
        }

        return escapes;
    }
}
