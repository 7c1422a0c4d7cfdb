using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>The distinct closed orbits of one search. Two are one when their periods agree and a point of one lies on the other, within their errors.</summary>
/// <param name="field">f.</param>
/// <param name="scheme">The scheme with which an orbit is followed between its listed points.</param>
internal sealed class OrbitList(IVectorField field, FlowSolver scheme)
{
    private readonly OdeSolver solver = new(field, scheme);
    private readonly List<PeriodicOrbit> orbits = [];

    /// <summary>The distinct orbits, by period.</summary>
    public List<PeriodicOrbit> Sorted() => [.. orbits.OrderBy(orbit => orbit.Period)];

    /// <summary>Adds an orbit; of two that are one the sharper stays.</summary>
    public void Add(PeriodicOrbit orbit)
    {
        for (int i = 0; i < orbits.Count; i++)
        {
            if (IsSame(orbits[i], orbit))
            {
                orbits[i] = orbit.PeriodError < orbits[i].PeriodError ? orbit : orbits[i];
                return;
            }
        }

        orbits.Add(orbit);
    }

    private bool IsSame(PeriodicOrbit a, PeriodicOrbit b)
    {
        double time = (10 * (a.PeriodError + b.PeriodError)) + (1e-8 * a.Period);
        double length = (10 * (a.PointError + b.PointError)) + (1e-7 * Math.Max(a.Diameter, b.Diameter));
        return Math.Abs(a.Period - b.Period) <= time && Distance(a, b.X.AsSpan()) <= length;
    }

    /// <summary>The distance of a point from an orbit: from its nearest listed point on, along the flow, to the foot of the perpendicular.</summary>
    private double Distance(PeriodicOrbit orbit, ReadOnlySpan<double> point)
    {
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int i = 0; i < orbit.Points.Rows; i++)
        {
            double distance = MaximumNorm.Distance(orbit.Points.Row(i), point);
            (nearest, least) = distance < least ? (i, distance) : (nearest, least);
        }

        double[] x = orbit.Points.Row(nearest).ToArray();
        double[] slope = new double[x.Length];
        double most = orbit.Period / orbit.Points.Rows;
        for (int n = 0; n < 4; n++)
        {
            field.Value(x, slope);
            (double along, double speed) = (0, 0);
            for (int i = 0; i < x.Length; i++)
            {
                along += slope[i] * (point[i] - x[i]);
                speed += slope[i] * slope[i];
            }

            solver.Integrate(x, Math.Clamp(along / speed, -most, most));
        }

        return Math.Min(least, MaximumNorm.Distance(x, point));
    }
}
