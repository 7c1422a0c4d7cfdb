using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Dynamics.Spectra;
using TorchDynInspect.Dynamics.TransitionGraphs;

namespace TorchDynInspect.Dynamics.Attraction;

/// <summary>
/// One step backwards: f⁻¹ of a union of polytopes, cell by cell. For t ≥ 1, S_(t+1) without S_t is f⁻¹(S_t without S_(t−1)) but for boundaries, so that each step
/// starts from the last shell only.
/// </summary>
internal sealed class ShellPreimage
{
    private const double Touch = 1e-12;
    private readonly MapCell[] cells;
    private readonly (double[] Lower, double[] Upper)[] images;
    private readonly double[][] corners;
    private readonly List<ConvexPolytope>?[] found;
    private readonly ParallelOptions parallel;

    /// <summary>Prepares the cells.</summary>
    /// <param name="cells">All cells of f in the box.</param>
    /// <param name="start">S_0, which later shells leave out.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public ShellPreimage(MapCell[] cells, ConvexPolytope start, ParallelOptions parallel)
    {
        this.cells = cells;
        this.parallel = parallel;
        images = [.. cells.Select(cell => cell.ImageBounds(cell.Polytope))];
        corners = [.. cells.Select(cell => Enumerable.Range(0, cell.Polytope.VertexCount).SelectMany(v => cell.Apply(cell.Polytope.Vertex(v))).ToArray())];

        // A flat image may lie in a wall between polytopes of the last shell, or of two shells: there the preimages of both have interior, and the first counts.
        found = [.. Flat(cells).Select(flat => flat ? new List<ConvexPolytope> { start } : null)];
    }

    /// <summary>The preimage of a shell, without what earlier steps found.</summary>
    /// <param name="shell">Polytopes with disjoint interiors.</param>
    /// <param name="start">S_0 when the shell is S_0, which its preimage contains; null afterwards.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ImmutableArray<ConvexPolytope> Of(ImmutableArray<ConvexPolytope> shell, ConvexPolytope? start)
    {
        Box[] bounds = [.. shell.Select(polytope => polytope.Bounds())];
        int[] order = [.. Enumerable.Range(0, shell.Length)];
        double[] lower = [.. bounds.Select(box => box.Lower[0])];
        Array.Sort(lower, order);
        double widest = bounds.Max(box => box.Upper[0] - box.Lower[0]);
        List<ConvexPolytope>[] parts = new List<ConvexPolytope>[cells.Length];
        Parallel.For(0, cells.Length, parallel, c => parts[c] = OfCell(c, shell, bounds, order, lower, widest, start));
        return PolytopeUnion.Merged(parts.SelectMany(part => part));
    }

    private List<ConvexPolytope> OfCell(
        int c, ImmutableArray<ConvexPolytope> shell, Box[] bounds, int[] order, double[] lower, double widest, ConvexPolytope? start)
    {
        MapCell cell = cells[c];
        (double[] low, double[] high) = images[c];
        List<ConvexPolytope> parts = [];
        double slack = Touch * Math.Max(Math.Abs(low[0]), Math.Abs(high[0]));
        int first = Array.BinarySearch(lower, low[0] - widest - slack);
        first = first < 0 ? ~first : first;
        while (first > 0 && lower[first - 1] >= low[0] - widest - slack)
        {
            first--;
        }

        for (int at = first; at < order.Length && lower[at] <= high[0] + slack; at++)
        {
            int target = order[at];
            if (Meet(low, high, bounds[target]) && !IsSeparated(corners[c], shell[target]) && cell.Preimage(cell.Polytope, shell[target]) is { } part)
            {
                parts.AddRange(New(c, part, start));
            }
        }

        return parts;
    }

    private IEnumerable<ConvexPolytope> New(int c, ConvexPolytope part, ConvexPolytope? start)
    {
        if (found[c] is not { } earlier)
        {
            return start is null ? [part] : part.Without(start);
        }

        List<ConvexPolytope> rest = [part];
        foreach (ConvexPolytope known in earlier)
        {
            rest = [.. rest.SelectMany(piece => piece.Without(known))];
        }

        earlier.AddRange(rest);
        return rest;
    }

    private static bool Meet(double[] low, double[] high, Box box)
    {
        for (int k = 0; k < low.Length; k++)
        {
            double slack = Touch * Math.Max(Math.Abs(low[k]), Math.Abs(high[k]));
            if (low[k] > box.Upper[k] + slack || high[k] < box.Lower[k] - slack)
            {
                return false;
            }
        }

        return true;
    }

    // Most pairs whose boxes meet are told apart by a facet of the target; cutting the cell up to that facet would cost far more.
    private static bool IsSeparated(double[] corners, ConvexPolytope target)
    {
        int d = target.Dimension;
        for (int f = 0; f < target.FacetCount; f++)
        {
            ReadOnlySpan<double> normal = target.Normal(f);
            double slack = Touch * Math.Abs(target.Offsets[f]);
            bool outside = true;
            for (int v = 0; v < corners.Length && outside; v += d)
            {
                outside = ConvexPolytope.Height(normal, target.Offsets[f], corners.AsSpan(v, d)) > slack;
            }

            if (outside)
            {
                return true;
            }
        }

        return false;
    }

    private static bool[] Flat(MapCell[] cells)
    {
        SpectrumBatch spectra = BatchSpectra.Of([.. cells.Select(cell => cell.A)]);
        return [.. Enumerable.Range(0, cells.Length).Select(i => spectra[i].SingularValues is var values && values[^1] <= 1e-12 * values[0])];
    }
}
