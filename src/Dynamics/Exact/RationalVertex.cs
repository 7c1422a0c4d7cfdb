using System.Numerics;

namespace TorchDynInspect.Dynamics.Exact;

/// <summary>A vertex of an <see cref="RationalPolytope"/>.</summary>
/// <param name="Point">Homogeneous coordinates in lowest terms: d numbers over the last one, which is positive.</param>
/// <param name="Tight">Bit set of the halfspaces, by their number, on whose hyperplanes it lies.</param>
internal sealed record RationalVertex(BigInteger[] Point, ulong[] Tight)
{
    /// <summary>Whether it lies on the hyperplane of a halfspace.</summary>
    public bool IsOn(int halfspace) => (Tight[halfspace >> 6] >> (halfspace & 63) & 1) != 0;

    /// <summary>The coordinates.</summary>
    public Rational[] Coordinates() => [.. Point.SkipLast(1).Select(x => new Rational(x, Point[^1]))];

    internal void Touch(int halfspace) => Tight[halfspace >> 6] |= 1UL << (halfspace & 63);
}
