using System.Globalization;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.TransitionGraphs;

namespace TorchDynInspect.Dynamics.Entropy.HigherDimension;

/// <summary>
/// h_top(f) ≤ log ρ(transition graph) for a continuous piecewise-linear map, in every dimension: itineraries alone bound the entropy, and no term for the growth within a cell is needed.
/// </summary>
/// <remarks>
/// <para>
/// Let K be the box and I the points whose orbits stay in K, on which f acts. The graph's closed cells are such that every orbit in K follows a path (<see cref="TransitionGraph"/>). For
/// a path w of length n let D_w be the points x with f^t(x) ∈ C_(w_t) for t &lt; n: on it f^t is affine with linear part A_t, and x, y ∈ D_w have |f^t(x) − f^t(y)| = |A_t(x − y)|, so that Bowen's
/// metric max_(t &lt; n) |f^t(x) − f^t(y)| is a norm of x − y (t = 0 is among them), in which D_w has diameter at most that of K, R, whatever n is. In a normed space of dimension d, a set of
/// diameter R holds at most (1 + 2R/ε)^d points that are ε apart. So I holds at most (1 + 2R/ε)^d points for each path that are (n, ε)-separated, and h_top(f|I) ≤ lim (1/n) log #paths(n) = log ρ.
/// (Compare Buzzi, Intrinsic ergodicity of affine maps in [0, 1]^d, 1997, where multiplicity and expansion bound the number of itineraries.)
/// </para>
/// <para>The same argument with all patterns that a layer's hyperplanes allow gives the bound by the architecture in dimension d.</para>
/// </remarks>
internal static class ItineraryBound
{
    /// <summary>The bound from one graph; null unless the graph is complete.</summary>
    /// <param name="graph">The transition graph of f on the box, of any refinement.</param>
    public static EntropyBound? Of(TransitionGraph graph)
    {
        if (!graph.Complete)
        {
            return null;
        }

        Interval rho = GraphGrowth.SpectralRadius(graph.Edges);
        return new EntropyBound(
            "itineraries",
            "piecewise affine maps: h ≤ growth rate of itineraries",
            BoundKind.Upper,
            rho.Upper <= 1 ? 0 : Interval.Log(rho).Upper,
            graph.Evidence,
            string.Create(
                CultureInfo.InvariantCulture,
                $"paths in the transition graph of {graph.Cells.Length} cells (refinement {graph.Options.Refinement}) multiply like {rho.Upper:G10}^n")
            + (graph.Evidence == EvidenceLevel.Certified ? string.Empty : ", edges decided in floating point"));
    }
}
