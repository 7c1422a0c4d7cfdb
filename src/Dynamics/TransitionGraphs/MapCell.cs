using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.TransitionGraphs;

/// <summary>A cell of a self-map that is kept: where it is and how f acts on it.</summary>
/// <param name="Pattern">The activation pattern of f there (of f, f∘f, … one after the other when the cells are refined).</param>
/// <param name="Polytope">The closed cell.</param>
/// <param name="A">f(x) = A x + b on the cell.</param>
/// <param name="B">b.</param>
public sealed record MapCell(ImmutableArray<byte> Pattern, ConvexPolytope Polytope, Matrix A, ImmutableArray<double> B)
{
    /// <summary>f(x), by the cell's map; a point outside the cell is mapped by it all the same.</summary>
    /// <param name="x">A point of dimension d.</param>
    public double[] Apply(ReadOnlySpan<double> x)
    {
        double[] y = [.. B];
        for (int i = 0; i < y.Length; i++)
        {
            for (int k = 0; k < x.Length; k++)
            {
                y[i] += A[i, k] * x[k];
            }
        }

        return y;
    }

    /// <summary>The points of a polytope that f's map of this cell takes into a halfspace normal·y ≤ offset, which is moved outwards by <paramref name="slack"/>.</summary>
    /// <returns>The part; the polytope itself when all of it is mapped there; null when no part with interior is.</returns>
    internal ConvexPolytope? PulledBack(ConvexPolytope polytope, ReadOnlySpan<double> normal, double offset, double slack)
    {
        int d = normal.Length;
        double[] pulled = new double[d];
        double constant = offset + slack;
        double size = Math.Abs(offset);
        double scale = 0;
        for (int i = 0; i < d; i++)
        {
            constant -= normal[i] * B[i];
            size = Math.Max(size, Math.Abs(normal[i] * B[i]));
            for (int k = 0; k < d; k++)
            {
                double term = normal[i] * A[i, k];
                pulled[k] += term;
                scale = Math.Max(scale, Math.Abs(term));
            }
        }

        // The map does not move along the normal, within rounding: all or nothing. On the boundary counts as inside, as the halfspace is closed.
        if (pulled.Max(Math.Abs) <= 1e-13 * scale)
        {
            double reach = polytope.Coordinates.ToArray().Max(Math.Abs);
            return constant >= -1e-12 * Math.Max(size, scale * reach) ? polytope : null;
        }

        double cut = ConvexPolytope.Normalised(pulled, constant);
        return polytope.CutNormalised(pulled, cut);
    }

    /// <summary>The part of a polytope that f's map of this cell takes into another polytope, moved outwards by <paramref name="slack"/>.</summary>
    internal ConvexPolytope? Preimage(ConvexPolytope polytope, ConvexPolytope target, double slack = 0)
    {
        ConvexPolytope? part = polytope;
        for (int f = 0; f < target.FacetCount && part is not null; f++)
        {
            part = PulledBack(part, target.Normal(f), target.Offsets[f], slack);
        }

        return part;
    }

    /// <summary>The smallest box around the image of a polytope under f's map of this cell.</summary>
    internal (double[] Lower, double[] Upper) ImageBounds(ConvexPolytope part)
    {
        int d = part.Dimension;
        double[] lower = new double[d];
        double[] upper = new double[d];
        lower.AsSpan().Fill(double.PositiveInfinity);
        upper.AsSpan().Fill(double.NegativeInfinity);
        for (int v = 0; v < part.VertexCount; v++)
        {
            double[] y = Apply(part.Vertex(v));
            for (int k = 0; k < d; k++)
            {
                lower[k] = Math.Min(lower[k], y[k]);
                upper[k] = Math.Max(upper[k], y[k]);
            }
        }

        return (lower, upper);
    }
}
