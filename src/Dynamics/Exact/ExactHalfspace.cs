using System.Numerics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Dynamics.Exact;

/// <summary>{x : normal·x ≤ offset} in whole numbers, multiplied by any positive factor.</summary>
/// <param name="Facet">The unit and breakpoint, or the side of the domain, that it comes from.</param>
/// <param name="Form">The d numbers of the normal, then −offset: the halfspace is where the form is ≤ 0.</param>
internal sealed record ExactHalfspace(Facet Facet, BigInteger[] Form)
{
    /// <summary>All points (x₁·h, …, x_d·h, h) with h ≥ 0; its hyperplane is the one at infinity.</summary>
    public static ExactHalfspace AtInfinity(int dimension) =>
        new(new Facet(FacetKind.Halfspace, -1, 0), [.. Enumerable.Repeat(BigInteger.Zero, dimension), BigInteger.MinusOne]);

    /// <summary>Whether the normal is zero: the halfspace is everything or nothing.</summary>
    public bool IsConstant => Form.AsSpan(0, Form.Length - 1).IndexOfAnyExcept(BigInteger.Zero) < 0;

    /// <summary>normal·x − offset times a positive factor: negative inside, 0 on the hyperplane.</summary>
    /// <param name="point">A point in homogeneous coordinates, the last one positive.</param>
    public BigInteger Value(ReadOnlySpan<BigInteger> point)
    {
        BigInteger sum = BigInteger.Zero;
        for (int i = 0; i < Form.Length; i++)
        {
            sum += Form[i] * point[i];
        }

        return sum;
    }

    /// <summary>The sign of normal·x − offset: negative inside, 0 on the hyperplane.</summary>
    /// <param name="point">A point in homogeneous coordinates, the last one positive.</param>
    public int Side(ReadOnlySpan<BigInteger> point) => Value(point).Sign;

    /// <summary>The sign of normal·x − offset: negative inside, 0 on the hyperplane.</summary>
    /// <param name="x">A point.</param>
    public int Side(ReadOnlySpan<Rational> x)
    {
        (BigInteger[] whole, BigInteger denominator) = CommonDenominator.Clear(x);
        return Side([.. whole, denominator]);
    }

    /// <summary>The halfspaces of a domain: the box's lower and upper side of each axis in turn, then the others.</summary>
    public static IEnumerable<ExactHalfspace> Of(CellDomain domain) => Of(domain.Box).Concat(domain.Halfspaces.Select((halfspace, i) => new ExactHalfspace(
        new Facet(FacetKind.Halfspace, i, 0), CommonDenominator.Clear([.. halfspace.Normal, -halfspace.Offset]).Whole)));

    /// <summary>The lower and upper side of each axis in turn.</summary>
    public static IEnumerable<ExactHalfspace> Of(Box box)
    {
        for (int side = 0; side < 2 * box.Dimension; side++)
        {
            double[] form = new double[box.Dimension + 1];
            form[side / 2] = side % 2 == 0 ? -1 : 1;
            form[^1] = side % 2 == 0 ? box.Lower[side / 2] : -box.Upper[side / 2];
            yield return new ExactHalfspace(new Facet(FacetKind.Box, side, 0), CommonDenominator.Clear(form).Whole);
        }
    }
}
