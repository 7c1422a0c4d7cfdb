using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.Cells.Polytopes;

/// <summary>Unions of polytopes with disjoint interiors.</summary>
public static class PolytopeUnion
{
    /// <summary>
    /// Describes the same union by fewer polytopes: two that meet in a whole facet and whose union is convex become one, until no such pair is left.
    /// A pair that rounding hides stays apart, which changes the list and not the union. Near-linear in the number of facets.
    /// </summary>
    /// <param name="polytopes">Polytopes of one dimension with disjoint interiors.</param>
    public static ImmutableArray<ConvexPolytope> Merged(IEnumerable<ConvexPolytope> polytopes)
    {
        ArgumentNullException.ThrowIfNull(polytopes);
        List<ConvexPolytope?> alive = [.. polytopes];
        FacetIndex index = new(alive!);
        for (int i = 0; i < alive.Count; i++)
        {
            index.Add(i, alive[i]!);
        }

        for (int i = 0; i < alive.Count; i++)
        {
            if (alive[i] is { } polytope && Partner(polytope, i, alive, index) is var (other, union))
            {
                alive[i] = null;
                alive[other] = null;
                index.Add(alive.Count, union);
                alive.Add(union);
            }
        }

        return [.. alive.OfType<ConvexPolytope>()];
    }

    private static (int Other, ConvexPolytope Union)? Partner(ConvexPolytope polytope, int self, List<ConvexPolytope?> alive, FacetIndex index)
    {
        for (int f = 0; f < polytope.FacetCount; f++)
        {
            foreach (int other in index.Near(polytope, f))
            {
                if (other != self && alive[other] is { } candidate && polytope.ConvexUnion(candidate, f) is { } union)
                {
                    return (other, union);
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Finds polytopes by the centre of a facet. The centre is projected onto one direction and rounded to a grid, whose neighbours are looked at too; the
    /// geometric test afterwards decides.
    /// </summary>
    private sealed class FacetIndex
    {
        private readonly Dictionary<long, List<int>> places = [];
        private readonly double grid;

        public FacetIndex(IReadOnlyList<ConvexPolytope> polytopes)
        {
            double size = double.Epsilon;
            foreach (ConvexPolytope polytope in polytopes)
            {
                foreach (double x in polytope.Coordinates)
                {
                    size = Math.Max(size, Math.Abs(x));
                }
            }

            grid = Math.Max(size * 1e-8, 1e-300);
        }

        public void Add(int id, ConvexPolytope polytope)
        {
            for (int f = 0; f < polytope.FacetCount; f++)
            {
                long place = Place(polytope, f);
                if (!places.TryGetValue(place, out List<int>? ids))
                {
                    places[place] = ids = [];
                }

                ids.Add(id);
            }
        }

        public IEnumerable<int> Near(ConvexPolytope polytope, int facet)
        {
            long place = Place(polytope, facet);
            for (long p = place - 1; p <= place + 1; p++)
            {
                foreach (int id in places.GetValueOrDefault(p) ?? [])
                {
                    yield return id;
                }
            }
        }

        private long Place(ConvexPolytope polytope, int facet)
        {
            double sum = 0;
            double weight = 1;
            double[] centre = polytope.FacetCentre(facet);
            foreach (double x in centre)
            {
                sum += weight * x;
                weight *= -0.6180339887498949;
            }

            return (long)Math.Floor(sum / grid);
        }
    }
}
