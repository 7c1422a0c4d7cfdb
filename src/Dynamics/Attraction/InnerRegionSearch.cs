using System.Numerics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Attraction;

/// <summary>Finds the largest contractive subset of a fixed point's cell and proves that it is one.</summary>
internal static class InnerRegionSearch
{
    // How much the set is shrunk, so that its rounding errors stay inside the cell; the next is tried when the proof fails. Less shrinking would leave slivers
    // between the region and the boundary of its cell, which later unions could not resolve.
    private static readonly double[] Scales = [63.0 / 64, 7.0 / 8, 0.5];

    /// <summary>The region; or why there is none.</summary>
    public static InnerRegion? Find(LocalMap local, Box box, int mostVertices, out string reason)
    {
        int d = box.Dimension;
        Matrix a = new(d, d, [.. Enumerable.Range(0, d * d).Select(i => local.A[i / d, i % d].ToDouble())]);
        double radius = Spectrum.Of(a).SpectralRadius ?? 0;
        if (!(radius < 1))
        {
            reason = $"it is not attracting: the spectral radius of Df is {radius:G6}";
            return null;
        }

        if (d > 30 || 1 << d > mostVertices)
        {
            reason = $"a box in dimension {d} has more than {mostVertices} vertices";
            return null;
        }

        double contraction = 1 - Math.Min(0.05, (1 - radius) / 2);
        if (CellAround(local, box) is not { } cell || ContractiveSet.Of(cell, a, contraction, mostVertices) is not { } set)
        {
            reason = $"the largest contractive set of its cell has more than {mostVertices} vertices (spectral radius {radius:G6}, dimension {d})";
            return null;
        }

        double[] centre = [.. local.FixedPoint.Select(x => x.ToDouble())];
        foreach (double scale in Scales)
        {
            CellDomain domain = ContractiveSet.Placed(set, scale, centre, box);
            if (ProvedContraction(local, domain) is { } q && ConvexPolytope.Of(domain) is { } polytope)
            {
                reason = string.Empty;
                return new InnerRegion { Domain = domain, Polytope = polytope, Contraction = q };
            }
        }

        reason = $"contraction could not be proved in rounded coordinates (spectral radius {radius:G6})";
        return null;
    }

    /// <summary>
    /// The smallest q with f(x* + t(P − x*)) ⊂ x* + q·t(P − x*) for 0 ≤ t ≤ 1, rounded upwards; null unless P is proved to lie in the closed cell, with x* in its
    /// interior, and q &lt; 1.
    /// </summary>
    public static double? ProvedContraction(LocalMap local, CellDomain domain)
    {
        if (ExactPolytope.Of(domain) is not { } polytope || !polytope.Vertices.All(v => local.Cell.All(h => h.Side(v) <= 0)))
        {
            return null;
        }

        Rational[] depths = [.. polytope.Halfspaces.Select(side => Height(side, local.FixedPoint))];
        if (depths.Any(depth => depth.Sign >= 0))
        {
            return null;
        }

        Rational q = Rational.Zero;
        for (int v = 0; v < polytope.Vertices.Length; v++)
        {
            Rational[] image = local.Apply(polytope.Point(v));
            for (int f = 0; f < polytope.Halfspaces.Length; f++)
            {
                Rational gauge = Rational.One - (Height(polytope.Halfspaces[f], image) / depths[f]);
                q = gauge > q ? gauge : q;
            }
        }

        return q < Rational.One ? Math.Min(q.RoundedUp(), 1) : null;
    }

    // normal·x − offset, up to the halfspace's positive factor.
    private static Rational Height(ExactHalfspace halfspace, Rational[] x)
    {
        (BigInteger[] whole, BigInteger denominator) = CommonDenominator.Clear(x);
        return new Rational(halfspace.Value([.. whole, denominator]), denominator);
    }

    // The cell within the box, moved so that the fixed point is 0. Offsets are taken from the exact fixed point: a cell may be thin.
    private static ConvexPolytope? CellAround(LocalMap local, Box box)
    {
        int d = box.Dimension;
        double[] lower = new double[d];
        double[] upper = new double[d];
        for (int k = 0; k < d; k++)
        {
            lower[k] = (Rational.Of(box.Lower[k]) - local.FixedPoint[k]).ToDouble();
            upper[k] = (Rational.Of(box.Upper[k]) - local.FixedPoint[k]).ToDouble();
        }

        List<Halfspace> halfspaces = [];
        foreach (ExactHalfspace side in local.Cell)
        {
            BigInteger largest = side.Form[..^1].Max(BigInteger.Abs);
            halfspaces.Add(new Halfspace(
                [.. side.Form[..^1].Select(x => new Rational(x, largest).ToDouble())],
                (-Height(side, local.FixedPoint) / new Rational(largest)).ToDouble()));
        }

        return ConvexPolytope.Of(new CellDomain(new Box(lower, upper), halfspaces));
    }
}
