using System.Diagnostics;
using TorchDynInspect.Dynamics.Bounds;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange;

namespace TorchDynInspect.Benchmarks.Bounds;

/// <summary>Time of each kind of bound over one small box, one thread, best of several rounds.</summary>
internal static class BoundsOnce
{
    public static void Run(string folder, TextWriter output)
    {
        foreach (string file in new[] { "tanh-recurrent-6", "tanh-recurrent-8", "tanh-2-16-16-1-seed0", "relu-2-64-64-64-1-seed0" })
        {
            Network net = NetworkFile.Read(Path.Combine(folder, file + ".json"));
            Interval[] box = [.. Enumerable.Range(0, net.Inputs).Select(i => new Interval((0.1 * i) - 0.05, (0.1 * i) + 0.05))];
            double[] centre = [.. box.Select(x => x.Midpoint)];
            Interval[] values = new Interval[net.Outputs];
            Interval[] matrix = new Interval[net.Outputs * net.Inputs];
            Interval[] hessian = new Interval[net.Inputs * net.Inputs];
            double[] offset = new double[net.Outputs];
            double[] other = new double[net.Outputs];
            double[] below = new double[matrix.Length];
            double[] above = new double[matrix.Length];
            foreach (IntermediateBounds method in Enum.GetValues<IntermediateBounds>())
            {
                NetworkBounds bounds = new(net, method);
                output.Write($"{file}, {method}: values {Microseconds(() => bounds.Values(box, values)):f2} µs");
                output.Write($", Jacobian {Microseconds(() => bounds.Jacobian(box, values, matrix)):f2}");
                output.Write($", slopes {Microseconds(() => bounds.Slopes(centre, box, values, matrix)):f2}");
                output.Write($", planes {Microseconds(() => Planes(bounds)):f2}");
                output.WriteLine(net.Outputs == 1 ? $", Hessian {Microseconds(() => bounds.Hessian(box, matrix, hessian)):f2}" : string.Empty);
            }

            void Planes(NetworkBounds bounds)
            {
                // Another box each time: lines are kept for pre-activations that did not change.
                box[0] = new(box[0].Lower, Math.BitIncrement(box[0].Upper));
                bounds.LinearBounds(box, below, offset, above, other);
            }
        }
    }

    private static double Microseconds(Action action)
    {
        double best = double.PositiveInfinity;

        // Long enough for the compiler's second tier, which a busy machine delays.
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalMilliseconds < 400;)
        {
            action();
        }

        int repeats = 100;
        for (int round = 0; round < 30; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < repeats; i++)
            {
                action();
            }

            double elapsed = Stopwatch.GetElapsedTime(start).TotalMicroseconds / repeats;
            best = Math.Min(best, elapsed);
            repeats = elapsed > 500 ? 5 : round < 3 ? 2000 : 200;
        }

        return best;
    }
}
