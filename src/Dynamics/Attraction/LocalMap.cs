using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Attraction;

/// <summary>The affine map of the cell in which a fixed point lies, and the fixed point itself, in exact rationals.</summary>
/// <param name="FixedPoint">x* = A x* + b, strictly inside the cell.</param>
/// <param name="A">A.</param>
/// <param name="B">b.</param>
/// <param name="Cell">Halfspaces whose intersection is the closed cell in the whole input space.</param>
internal sealed record LocalMap(Rational[] FixedPoint, RationalMatrix A, Rational[] B, ImmutableArray<ExactHalfspace> Cell)
{
    private const int MostCells = 8;

    /// <summary>The fixed point near a given point; or why there is none inside a cell.</summary>
    /// <param name="network">A piecewise-linear map of a space to itself.</param>
    /// <param name="near">An approximation: the search goes from its cell to the cell that holds the solution there, a few times.</param>
    /// <param name="box">The fixed point must lie inside.</param>
    /// <param name="reason">Why null was returned.</param>
    public static LocalMap? Near(Network network, ReadOnlySpan<double> near, Box box, out string reason)
    {
        ExactProgram program = ExactProgram.Of(PiecewiseLinearProgram.Of(network));
        Rational[] x = Rational.Of(near);
        for (int attempt = 0; attempt < MostCells; attempt++)
        {
            byte[] pattern = [.. program.Evaluate(x).Places.Select(place => (byte)place.Piece)];
            (RationalMatrix a, Rational[] b) = program.AffineMap(pattern);
            if ((RationalMatrix.Identity(network.Inputs) - a).Solve(b) is not { } solution)
            {
                reason = "I − A is singular in its cell: it belongs to a continuum of fixed points, or there is none";
                return null;
            }

            ExactEvaluation place = program.Evaluate(solution);
            if (!place.IsIn(pattern))
            {
                x = solution;
                continue;
            }

            int corner = Array.FindIndex(place.Places, p => p.OnBreakpoint);
            if (corner >= 0)
            {
                reason = $"it lies on the boundary of its cell (unit {corner} is at a breakpoint), where no single matrix decides its stability";
                return null;
            }

            if (Enumerable.Range(0, box.Dimension).Any(
                k => solution[k] <= Rational.Of(box.Lower[k]) || solution[k] >= Rational.Of(box.Upper[k])))
            {
                reason = $"it does not lie inside the box {box}";
                return null;
            }

            reason = string.Empty;
            return new LocalMap(solution, a, b, [.. program.Halfspaces(pattern).Where(h => !h.IsConstant)]);
        }

        reason = "no fixed point was found in the cells near the given point";
        return null;
    }

    /// <summary>f on the cell.</summary>
    public Rational[] Apply(Rational[] x) => [.. (A * x).Zip(B, (y, shift) => y + shift)];
}
