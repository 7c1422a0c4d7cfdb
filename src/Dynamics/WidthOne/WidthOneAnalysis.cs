using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>
/// Fixed points and 2-cycles of networks of width 1 (Cook, Hammerlindl, Tucker, arXiv 2303.12814; Chaos 33, 123105: nowhere coexpanding functions; theory §0).
/// </summary>
public static class WidthOneAnalysis
{
    /// <summary>
    /// All fixed points and 2-cycles on the whole line, certified. The network is read as a function of the reals with the weights as they are; fixed
    /// points beyond ±1e300 are not looked for. O(L) an evaluation and some hundred evaluations; exact rationals for chains of clamps.
    /// </summary>
    /// <param name="network">A network with one input and one output; where the theorem does not apply the result says why.</param>
    /// <exception cref="InvalidInputException">The network has not one input and one output.</exception>
    public static WidthOneResult WidthOne(this Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Inputs != 1 || network.Outputs != 1)
        {
            throw new InvalidInputException($"width-1 analysis: the network maps R^{network.Inputs} to R^{network.Outputs}, expected R to R");
        }

        (WidthOneChain? chain, string? obstacle) = WidthOneChain.Of(network);
        if (chain is null)
        {
            return new WidthOneResult { Applies = false, Reason = obstacle!, Theory = WidthOneTheory.Entry(obstacle!) };
        }

        WidthOneResult found = chain.Monotonicity == Monotonicity.Constant || chain.IsClamp ? ClampAnalysis.Of(chain)
            : chain.Monotonicity == Monotonicity.Increasing ? Increasing(chain)
            : Decreasing(chain);
        found = found with { Monotonicity = chain.Monotonicity, Reason = Reason(chain), Remarks = Remarks(network) };
        return found with { Theory = WidthOneTheory.Entry(found) };
    }

    /// <summary>
    /// ln χ_f(x, y) = ln |f′(x)| + ln |f′(y)| − 2 ln |(f(x) − f(y))/(x − y)|, at most 0 for all x ≠ y in class F. Sums over the layers, so that saturated
    /// chains, whose f′ underflows and whose values coincide, still give a number. Evidence: numerical, accurate to about 1e−12 a layer.
    /// </summary>
    /// <param name="network">A chain of width 1 of affine layers and any activations.</param>
    /// <param name="x">One point.</param>
    /// <param name="y">Another.</param>
    /// <returns>ln χ; NaN where f is flat at one of them, or a weight is 0.</returns>
    /// <exception cref="InvalidInputException">The network is no such chain, or x = y or one is not finite.</exception>
    public static double LogCoexpansion(this Network network, double x, double y)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (!double.IsFinite(x) || !double.IsFinite(y) || x == y)
        {
            throw new InvalidInputException($"coexpansion at {x} and {y}: expected two different finite numbers");
        }

        return Coexpansion.Log(network, x, y);
    }

    private static WidthOneResult Increasing(WidthOneChain chain)
    {
        if (IdentityRegion.Of(chain) is IdentityRegion region)
        {
            return Empty with { Continuum = region.Bounds };
        }

        IncreasingCount count = IncreasingCount.Of(chain);
        return Empty with
        {
            Points = [.. count.Points.Select(point => Certificates.Point(chain, point))],
            Undecided = [.. count.Undecided],
        };
    }

    private static WidthOneResult Decreasing(WidthOneChain chain)
    {
        if (DecreasingFixedPoint.Of(chain) is not (LocatedPoint point, LogSlope slope))
        {
            return Empty with { Undecided = [Interval.Entire], UndecidedCycles = [Interval.Entire] };
        }

        WidthOneResult found = Empty with { Points = [Certificates.Point(chain, point)] };
        WidthOneChain twice = chain.Twice();
        if (IdentityRegion.Of(twice) is IdentityRegion region)
        {
            return found with { CycleContinuum = region.Bounds };
        }

        // A 2-cycle needs a repelling fixed point.
        if (slope.Contracts)
        {
            return found;
        }

        IncreasingCount count = IncreasingCount.Of(twice);
        List<LocatedPoint> others = [.. count.Points.Where(other => other.Enclosure.IsDisjointFrom(point.Enclosure))];
        if (count.Undecided.Count > 0 || others.Count is not (0 or 2))
        {
            return found with { UndecidedCycles = [.. count.Undecided, .. count.Undecided.Count > 0 ? [] : others.Select(other => other.Enclosure)] };
        }

        return others.Count == 0
            ? found
            : found with
            {
                Cycles = [Certificates.Cycle(chain, others[0], others[1])],
                CycleEnclosures = [[others[0].Enclosure, others[1].Enclosure]],
            };
    }

    private static WidthOneResult Empty => new() { Applies = true, Reason = string.Empty, Theory = new TheoryEntry(string.Empty, string.Empty, true, string.Empty) };

    private static string Reason(WidthOneChain chain) => chain.Steps.Any(step => step.Activation.ClassF == ClassF.Extended)
        ? "every layer has width 1 and every activation belongs to class F or its extension"
        : "every layer has width 1 and every activation belongs to class F";

    private static ImmutableArray<string> Remarks(Network network) =>
        network.Layers.OfType<Elementwise>().Any(layer => layer[0] is Softplus { Threshold: < double.MaxValue })
            ? ["softplus is read as ln(1 + e^(βz))/β, without torch's linear branch, which jumps by less than 3e−9/β"]
            : [];
}
