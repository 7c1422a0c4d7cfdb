using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth;

/// <summary>
/// From the zeros of f^k(x) − x to cycles of least period k. Intervals carried along the orbit decide: f^j(x) ≠ x when the enclosures are apart, and f^j(x) = y
/// for another zero y when the enclosure of f^j(x), a zero too, lies where y is the only one.
/// </summary>
internal sealed class CycleProof(Network network)
{
    private readonly NetworkZeros map = NetworkZeros.Of(network)
        ?? throw new InvalidInputException("fixed points: the method of boxes does not cover flow layers; expected another method");

    /// <summary>The cycles; a zero whose period or cycle stays open goes to <paramref name="unresolved"/>.</summary>
    public List<Cycle> Cycles(NetworkZeros iterate, IReadOnlyList<Zero> zeros, int period, List<Box> unresolved)
    {
        Dictionary<int, Interval[][]> orbits = [];
        HashSet<int> taken = [];
        for (int k = 0; k < zeros.Count; k++)
        {
            if (taken.Contains(k))
            {
                continue;
            }

            Interval[][] orbit = Orbit(zeros[k].Enclosure, period);
            bool? least = HasLeastPeriod(orbit, zeros[k], period);
            if (least == true && Claim(orbit, zeros, k, taken))
            {
                orbits.Add(k, orbit);
            }
            else if (least != false)
            {
                unresolved.Add(zeros[k].Enclosure);
            }
        }

        return Assemble(iterate, zeros, orbits, period);
    }

    /// <summary>Enclosures of x, f(x), …, f^(k−1)(x).</summary>
    private Interval[][] Orbit(Box start, int period)
    {
        int n = start.Dimension;
        Interval[][] orbit = new Interval[period][];
        orbit[0] = [.. Enumerable.Range(0, n).Select(i => new Interval(start.Lower[i], start.Upper[i]))];
        for (int j = 1; j < period; j++)
        {
            orbit[j] = new Interval[n];
            map.Image(orbit[j - 1], orbit[j]);
        }

        return orbit;
    }

    /// <summary>Whether the least period is proved to be the whole one (true), proved to be less (false), or open (null).</summary>
    private static bool? HasLeastPeriod(Interval[][] orbit, Zero zero, int period)
    {
        bool? least = true;
        for (int j = 1; j < period; j++)
        {
            if (period % j != 0 || AreApart(orbit[j], orbit[0]))
            {
                continue;
            }

            if (IsWithin(orbit[j], zero.UniquenessRegion))
            {
                return false;
            }

            least = null;
        }

        return least;
    }

    /// <summary>Marks the zeros that are later points of the orbit. False when one may be or may not.</summary>
    private static bool Claim(Interval[][] orbit, IReadOnlyList<Zero> zeros, int k, HashSet<int> taken)
    {
        bool clear = true;
        for (int j = 1; j < orbit.Length; j++)
        {
            for (int other = FirstFrom(zeros, orbit[j][0].Lower - 1e-6); other < zeros.Count && zeros[other].X[0] <= orbit[j][0].Upper + 1e-6; other++)
            {
                if (other == k || AreApart(orbit[j], zeros[other].Enclosure))
                {
                    continue;
                }

                if (IsWithin(orbit[j], zeros[other].UniquenessRegion))
                {
                    taken.Add(other);
                }
                else
                {
                    clear = false;
                }
            }
        }

        return clear;
    }

    private static List<Cycle> Assemble(NetworkZeros iterate, IReadOnlyList<Zero> zeros, Dictionary<int, Interval[][]> orbits, int period)
    {
        int[] keys = [.. orbits.Keys.Order()];
        ProvedStability[] spectra = PointSpectra.Of(iterate, [.. keys.Select(k => zeros[k].Enclosure)]);
        List<Cycle> cycles = [];
        for (int c = 0; c < keys.Length; c++)
        {
            Interval[][] orbit = orbits[keys[c]];
            ImmutableArray<double>[] points = [.. orbit.Select(axes => axes.Select(axis => axis.Midpoint).ToImmutableArray())];
            points[0] = zeros[keys[c]].X;
            int first = 0;
            for (int j = 1; j < period; j++)
            {
                first = points[j].AsSpan().SequenceCompareTo(points[first].AsSpan()) < 0 ? j : first;
            }

            int[] order = [.. Enumerable.Range(0, period).Select(j => (first + j) % period)];
            cycles.Add(new Cycle
            {
                Points = [.. order.Select(j => points[j])],
                Enclosures = [.. order.Select(j => new Box([.. orbit[j].Select(axis => axis.Lower)], [.. orbit[j].Select(axis => axis.Upper)]))],
                Multipliers = spectra[c].Eigenvalues,
                MultiplierRadii = spectra[c].Radii,
                Stability = spectra[c].Stability,
                StabilityEvidence = spectra[c].Stability == Stability.Undecided ? EvidenceLevel.Numerical : EvidenceLevel.Certified,
                Residual = PointAssembly.Residual(iterate, zeros[keys[c]].X.AsSpan()),
                Evidence = EvidenceLevel.Certified,
            });
        }

        cycles.Sort((a, b) => a.Points[0].AsSpan().SequenceCompareTo(b.Points[0].AsSpan()));
        return cycles;
    }

    /// <summary>The first zero, they being in lexicographic order, whose first coordinate is at least x.</summary>
    private static int FirstFrom(IReadOnlyList<Zero> zeros, double x)
    {
        (int low, int high) = (0, zeros.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = zeros[middle].X[0] < x ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static bool AreApart(Interval[] a, Interval[] b) => a.Zip(b).Any(pair => pair.First.IsDisjointFrom(pair.Second));

    private static bool AreApart(Interval[] a, Box b) => a.Where((axis, i) => axis.Upper < b.Lower[i] || axis.Lower > b.Upper[i]).Any();

    private static bool IsWithin(Interval[] a, Box b) => !a.Where((axis, i) => axis.Lower < b.Lower[i] || axis.Upper > b.Upper[i]).Any();
}
