using System.Diagnostics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Benchmarks.Affine;

/// <summary>
/// Answers lines on standard input, so that another program can interleave its own runs with ours on the same weights and points:
/// "load FILE d h activation", "run FORM" (answers seconds), "dump FORM FILE" (A, eigenvalues and singular values as doubles).
/// </summary>
internal static class AffineServer
{
    public static void Run(TextReader input, TextWriter output)
    {
        AffineWorkload? workload = null;
        while (input.ReadLine() is string line)
        {
            string[] words = line.Split(' ');
            switch (words[0])
            {
                case "load":
                    workload = Load(words[1], int.Parse(words[2]), int.Parse(words[3]), words[4]);
                    output.WriteLine("ok");
                    break;
                case "run":
                    long start = Stopwatch.GetTimestamp();
                    workload!.Run(Enum.Parse<AffineForm>(words[1], true));
                    output.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalSeconds:R}");
                    break;
                case "dump":
                    AffineMapBatch maps = workload!.Network.AffineMaps(workload.Points, Enum.Parse<AffineForm>(words[1], true));
                    SpectrumBatch spectra = maps.Spectra();
                    double[] all = [.. maps.Linear.Span, .. spectra.Eigenvalues.Span, .. spectra.SingularValues.Span];
                    File.WriteAllBytes(words[2], System.Runtime.InteropServices.MemoryMarshal.AsBytes(all.AsSpan()).ToArray());
                    output.WriteLine("ok");
                    break;
                default:
                    output.WriteLine("expected load, run or dump");
                    break;
            }

            output.Flush();
        }
    }

    private static AffineWorkload Load(string file, int d, int h, string activation)
    {
        byte[] bytes = File.ReadAllBytes(file);
        double[] numbers = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(bytes).ToArray();
        int at = 0;
        Activation sigma = ActivationCatalogue.Create(activation);
        Network network = new(d, [Layer(h, d), new Elementwise(sigma), Layer(h, h), new Elementwise(sigma), Layer(d, h)]);
        return new AffineWorkload(network, new Matrix(AffineWorkload.PointCount, d, Take(AffineWorkload.PointCount * d)));

        Dynamics.Networks.Affine Layer(int rows, int columns)
        {
            Matrix weight = new(rows, columns, Take(rows * columns));
            return new Dynamics.Networks.Affine(weight, Take(rows));
        }

        ReadOnlySpan<double> Take(int count)
        {
            ReadOnlySpan<double> taken = numbers.AsSpan(at, count);
            at += count;
            return taken;
        }
    }
}
