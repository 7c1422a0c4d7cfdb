using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.DepthLimit;

/// <summary>The flow of a field over a time at many points, and Euler's method beside it.</summary>
internal sealed class EulerComparison
{
    private readonly Network field;
    private readonly double time;
    private readonly FlowSolver solver;
    private readonly double[] ends;

    /// <param name="field">f.</param>
    /// <param name="starts">N × d; points from which the flow cannot be integrated are dropped.</param>
    /// <param name="time">T.</param>
    /// <param name="solver">The scheme that stands for the exact flow.</param>
    public EulerComparison(Network field, Matrix starts, double time, FlowSolver solver)
    {
        (this.field, this.time, this.solver) = (field, time, solver);
        TrajectoryBatch flow = field.Trajectories(starts, time, solver);
        int d = starts.Columns;
        int[] good = [.. Enumerable.Range(0, starts.Rows).Where(i => !flow.Failures.ContainsKey(i))];
        Failed = starts.Rows - good.Length;
        Starts = new Matrix(good.Length, d, [.. good.SelectMany(i => starts.Row(i).ToArray())]);
        ends = [.. good.SelectMany(i => flow.End(i).ToArray())];
    }

    /// <summary>The points from which the flow could be integrated.</summary>
    public Matrix Starts { get; }

    /// <summary>How many points were dropped.</summary>
    public int Failed { get; }

    /// <summary>φ_T(x) of the points, row-major.</summary>
    public ReadOnlySpan<double> Ends => ends;

    /// <summary>Distances of n Euler steps; infinite when they leave the finite numbers, NaN when there is no point.</summary>
    public Refinement With(int steps)
    {
        if (Starts.Rows == 0)
        {
            return new Refinement(steps, double.NaN, double.NaN);
        }

        TrajectoryBatch euler = field.Trajectories(Starts, time, new FlowSolver("euler", steps));
        (double largest, double mean) = euler.Complete ? Distance(euler.Ends.Span, ends, Starts.Columns) : (double.PositiveInfinity, double.PositiveInfinity);
        return new Refinement(steps, largest, mean);
    }

    /// <summary>log₂ of the ratio of two distances; null when rounding or the flow's own error may rule the smaller one.</summary>
    public double? Order(Refinement coarse, Refinement fine) => Order(coarse, fine, solver, ends.AsSpan());

    /// <summary>As <see cref="Order(Refinement, Refinement)"/>, for values that are computed elsewhere.</summary>
    public static double? Order(Refinement coarse, Refinement fine, FlowSolver solver, ReadOnlySpan<double> values)
    {
        double size = 0;
        foreach (double x in values)
        {
            size = Math.Max(size, Math.Abs(x));
        }

        double floor = 1e3 * (solver.AbsoluteTolerance + (solver.RelativeTolerance * size));
        return fine.Mean > floor && double.IsFinite(coarse.Mean) ? Math.Log2(coarse.Mean / fine.Mean) / Math.Log2((double)fine.Steps / coarse.Steps) : null;
    }

    /// <summary>The largest and the mean ‖x − y‖∞ over rows.</summary>
    public static (double Largest, double Mean) Distance(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int columns)
    {
        (double largest, double sum) = (0, 0);
        for (int at = 0; at < x.Length; at += columns)
        {
            double row = 0;
            for (int i = at; i < at + columns; i++)
            {
                row = Math.Max(row, Math.Abs(x[i] - y[i]));
            }

            largest = Math.Max(largest, row);
            sum += row;
        }

        return (largest, x.IsEmpty ? 0 : sum / (x.Length / columns));
    }
}
