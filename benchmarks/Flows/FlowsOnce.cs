using System.Diagnostics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Benchmarks.Flows;

/// <summary>Ours alone: 1,000 trajectories and time maps of tanh fields to T = 10, with processor time, beside point by point.</summary>
internal static class FlowsOnce
{
    public static void Run(TextWriter output)
    {
        FlowSolver solver = new("dopri5", 1, 1e-8, 1e-10);
        output.WriteLine("field    gain   steps a start   best ms (processor ms)   Dphi        D2phi       one by one ms: phi    D2phi");
        foreach ((int d, int hidden, double gain) in new[] { (2, 32, 1.0), (2, 32, 2.0), (2, 32, 4.0), (3, 32, 2.0), (4, 64, 2.0) })
        {
            (Network field, Matrix starts) = Workload(d, hidden, gain);
            SolverStatistics cost = field.Trajectories(starts, 10, solver).Cost;
            string steps = $"{cost.Accepted / 1000.0:f1} + {cost.Rejected / 1000.0:f1}";
            (double values, double valuesWork) = Timing.Best(() => field.Trajectories(starts, 10, solver));
            (double first, double firstWork) = Timing.Best(() => field.TimeMaps(starts, 10, solver, 1));
            (double second, double secondWork) = Timing.Best(() => field.TimeMaps(starts, 10, solver, 2));
            output.WriteLine(
                $"{d}-{hidden}-{d,-4} {gain,4}   {steps,13}   {values,7:f2} ({valuesWork,6:f2})   {first,6:f1} ({firstWork,5:f1})   {second,6:f1} ({secondWork,5:f1})"
                + $"   {OneByOne(field, starts, solver, 0),8:f1}   {OneByOne(field, starts, solver, 2),8:f0}");
        }
    }

    private static (Network Field, Matrix Starts) Workload(int d, int hidden, double gain)
    {
        Random random = new(7);
        Network field = new(d, [Layer(hidden, d), new Elementwise(new Tanh()), Layer(d, hidden)]);
        return (field, new Matrix(1000, d, [.. Enumerable.Range(0, 1000 * d).Select(_ => 4 * random.NextDouble() - 2)]));

        Dynamics.Networks.Affine Layer(int rows, int columns)
        {
            double scale = gain * Math.Sqrt(3.0 / columns);
            double[] weight = [.. Enumerable.Range(0, rows * columns).Select(_ => scale * (2 * random.NextDouble() - 1))];
            return new Dynamics.Networks.Affine(new Matrix(rows, columns, weight), [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() - 0.5)]);
        }
    }

    private static double OneByOne(Network field, Matrix starts, FlowSolver solver, int order)
    {
        VariationalSolver ode = new(field.AsField(), solver, order);
        const int some = 100;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < some; i++)
        {
            ode.TimeMap(starts.Row(i), 10);
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds * starts.Rows / some;
    }
}
