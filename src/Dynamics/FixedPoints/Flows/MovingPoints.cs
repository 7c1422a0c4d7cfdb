using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints.Flows;

/// <summary>
/// Fixed points that Newton's method found for the map of a scheme, held against the field and its exact flow, integrated at a tolerance of 1e−11: equilibria, points of
/// closed orbits, and points that only the scheme fixes.
/// </summary>
/// <param name="flow">The flow, its field in the coordinates of the points.</param>
internal sealed class MovingPoints(PureFlow flow)
{
    private const double Return = 1e-6;

    private static readonly FlowSolver Precise = new("dopri5", 1, 1e-11, 1e-13);

    private readonly NetworkField field = flow.Field.AsField();

    /// <summary>Newton's limit as a zero of the field near a point; null when there is none within a millionth.</summary>
    public double[]? Equilibrium(ReadOnlySpan<double> near)
    {
        int d = field.Dimension;
        double[] x = near.ToArray();
        double[] jacobian = new double[d * d];
        double[] step = new double[d];
        LuFactors factors = new(d);
        double size = 1e-6 * (1 + x.Max(Math.Abs));
        for (int iteration = 0; iteration < 8; iteration++)
        {
            field.Value(x, step);
            field.Jacobian(x, jacobian);
            factors.Factor(jacobian);
            factors.Solve(step);
            double length = step.Max(Math.Abs);
            for (int i = 0; i < d; i++)
            {
                x[i] -= step[i];
            }

            if (!(MaximumNorm.Distance(x, near) <= size))
            {
                return null;
            }

            if (length <= 1e-14 * (1 + x.Max(Math.Abs)))
            {
                break;
            }
        }

        return x;
    }

    /// <summary>Says what moves at a fixed point or cycle of the map.</summary>
    /// <param name="x">The point.</param>
    /// <param name="period">k: φ_kT is what fixes it.</param>
    /// <returns>A sentence.</returns>
    public string Describe(ReadOnlySpan<double> x, int period)
    {
        double time = flow.Layer.Time * period;
        double[] speed = new double[x.Length];
        field.Value(x, speed);
        double moved = Distance(x, time, out double[]? end);
        if (end is null)
        {
            return "the field does not vanish there, and the exact flow cannot be followed for the whole time";
        }

        if (!(moved <= Return * (1 + MaximumNorm.Of(x))))
        {
            return $"spurious: fixed by {flow.Layer.Solver.Steps * period} {flow.Layer.Solver.Name} steps and not by the flow, which moves it by {moved:G3}; the field does not vanish "
                + $"there, |f(x)| = {MaximumNorm.Of(speed):G3}";
        }

        return $"the field does not vanish there, and the exact flow returns to the point within {moved:G2}: on a closed orbit of the field, as far as that tells";
    }

    private double Distance(ReadOnlySpan<double> x, double time, out double[]? end)
    {
        try
        {
            end = x.ToArray();
            new OdeSolver(field, Precise).Integrate(end, time);
            return MaximumNorm.Distance(end, x);
        }
        catch (InvalidInputException)
        {
            // A field that blows up before T has no such point; the caller says so.
            end = null;
            return double.PositiveInfinity;
        }
    }
}
