using System.Collections.Immutable;
using TorchDynInspect.Dynamics.FixedPoints;

namespace TorchDynInspect.Dynamics.Orbits;

/// <summary>The attracting points and cycles of a list, each with the distance within which an orbit counts as near.</summary>
internal static class AttractorList
{
    // Closer to another point of the list than to the attractor, an orbit says nothing; a quarter keeps well clear of the middle.
    private const double OfDistance = 0.25;

    public static ImmutableArray<Attractor> Of(FixedPointResult found, double largestRadius)
    {
        List<ImmutableArray<double>> all = [.. found.Points.Select(point => point.X), .. found.Cycles.SelectMany(cycle => cycle.Points)];
        return
        [
            .. found.Points.Where(point => point.Stability == Stability.Attracting)
                .Select(point => new Attractor([point.X], Radius([point.X]), point.Evidence)),
            .. found.Cycles.Where(cycle => cycle.Stability == Stability.Attracting)
                .Select(cycle => new Attractor(cycle.Points, Radius(cycle.Points), cycle.Evidence)),
        ];

        double Radius(ImmutableArray<ImmutableArray<double>> own)
        {
            double radius = largestRadius;
            foreach (ImmutableArray<double> point in own)
            {
                foreach (ImmutableArray<double> other in all)
                {
                    if (other != point)
                    {
                        radius = Math.Min(radius, OfDistance * BasinRun.Distance(point.AsSpan(), other.AsSpan()));
                    }
                }
            }

            return radius;
        }
    }
}
