using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>
/// A box around a fixed point p at which many units are on breakpoints, proved to hold no other fixed point. As many as 2^n closed cells meet at such a point
/// (all of them, for a network without biases at 0), and no bound refutes them one by one. But where every other unit keeps its piece, f(p + u) = p + D(u) with D positively
/// homogeneous, so that another fixed point in the box would have a multiple on the box's surface: it is enough to search the 2d faces, which p is not on.
/// </summary>
internal static class IsolatingBox
{
    /// <summary>From this number of units on breakpoints the faces are cheaper than the cells.</summary>
    public const int WorthwhileKinks = 5;

    private const int MostHalvings = 60;

    /// <summary>The box, or null when none was proved.</summary>
    /// <param name="equations">x = f(x).</param>
    /// <param name="program">f.</param>
    /// <param name="point">p.</param>
    /// <param name="reach">The half-width to begin with.</param>
    /// <param name="workers">Number of threads.</param>
    /// <param name="stopped">Whether to give up.</param>
    public static Box? Around(
        FixedPointEquations equations, ExactProgram program, ExactFixedPoint point, double reach, int workers, Func<bool> stopped)
    {
        RegionSolver solver = new(equations);
        double half = reach;
        for (int halving = 0; halving < MostHalvings && !stopped(); halving++, half /= 2)
        {
            Box box = new([.. point.X.Select(x => x.RoundedDown() - half)], [.. point.X.Select(x => x.RoundedUp() + half)]);
            if (OthersKeepTheirPieces(equations, solver, point, box))
            {
                return Enumerable.Range(0, 2 * box.Dimension).All(side => IsEmpty(equations, program, Face(box, side), workers, stopped)) ? box : null;
            }
        }

        return null;
    }

    /// <summary>A box without an inner one: up to 2d boxes that share faces.</summary>
    public static IEnumerable<Box> Difference(Box outer, Box inner)
    {
        double[] lower = [.. outer.Lower];
        double[] upper = [.. outer.Upper];
        for (int i = 0; i < outer.Dimension; i++)
        {
            if (inner.Lower[i] > upper[i] || inner.Upper[i] < lower[i])
            {
                yield return new Box(lower, upper);
                yield break;
            }

            if (inner.Lower[i] > lower[i])
            {
                yield return new Box(lower, With(upper, i, inner.Lower[i]));
                lower[i] = inner.Lower[i];
            }

            if (inner.Upper[i] < upper[i])
            {
                yield return new Box(With(lower, i, inner.Upper[i]), upper);
                upper[i] = inner.Upper[i];
            }
        }
    }

    private static double[] With(double[] values, int i, double value)
    {
        double[] copy = [.. values];
        copy[i] = value;
        return copy;
    }

    private static bool OthersKeepTheirPieces(FixedPointEquations equations, RegionSolver solver, ExactFixedPoint point, Box box) =>
        solver.Range(box) is { } region
        && equations.Units.All(unit => point.Places[unit.Place] is { OnBreakpoint: true } place
            ? region.Pieces(unit) is var (first, last) && first >= place.Piece && last <= place.Piece + 1
            : region.IsDecided(unit));

    private static Box Face(Box box, int side)
    {
        int axis = side / 2;
        double at = side % 2 == 0 ? box.Lower[axis] : box.Upper[axis];
        return new Box(With([.. box.Lower], axis, at), With([.. box.Upper], axis, at));
    }

    private static bool IsEmpty(FixedPointEquations equations, ExactProgram program, Box face, int workers, Func<bool> stopped)
    {
        CellEquations cells = new(program, face);
        bool met = false;
        RegionSearch search = new(equations, pattern => met |= cells.Solve(pattern) is not (null, null), () => met || stopped());
        return search.Run(face, workers, null).IsEmpty && !met;
    }
}
