using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>
/// Newton's method for closed orbits by multiple shooting: φ_(T/m)(x_i) = x_(i+1) for i = 0 … m − 1, cyclically, in the unknowns x_0 … x_(m−1) and T, where x_0 moves across
/// the flow only (Ascher, Mattheij, Russell, Numerical solution of boundary value problems, 4.3; Seydel, Practical bifurcation and stability analysis, 7.3).
/// The working memory of one thread.
/// </summary>
internal sealed class Shooting
{
    /// <summary>Singular values of the equations below this share of the largest belong to a family.</summary>
    public const double SingularShare = 1e-7;

    private const double SearchShare = 1e-5;

    private const int MaxHalvings = 8;
    private readonly IVectorField field;
    private readonly VariationalSolver solver;
    private readonly CancellationToken cancellation;
    private readonly double[] state;
    private readonly double[] slope;
    private readonly double share;

    public Shooting(IVectorField field, FlowSolver scheme, CancellationToken cancellation)
    {
        (this.field, this.cancellation) = (field, cancellation);
        solver = new VariationalSolver(field, scheme);
        state = new double[solver.StateLength];
        slope = new double[field.Dimension];

        // At loose tolerances the singular value of a family is as large as the error of the derivatives.
        share = scheme.IsAdaptive && scheme.RelativeTolerance <= 1e-10 ? SingularShare : SearchShare;
    }

    private int D => slope.Length;

    /// <summary>Iterates from a guess.</summary>
    /// <param name="nodes">m points, one after the other; kept.</param>
    /// <param name="period">T, positive.</param>
    /// <param name="tolerance">Stops when residual and step are below this times the size of the nodes, and goes on as long as the residual falls fast.</param>
    /// <param name="iterations">Steps at most.</param>
    /// <returns>Null when the iteration fails.</returns>
    public ShootingPoint? Solve(ReadOnlySpan<double> nodes, double period, double tolerance, int iterations)
    {
        if (Evaluate(nodes.ToArray(), period, double.PositiveInfinity) is not { } point)
        {
            return null;
        }

        for (int n = 0; n < iterations; n++)
        {
            if (Step(point) is not { } next)
            {
                // No step lessens the residual: rounding is reached, or the iteration is stuck.
                return point.Residual <= tolerance * point.Size ? point : null;
            }

            bool close = point.Residual <= tolerance * point.Size;
            bool settled = close && (next.Residual > 0.1 * point.Residual || next.Residual == 0);
            point = next;
            if (settled)
            {
                return point;
            }
        }

        return point.Residual <= tolerance * point.Size ? point : null;
    }

    /// <summary>The residuals and derivatives at one guess; null when the integration fails or numbers are not finite.</summary>
    public ShootingPoint? Evaluate(double[] nodes, double period, double lastStep)
    {
        int m = nodes.Length / D;
        int n = (m * D) + 1;
        double[] jacobian = new double[n * n];
        double[] segments = new double[m * D * D];
        double[] ends = new double[m * D];
        field.Value(nodes.AsSpan(0, D), slope);
        double speed = Norm(slope);
        if (!(speed > 0) || !double.IsFinite(speed) || !(period > 0))
        {
            return null;
        }

        for (int j = 0; j < D; j++)
        {
            jacobian[((n - 1) * n) + j] = slope[j] / speed;
        }

        double residual = 0;
        for (int i = 0; i < m; i++)
        {
            if (!Integrate(nodes.AsSpan(i * D, D), period / m))
            {
                return null;
            }

            state.AsSpan(0, D).CopyTo(ends.AsSpan(i * D));
            field.Value(state.AsSpan(0, D), slope);
            int to = (i + 1) % m * D;
            for (int r = 0; r < D; r++)
            {
                int row = ((i * D) + r) * n;
                for (int c = 0; c < D; c++)
                {
                    double entry = state[(D * (1 + c)) + r];
                    segments[(i * D * D) + (r * D) + c] = entry;
                    jacobian[row + (i * D) + c] += entry;
                }

                jacobian[row + to + r] -= 1;
                jacobian[row + n - 1] = slope[r] / m / speed;
                residual = Math.Max(residual, Math.Abs(ends[(i * D) + r] - nodes[to + r]));
            }
        }

        return double.IsFinite(residual) && !jacobian.AsSpan().ContainsAnyExceptInRange(double.MinValue, double.MaxValue)
            ? new ShootingPoint(nodes, period, residual, lastStep, segments, new LeastNorm(jacobian, n), speed) { Ends = ends }
            : null;
    }

    /// <summary>One damped step; null when none lessens the residual.</summary>
    private ShootingPoint? Step(ShootingPoint point)
    {
        int n = point.Nodes.Length + 1;
        double[] right = new double[n];
        for (int at = 0; at < point.Nodes.Length; at++)
        {
            right[at] = point.Nodes[(at + D) % point.Nodes.Length] - point.Ends[at];
        }

        double[] step = point.Equations.Solve(right, share);
        double length = Norm(step);
        double damping = Math.Min(1, 0.3 * point.Period * point.Speed / Math.Max(Math.Abs(step[^1]), double.Epsilon));
        for (int halving = 0; halving < MaxHalvings; halving++, damping /= 2)
        {
            double[] nodes = [.. point.Nodes.Select((x, at) => x + (damping * step[at]))];
            if (Evaluate(nodes, point.Period + (damping * step[^1] / point.Speed), damping * length) is { } next && next.Residual < point.Residual)
            {
                return next;
            }

            if (damping * length <= 1e-14 * point.Size)
            {
                return null;
            }
        }

        return null;
    }

    private bool Integrate(ReadOnlySpan<double> x, double time)
    {
        Array.Clear(state);
        x.CopyTo(state);
        for (int j = 0; j < D; j++)
        {
            state[(D * (1 + j)) + j] = 1;
        }

        try
        {
            solver.Integrate(state, time, null, cancellation);
            return true;
        }
        catch (InvalidInputException)
        {
            // A guess from which the solution blows up is a failed guess, no fault.
            return false;
        }
    }

    private static double Norm(ReadOnlySpan<double> x) => MatrixNorms.Frobenius(x);
}
