using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.PeriodicOrbits;

namespace TorchDynInspect.Dynamics.FixedPoints.Flows;

/// <summary>
/// Fixed points and cycles of the exact φ_T that are no equilibria: they lie on closed orbits of the field whose period P has qT = pP with coprime p and q ≤ k; then every point of the
/// orbit has least period q under φ_T. One point of each such orbit is taken, whose multipliers are 1 and the p-th powers of the orbit's.
/// </summary>
/// <param name="flow">The flow, its field in the coordinates of the points.</param>
/// <param name="box">Where a point must lie.</param>
/// <param name="period">k.</param>
internal sealed class OrbitPoints(PureFlow flow, Box box, int period)
{
    /// <summary>How far, relative to P, qT may be from a multiple of P beside the estimated error of P.</summary>
    private const double Agreement = 1e-8;

    private static readonly FlowSolver Precise = new("dopri5", 1, 1e-12, 1e-13);

    /// <summary>Fixed points.</summary>
    public List<FixedPoint> Points { get; } = [];

    /// <summary>Cycles.</summary>
    public List<Cycle> Cycles { get; } = [];

    /// <summary>What a reader must know beside them.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>Takes what a search for closed orbits found.</summary>
    public void Add(PeriodicOrbitResult found)
    {
        foreach (PeriodicOrbit orbit in found.Orbits.Concat(found.Families.Select(family => family.Representative)))
        {
            Add(orbit);
        }

        foreach (PeriodicOrbitFamily family in found.Families.Where(family => family.LargestPeriod > family.LeastPeriod))
        {
            Remarks.Add($"a continuum of closed orbits has periods from {family.LeastPeriod:G8} to {family.LargestPeriod:G8}: those of a period qT/p in between are fixed under φ_qT");
        }

        if (found.Families.Length > 0)
        {
            Remarks.Add("of a continuum of closed orbits one is taken");
        }
    }

    private void Add(PeriodicOrbit orbit)
    {
        double time = Math.Abs(flow.Layer.Time);
        for (int q = 1; q <= period; q++)
        {
            double p = Math.Round(q * time / orbit.Period);
            double gap = Math.Abs((q * time) - (p * orbit.Period));
            if (p < 1 || gap > (Agreement * orbit.Period) + (4 * p * orbit.PeriodError) || BigInteger.GreatestCommonDivisor((int)p, q) != 1)
            {
                continue;
            }

            int inside = Enumerable.Range(0, orbit.Points.Rows).FirstOrDefault(i => box.Contains(orbit.Points.Row(i)), -1);
            if (inside >= 0)
            {
                Take(orbit, orbit.Points.Row(inside).ToArray(), q, (int)p, gap);
            }
        }
    }

    private void Take(PeriodicOrbit orbit, double[] x, int q, int p, double gap)
    {
        ImmutableArray<Complex> multipliers = [.. orbit.Multipliers.Select(value => Complex.Pow(value, p)).Append(1).OrderByDescending(Complex.Abs)];
        string remark = $"on a closed orbit of the field, of period {orbit.Period:G10}, of which {(q == 1 ? string.Empty : $"{q} times ")}T is {p} {(p == 1 ? "turn" : "turns")} within {gap:G2}: "
            + $"every point of the orbit is {(q == 1 ? "fixed" : $"of period {q}")}";
        double[][] points = new double[q][];
        points[0] = x;
        OdeSolver solver = new(flow.Field.AsField(), Precise);
        for (int i = 1; i < q; i++)
        {
            points[i] = [.. points[i - 1]];
            solver.Integrate(points[i], flow.Layer.Time);
        }

        double[] end = [.. points[^1]];
        solver.Integrate(end, flow.Layer.Time);
        double residual = MaximumNorm.Distance(end, x);
        if (q == 1)
        {
            Points.Add(new FixedPoint
            {
                X = [.. x],
                Eigenvalues = multipliers,
                Stability = Stability.Neutral,
                Remark = remark,
                Residual = residual,
                Evidence = EvidenceLevel.Numerical,
            });
            return;
        }

        int first = 0;
        for (int i = 1; i < q; i++)
        {
            first = points[i].AsSpan().SequenceCompareTo(points[first]) < 0 ? i : first;
        }

        Cycles.Add(new Cycle
        {
            Points = [.. Enumerable.Range(0, q).Select(i => points[(first + i) % q].ToImmutableArray())],
            Multipliers = multipliers,
            Stability = Stability.Neutral,
            Remark = remark,
            Residual = residual,
            Evidence = EvidenceLevel.Numerical,
        });
    }
}
