using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>
/// The vertex as the exact solution of the equations of all hyperplanes through it, rounded once: walks interpolate, and leave 2e−16 where 0 is meant.
/// </summary>
internal sealed class VertexRefinement(BreakpointFinder finder, ExactProgram program, CellDomain domain)
{
    /// <summary>The nearest doubles to the exact vertex and to Φ there; null when the hyperplanes found have not exactly one point in common.</summary>
    /// <param name="x">The vertex to within rounding.</param>
    public (double[] X, double Value)? Refine(double[] x)
    {
        List<Facet> found = [];
        finder.Find(x, found);
        int d = x.Length;
        List<Rational> rows = [];
        List<Rational> right = [];
        foreach (ExactHalfspace halfspace in program.Halfspaces(finder.Pieces).Concat(ExactHalfspace.Of(domain)))
        {
            if (found.Contains(halfspace.Facet))
            {
                rows.AddRange(halfspace.Form[..d].Select(c => new Rational(c)));
                right.Add(-new Rational(halfspace.Form[d]));
            }
        }

        Rational[]? exact = new RationalMatrix(right.Count, d, [.. rows]).Solve([.. right]);
        return exact is null ? null : (Array.ConvertAll(exact, c => c.ToDouble()), program.Evaluate(exact).Values[0].ToDouble());
    }
}
