using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth;

/// <summary>From proved zeros of f(x) − x, or of a vector field, to fixed points with enclosed eigenvalues.</summary>
internal static class PointAssembly
{
    /// <summary>The points in the order of the zeros.</summary>
    public static List<FixedPoint> Points(NetworkZeros system, IReadOnlyList<Zero> zeros)
    {
        ProvedStability[] spectra = PointSpectra.Of(system, [.. zeros.Select(zero => zero.Enclosure)]);
        List<FixedPoint> points = new(zeros.Count);
        for (int k = 0; k < zeros.Count; k++)
        {
            points.Add(new FixedPoint
            {
                X = zeros[k].X,
                Eigenvalues = spectra[k].Eigenvalues,
                EigenvalueRadii = spectra[k].Radii,
                Stability = spectra[k].Stability,
                StabilityEvidence = spectra[k].Stability == Stability.Undecided ? EvidenceLevel.Numerical : EvidenceLevel.Certified,
                Judged = system.Kind,
                Residual = Residual(system, zeros[k].X.AsSpan()),
                Enclosure = zeros[k].Enclosure,
                Evidence = EvidenceLevel.Certified,
            });
        }

        return points;
    }

    /// <summary>‖F(x)‖∞, the middle of its enclosure.</summary>
    public static double Residual(NetworkZeros system, ReadOnlySpan<double> x)
    {
        Span<Interval> point = stackalloc Interval[x.Length];
        Span<Interval> values = stackalloc Interval[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            point[i] = new Interval(x[i], x[i]);
        }

        system.Values(point, values);
        double largest = 0;
        foreach (Interval value in values)
        {
            largest = Math.Max(largest, Math.Abs(value.Midpoint));
        }

        return largest;
    }
}
