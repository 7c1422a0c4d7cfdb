using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Benchmarks.Flows;

/// <summary>
/// Answers lines on standard input, so that another program can interleave its own runs with ours on the same weights and starts:
/// "load FILE d hidden count" (weights, biases and starts as doubles), "run T" (answers seconds), "cost T" (answers evaluations, accepted and rejected steps),
/// "dump T FILE" (ends as doubles).
/// </summary>
internal static class FlowServer
{
    private static readonly FlowSolver Solver = new("dopri5", 1, 1e-8, 1e-10);

    public static void Run(TextReader input, TextWriter output)
    {
        (Network field, Matrix starts) = (new Network(1, []), new Matrix(0, 1, []));
        while (input.ReadLine() is string line)
        {
            string[] words = line.Split(' ');
            switch (words[0])
            {
                case "load":
                    (field, starts) = Load(words[1], int.Parse(words[2]), int.Parse(words[3]), int.Parse(words[4]));
                    output.WriteLine("ok");
                    break;
                case "run":
                    long start = Stopwatch.GetTimestamp();
                    _ = field.Trajectories(starts, double.Parse(words[1]), Solver);
                    output.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalSeconds:R}");
                    break;
                case "cost":
                    SolverStatistics cost = field.Trajectories(starts, double.Parse(words[1]), Solver).Cost;
                    output.WriteLine($"{cost.Evaluations} {cost.Accepted} {cost.Rejected}");
                    break;
                case "dump":
                    TrajectoryBatch batch = field.Trajectories(starts, double.Parse(words[1]), Solver);
                    File.WriteAllBytes(words[2], MemoryMarshal.AsBytes(batch.Ends.Span).ToArray());
                    output.WriteLine("ok");
                    break;
                default:
                    output.WriteLine("expected load, run, cost or dump");
                    break;
            }

            output.Flush();
        }
    }

    private static (Network Field, Matrix Starts) Load(string file, int d, int hidden, int count)
    {
        double[] numbers = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(file)).ToArray();
        int at = 0;
        Network field = new(d, [Layer(hidden, d), new Elementwise(new Tanh()), Layer(d, hidden)]);
        return (field, new Matrix(count, d, Take(count * d)));

        Dynamics.Networks.Affine Layer(int rows, int columns)
        {
            Matrix weight = new(rows, columns, Take(rows * columns));
            return new Dynamics.Networks.Affine(weight, Take(rows));
        }

        ReadOnlySpan<double> Take(int length)
        {
            ReadOnlySpan<double> taken = numbers.AsSpan(at, length);
            at += length;
            return taken;
        }
    }
}
