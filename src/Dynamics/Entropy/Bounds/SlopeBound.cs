using TorchDynInspect.Dynamics.Entropy.Tower;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Periods;

namespace TorchDynInspect.Dynamics.Entropy.Bounds;

/// <summary>
/// The entropy that expansion forces: a piecewise-linear map that takes a set A made of intervals into itself, with |(f^k)′| ≥ s on A, has h_top(f) ≥ (log s)/k.
/// </summary>
/// <remarks>
/// <para>
/// Let g = f^k, I the interval of the map and m the number of intervals of A. The variation of g^n over A is ∫_A |(g^n)′| ≥ s^n |A|, since A is mapped into itself. Laps of g^n cut A into at most
/// lap(g^n) + m intervals of monotonicity, each of variation at most |I|. So lap(g^n) ≥ s^n |A|/|I| − m, and h(g) = lim (1/n) log lap(g^n) ≥ log s (Misiurewicz and Szlenk 1980). With slopes ±s all
/// over I this is the whole entropy, as E3 says the same from above.
/// </para>
/// <para>
/// A is a strongly connected component of the cells of <see cref="ItineraryGraph"/> that no edge leaves: every other set of cells that is mapped into itself holds one, and expands no better.
/// Almost every point follows a walk of cells, on which |(f^k)′| is the product of slopes; the least product over all walks of k cells is found step by step. A flat cell makes it 0.
/// </para>
/// </remarks>
internal static class SlopeBound
{
    private const int MostIterates = 32;

    /// <summary>Iterates that promise no more than rounding does are passed over.</summary>
    private const double Gain = 1 + 1e-9;

    /// <summary>The largest (log s)/k, at least 0: slopes are exact, their products and the logarithm rounded down. O(edges) a step.</summary>
    /// <param name="graph">The cells of f.</param>
    public static EntropyBound Of(ItineraryGraph graph)
    {
        int[][] edges = [.. Enumerable.Range(0, graph.Cells).Select(cell => graph.Targets(cell).ToArray())];
        double[] slopes = [.. Enumerable.Range(0, graph.Cells).Select(cell => Rational.Abs(graph.Piece(cell).Slope).RoundedDown())];
        (double Entropy, int Iterate, double Slope) best = default;
        foreach (int[] component in StrongComponents.Of(edges))
        {
            if (component.All(cell => edges[cell].Length > 0 && edges[cell].All(to => Array.BinarySearch(component, to) >= 0)))
            {
                (double Entropy, int, double) found = OfSet(StrongComponents.Inside(edges, component), [.. component.Select(cell => slopes[cell])]);
                best = found.Entropy > best.Entropy ? found : best;
            }
        }

        return new EntropyBound(
            "slopes",
            "Misiurewicz, Szlenk 1980: the variation of f^n grows no faster than its laps",
            BoundKind.Lower,
            best.Entropy,
            EvidenceLevel.Certified,
            best.Iterate == 0 ? "no iterate was seen to expand all over a set that f maps into itself"
                : $"|{(best.Iterate == 1 ? "f" : $"(f^{best.Iterate})")}′| ≥ {EntropyTheory.Text(best.Slope)} {(best.Iterate == 1 && slopes.Min() >= best.Slope ? "everywhere" : "all over a set that f maps into itself")}");
    }

    // least[c] is the least product of slopes along walks of k cells from c.
    private static (double Entropy, int Iterate, double Slope) OfSet(int[][] edges, double[] slopes)
    {
        (double Entropy, int Iterate, double Slope) best = default;
        double[] least = slopes;
        for (int k = 1; k <= MostIterates; k++)
        {
            double slope = least.Min();
            if (!double.IsFinite(slope))
            {
                break;
            }

            double entropy = slope > 1 ? (Interval.Log(slope) / k).Lower : 0;
            best = entropy > best.Entropy * Gain ? (entropy, k, slope) : best;
            double[] shorter = least;
            least = [.. edges.Select((targets, cell) => Rounded.MultiplyDown(slopes[cell], targets.Min(to => shorter[to])))];
        }

        return best;
    }
}
