using System.Numerics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Entropy.Bounds;

/// <summary>What the widths of a piecewise-linear network say about its pieces and itineraries, whatever its weights (E1).</summary>
/// <remarks>
/// <para>
/// In one dimension a layer of m units with K pieces each bends every affine piece before it in at most m(K − 1) points, so that it multiplies pieces by at most m(K − 1) + 1:
/// lap(f) ≤ Π((K − 1)m_i + 1). A residual block x + g(x) multiplies them by what g does: on an interval where x and g(x) are affine, so is their sum; nothing is added for the skip.
/// </para>
/// <para>
/// In d dimensions the breakpoints of a layer are at most M = Σ(K − 1) parallel or crossing hyperplanes of the affine image before it, of dimension r ≤ d, and divide it into at most
/// Σ_(i ≤ r) C(M, i) parts (Schläfli; Zaslavsky 1975). The product over the layers bounds how a further step of f can multiply itineraries, and the entropy is at most the growth rate of
/// itineraries. A step of f that is not the first starts from an image of f, whose dimension no narrow layer lets exceed its width.
/// </para>
/// </remarks>
internal static class Architecture
{
    /// <summary>For each activation layer the largest number of parts into which it divides a piece, first layer first, those of residual branches where they stand; null when the network is not
    /// piecewise linear or has a layer of another kind.</summary>
    /// <param name="network">A network.</param>
    public static List<BigInteger>? Factors(Network network)
    {
        int rank = network.Inputs;
        if (!Collect(network, [], ref rank))
        {
            return null;
        }

        List<BigInteger> factors = [];
        Collect(network, factors, ref rank);
        return factors;
    }

    /// <summary>E1 for a network that is piecewise linear; nothing otherwise.</summary>
    /// <param name="network">A map of R^d.</param>
    public static IEnumerable<EntropyBound> Bound(Network network)
    {
        if (Factors(network) is { } factors)
        {
            BigInteger product = factors.Aggregate(BigInteger.One, BigInteger.Multiply);
            yield return new EntropyBound(
                "E1",
                "Bu, Zhang, Luo (arXiv 2010.07587): laps of a layer multiply",
                BoundKind.Upper,
                Horseshoe.RateOf(product, 1).Upper,
                EvidenceLevel.Certified,
                factors.Count == 0 ? "no layer bends: f is affine" : $"layers of the network make at most {string.Join("·", factors)} {(network.Inputs == 1 ? "pieces" : "cells")}");
        }
    }

    // rank: a bound of the dimension of the affine image on which the next layer's hyperplanes lie.
    private static bool Collect(Network network, List<BigInteger> factors, ref int rank)
    {
        for (int i = 0; i < network.Layers.Length; i++)
        {
            switch (network.Layers[i])
            {
                case Affine affine:
                    rank = Math.Min(rank, Math.Min(affine.Weight.Rows, affine.Weight.Columns));
                    break;
                case Elementwise elementwise when elementwise.Units.All(unit => unit.IsPiecewiseLinear):
                    factors.Add(Parts(Breakpoints(elementwise, network.Widths[i]), rank));
                    break;
                case Residual residual:
                    int inside = rank;
                    if (!Collect(residual.Branch, factors, ref inside))
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private static int Breakpoints(Elementwise layer, int width) =>
        Enumerable.Range(0, width).Sum(unit => ((Activation)layer[unit]).Breakpoints!.Value.Length);

    /// <summary>Σ_(i ≤ r) C(m, i).</summary>
    internal static BigInteger Parts(int m, int r)
    {
        (BigInteger sum, BigInteger term) = (BigInteger.One, BigInteger.One);
        for (int i = 1; i <= Math.Min(m, r); i++)
        {
            term = term * (m - i + 1) / i;
            sum += term;
        }

        return sum;
    }
}
