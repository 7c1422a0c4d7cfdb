using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Bounds;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.Activations;

namespace TorchDynInspect.Dynamics.Tests.Bounds;

public sealed class SmokeTests
{
    private static double[] Eval(Network net, double[] x)
    {
        double[] h = x;
        foreach (Layer layer in net.Layers)
        {
            h = layer switch
            {
                Affine a => [.. Enumerable.Range(0, a.Weight.Rows).Select(i => a.Bias[i] + Enumerable.Range(0, a.Weight.Columns).Sum(j => a.Weight[i, j] * h[j]))],
                Elementwise e => [.. h.Select((z, i) => e[i].Value(z))],
                Residual r => [.. Eval(r.Branch, h).Select((g, i) => g + h[i])],
                _ => throw new NotSupportedException(),
            };
        }

        return h;
    }

    [Fact]
    public void Values_slopes_and_lines_hold_samples()
    {
        Random random = new(1);
        List<string> bad = [];
        foreach (ReferenceData data in ReferenceData.HighPrecision)
        {
            for (int t = 0; t < 40; t++)
            {
                Network net = RandomNetworks.Create(random, data.Activation, 2, 2, t % 2 == 0);
                NetworkBounds bounds = new(net, t % 3 == 0 ? IntermediateBounds.Linear : IntermediateBounds.Intervals);
                Interval[] box = RandomNetworks.Box(random, 2, t % 5 == 0 ? 2 : 0.1);
                Interval[] values = new Interval[2], v2 = new Interval[2], jac = new Interval[4], slopes = new Interval[4], at = new Interval[2];
                double[] a = new double[4], b = new double[2], c = new double[4], d = new double[2];
                bounds.Values(box, values);
                bounds.Jacobian(box, v2, jac);
                double[] centre = [box[0].Midpoint, box[1].Midpoint];
                bounds.Slopes(centre, box, at, slopes);
                bounds.LinearBounds(box, a, b, c, d);
                for (int s = 0; s < 50; s++)
                {
                    double[] x = RandomNetworks.PointIn(random, box);
                    double[] y = Eval(net, x);
                    for (int i = 0; i < 2 && double.IsFinite(y[0]) && double.IsFinite(y[1]); i++)
                    {
                        double tol = 1e-12 * (1 + Math.Abs(y[i]));
                        if (!(y[i] >= values[i].Lower - tol && y[i] <= values[i].Upper + tol)) bad.Add($"{data} value {t}");
                        double low = (a[i * 2] * x[0]) + (a[(i * 2) + 1] * x[1]) + b[i];
                        double high = (c[i * 2] * x[0]) + (c[(i * 2) + 1] * x[1]) + d[i];
                        if (!(y[i] >= low - tol && y[i] <= high + tol)) bad.Add($"{data} lines {t} {low} {y[i]} {high}");
                        Interval mv = at[i] + (slopes[i * 2] * (x[0] - (Interval)centre[0])) + (slopes[(i * 2) + 1] * (x[1] - (Interval)centre[1]));
                        if (!(y[i] >= mv.Lower - tol && y[i] <= mv.Upper + tol)) bad.Add($"{data} slope {t} {mv} {y[i]}");
                        Interval mj = at[i] + (jac[i * 2] * (x[0] - (Interval)centre[0])) + (jac[(i * 2) + 1] * (x[1] - (Interval)centre[1]));
                        if (!(y[i] >= mj.Lower - tol && y[i] <= mj.Upper + tol)) bad.Add($"{data} jac {t} {mj} {y[i]}");
                    }
                }
            }
        }

        Assert.True(bad.Count == 0, string.Join("\n", bad.Distinct().Take(30)));
    }
}
