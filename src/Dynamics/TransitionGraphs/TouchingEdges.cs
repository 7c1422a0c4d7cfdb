using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells.Polytopes;

namespace TorchDynInspect.Dynamics.TransitionGraphs;

/// <summary>
/// Closes the relation where the argument from interiors does not reach: cells no part of which with interior is mapped into the box, and parts mapped into walls.
/// </summary>
internal static class TouchingEdges
{
    // Sets closer than this, relative to the box, count as touching.
    private const double Slack = 1e-9;

    public static IEnumerable<(int From, int To)> Find(
        Box box, MapCell[] cells, HashSet<(int From, int To)> exact, IEnumerable<(int From, ConvexPolytope Part)> inWalls)
    {
        bool[] stays = new bool[cells.Length];
        foreach ((int from, _) in exact)
        {
            stays[from] = true;
        }

        double slack = Slack * box.Lower.Concat(box.Upper).Max(Math.Abs);
        ConvexPolytope whole = ConvexPolytope.Of(box);
        IEnumerable<(int From, ConvexPolytope Part)> outside = Enumerable.Range(0, cells.Length)
            .Where(i => !stays[i])
            .Select(i => (i, cells[i].Preimage(cells[i].Polytope, whole, slack)))
            .Where(pair => pair.Item2 is not null)
            .Select(pair => (pair.i, pair.Item2!));
        Box[] bounds = [.. cells.Select(cell => cell.Polytope.Bounds())];
        foreach ((int from, ConvexPolytope part) in inWalls.Concat(outside))
        {
            (double[] lower, double[] upper) = cells[from].ImageBounds(part);
            for (int to = 0; to < cells.Length; to++)
            {
                bool near = Enumerable.Range(0, box.Dimension).All(
                    k => lower[k] <= bounds[to].Upper[k] + slack && upper[k] >= bounds[to].Lower[k] - slack);
                if (near && cells[from].Preimage(part, cells[to].Polytope, slack) is not null)
                {
                    yield return (from, to);
                }
            }
        }
    }
}
