using TorchDynInspect.Dynamics.Boxes;

namespace TorchDynInspect.Dynamics.Cells.Polytopes;

/// <content>From boxes, cells and halfspaces.</content>
public sealed partial class ConvexPolytope
{
    /// <summary>A box as a polytope: 2^d vertices.</summary>
    /// <param name="box">Lower bounds below upper bounds.</param>
    /// <exception cref="InvalidInputException">The box is flat on an axis, or has more than 20 axes.</exception>
    public static ConvexPolytope Of(Box box)
    {
        ArgumentNullException.ThrowIfNull(box);
        int d = new CellDomain(box).Dimension;
        if (d > 20)
        {
            throw new InvalidInputException($"polytope of a box: has {d} axes and so 2^{d} vertices, expected at most 20 axes");
        }

        int count = 1 << d;
        Incidence incidence = new(count, 2 * d);
        double[] vertices = new double[count * d];
        double[] normals = new double[2 * d * d];
        double[] offsets = new double[2 * d];
        for (int k = 0; k < d; k++)
        {
            normals[(2 * k * d) + k] = -1;
            offsets[2 * k] = -box.Lower[k];
            normals[(((2 * k) + 1) * d) + k] = 1;
            offsets[(2 * k) + 1] = box.Upper[k];
            for (int v = 0; v < count; v++)
            {
                int side = v >> k & 1;
                vertices[(v * d) + k] = side == 0 ? box.Lower[k] : box.Upper[k];
                incidence.Set(v, (2 * k) + side);
            }
        }

        return new ConvexPolytope(d, vertices, normals, offsets, incidence);
    }

    /// <summary>A copy of a cell.</summary>
    /// <param name="cell">The cell, during its visit.</param>
    public static ConvexPolytope Of(Cell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        int d = cell.Dimension;
        int facets = cell.Facets.Length;
        double[] normals = new double[facets * d];
        double[] offsets = new double[facets];
        for (int f = 0; f < facets; f++)
        {
            Span<double> normal = normals.AsSpan(f * d, d);
            offsets[f] = Normalised(normal, cell.Halfspace(f, normal));
        }

        Incidence incidence = new(cell.VertexCount, facets);
        for (int v = 0; v < cell.VertexCount; v++)
        {
            foreach (int f in cell.FacetsAt(v))
            {
                incidence.Set(v, f);
            }
        }

        return new ConvexPolytope(d, cell.Vertices.ToArray(), normals, offsets, incidence);
    }

    /// <summary>A box cut by halfspaces; null when nothing of full dimension is left.</summary>
    /// <param name="domain">The box and the halfspaces.</param>
    public static ConvexPolytope? Of(CellDomain domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        ConvexPolytope? polytope = Of(domain.Box);
        foreach (Halfspace halfspace in domain.Halfspaces)
        {
            polytope = polytope?.Cut(halfspace);
        }

        return polytope;
    }

    internal static double Normalised(Span<double> normal, double offset)
    {
        double length = 0;
        foreach (double x in normal)
        {
            length = double.Hypot(length, x);
        }

        for (int k = 0; k < normal.Length; k++)
        {
            normal[k] /= length;
        }

        return offset / length;
    }
}
