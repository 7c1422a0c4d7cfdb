using System.Numerics;
using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Dynamics.Exact;

/// <summary>
/// A full-dimensional bounded polytope in exact arithmetic, cut halfspace by halfspace (the double description method; Motzkin, Raiffa, Thompson, Thrall 1953).
/// It knows its vertices and on which hyperplanes each lies, so that degenerate position is nothing special.
/// </summary>
internal sealed class RationalPolytope
{
    private readonly int words;
    private readonly List<ExactHalfspace> halfspaces = [];
    private List<RationalVertex> vertices = [];

    private RationalPolytope(int dimension, int capacity)
    {
        Dimension = dimension;
        words = (capacity + 63) / 64;
    }

    /// <summary>The dimension d.</summary>
    public int Dimension { get; }

    /// <summary>The halfspaces so far whose normal is not zero, in the order of the cuts; a number of a halfspace is its place here.</summary>
    public IReadOnlyList<ExactHalfspace> Halfspaces => halfspaces;

    /// <summary>The vertices.</summary>
    public IReadOnlyList<RationalVertex> Vertices => vertices;

    /// <summary>A domain cut by halfspaces; null when nothing of full dimension is left.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="cuts">Halfspaces; one with a zero normal is everything or nothing.</param>
    public static RationalPolytope? Of(CellDomain domain, IReadOnlyList<ExactHalfspace> cuts)
    {
        int d = domain.Dimension;
        RationalPolytope polytope = new(d, (2 * d) + domain.Halfspaces.Length + cuts.Count);
        ExactHalfspace[] sides = [.. ExactHalfspace.Of(domain)];
        polytope.StartWithBox(sides.AsSpan(0, 2 * d));
        return sides.Skip(2 * d).Concat(cuts).All(polytope.Cut) ? polytope : null;
    }

    /// <summary>A point inside: strictly within every halfspace, in homogeneous coordinates.</summary>
    public BigInteger[] InnerPoint() => Sum(vertices);

    /// <summary>A point in the relative interior of the face that some vertices span.</summary>
    public static BigInteger[] Sum(IEnumerable<RationalVertex> vertices)
    {
        BigInteger[]? sum = null;
        foreach (RationalVertex vertex in vertices)
        {
            sum = sum is null ? [.. vertex.Point] : [.. sum.Zip(vertex.Point, (x, y) => x + y)];
        }

        return sum ?? throw new ArgumentException("no vertices", nameof(vertices));
    }

    private void StartWithBox(ReadOnlySpan<ExactHalfspace> sides)
    {
        halfspaces.AddRange(sides);
        for (int corner = 0; corner < 1 << Dimension; corner++)
        {
            Rational[] x = new Rational[Dimension];
            ulong[] tight = new ulong[words];
            for (int axis = 0; axis < Dimension; axis++)
            {
                int side = (2 * axis) + (corner >> axis & 1);
                tight[side >> 6] |= 1UL << (side & 63);
                x[axis] = new Rational(-sides[side].Form[^1], sides[side].Form[axis]);
            }

            (BigInteger[] whole, BigInteger denominator) = CommonDenominator.Clear(x);
            vertices.Add(new RationalVertex([.. whole, denominator], tight));
        }
    }

    /// <returns>Whether something of full dimension is left.</returns>
    private bool Cut(ExactHalfspace halfspace)
    {
        if (halfspace.IsConstant)
        {
            return halfspace.Form[^1].Sign <= 0;
        }

        int number = halfspaces.Count;
        halfspaces.Add(halfspace);
        BigInteger[] values = [.. vertices.Select(vertex => halfspace.Value(vertex.Point))];
        if (!values.Any(value => value.Sign < 0))
        {
            return false;
        }

        List<RationalVertex> kept = [];
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i].Sign == 0)
            {
                vertices[i].Touch(number);
            }

            if (values[i].Sign <= 0)
            {
                kept.Add(vertices[i]);
            }
        }

        for (int i = 0; i < values.Length; i++)
        {
            for (int j = 0; j < values.Length && values[i].Sign > 0; j++)
            {
                if (values[j].Sign < 0 && AreAdjacent(i, j))
                {
                    kept.Add(Between(i, j, values[i], -values[j], number));
                }
            }
        }

        vertices = kept;
        return true;
    }

    private RationalVertex Between(int above, int below, BigInteger valueAbove, BigInteger valueBelow, int number)
    {
        BigInteger[] point = new BigInteger[Dimension + 1];
        BigInteger divisor = BigInteger.Zero;
        for (int c = 0; c < point.Length; c++)
        {
            point[c] = (vertices[below].Point[c] * valueAbove) + (vertices[above].Point[c] * valueBelow);
            divisor = BigInteger.GreatestCommonDivisor(divisor, point[c]);
        }

        for (int c = 0; c < point.Length && !divisor.IsOne; c++)
        {
            point[c] /= divisor;
        }

        RationalVertex vertex = new(point, [.. vertices[above].Tight.Zip(vertices[below].Tight, (x, y) => x & y)]);
        vertex.Touch(number);
        return vertex;
    }

    // Two vertices span an edge when no third one lies on all hyperplanes that they share.
    private bool AreAdjacent(int first, int second)
    {
        ulong[] common = [.. vertices[first].Tight.Zip(vertices[second].Tight, (x, y) => x & y)];
        if (common.Sum(BitOperations.PopCount) < Dimension - 1)
        {
            return false;
        }

        for (int other = 0; other < vertices.Count; other++)
        {
            if (other != first && other != second && Contains(vertices[other].Tight, common))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Contains(ulong[] set, ulong[] subset)
    {
        for (int w = 0; w < set.Length; w++)
        {
            if ((subset[w] & ~set[w]) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
