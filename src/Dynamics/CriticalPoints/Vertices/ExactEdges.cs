using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>The directions of a cell's edges and Φ's gradient on it, in exact rationals.</summary>
internal sealed class ExactEdges
{
    private readonly Dictionary<Facet, Rational[]> normals = [];
    private readonly int dimension;

    public ExactEdges(ExactProgram program, ReadOnlySpan<byte> pattern)
    {
        dimension = program.Program.Inputs;
        Gradient = program.AffineMap(pattern).A.Row(0).ToArray();
        foreach (ExactHalfspace halfspace in program.Halfspaces(pattern))
        {
            normals[halfspace.Facet] = [.. halfspace.Form[..dimension].ToArray().Select(c => new Rational(c))];
        }
    }

    /// <summary>∇Φ on the cell.</summary>
    public Rational[] Gradient { get; }

    /// <summary>The direction of an edge, or null when its facets do not leave a line.</summary>
    public Rational[]? Direction(Cell cell, int from, int to)
    {
        List<Rational> rows = [];
        foreach (int facet in cell.FacetsAt(from))
        {
            if (cell.FacetsAt(to).Contains(facet))
            {
                rows.AddRange(Normal(cell.Facets[facet]));
            }
        }

        Rational[][] lines = new RationalMatrix(rows.Count / dimension, dimension, [.. rows]).NullSpace();
        if (lines.Length != 1)
        {
            return null;
        }

        Rational[] line = lines[0];
        double along = 0;
        for (int i = 0; i < dimension; i++)
        {
            along += line[i].ToDouble() * (cell.Vertices[(to * dimension) + i] - cell.Vertices[(from * dimension) + i]);
        }

        return along == 0 ? null : along > 0 ? line : Array.ConvertAll(line, x => -x);
    }

    private Rational[] Normal(Facet facet)
    {
        if (facet.Kind == FacetKind.Unit)
        {
            return normals[facet];
        }

        Rational[] axis = new Rational[dimension];
        axis[facet.Index / 2] = Rational.One;
        return axis;
    }
}
