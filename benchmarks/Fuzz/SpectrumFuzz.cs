using System.Diagnostics;
using System.Numerics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Benchmarks.Fuzz;

/// <summary>
/// Random matrices of awkward kinds through the eigenvalue and singular value routines, for as long as asked. Each must converge, keep the trace and the
/// Frobenius norm, and every eigenvalue must be that of a matrix within rounding: σ_min(A − λI) of the real 2n × 2n form.
/// </summary>
internal static class SpectrumFuzz
{
    private const double Epsilon = 2.220446049250313e-16;

    private static readonly string[] Kinds =
        ["gaussian", "integers", "signs", "sparse", "wide exponents", "graded", "companion", "low rank", "nearly equal", "block", "permutation", "hessenberg"];

    /// <returns>The number of failures.</returns>
    public static int Run(double seconds, int seed, TextWriter output)
    {
        Random random = new(seed);
        Stopwatch clock = Stopwatch.StartNew();
        (long matrices, int failures) = (0, 0);
        (double worst, string worstName) = (0, string.Empty);
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            int n = random.Next(1, random.Next(2, 24));
            string kind = Kinds[random.Next(Kinds.Length)];
            Matrix[] batch = [.. Enumerable.Range(0, 32).Select(_ => Create(kind, n, random))];
            try
            {
                SpectrumBatch spectra = BatchSpectra.Of(batch);
                for (int i = 0; i < batch.Length; i++, matrices++)
                {
                    double error = Error(batch[i], spectra[i]);
                    if (error > worst)
                    {
                        (worst, worstName) = (error, $"{kind} {n}×{n}");
                    }

                    if (!(error <= 50))
                    {
                        failures++;
                        output.WriteLine($"{kind} {n}×{n}: {error:g3} n ε ‖A‖: [{string.Join(", ", batch[i].Values.ToArray().Select(x => $"{x:R}"))}]");
                    }
                }
            }
            catch (ArithmeticException e)
            {
                failures++;
                output.WriteLine($"{kind} {n}×{n}: {e.Message}");
            }
        }

        output.WriteLine($"{matrices} matrices, {failures} failures, seed {seed}; largest error {worst:f1} n ε ‖A‖ ({worstName})");
        return failures;
    }

    /// <summary>The largest violation in units of n ε ‖A‖_F.</summary>
    private static double Error(Matrix a, Spectrum spectrum)
    {
        int n = a.Rows;
        double norm = spectrum.FrobeniusNorm;
        if (norm == 0)
        {
            return spectrum.SpectralRadius == 0 && spectrum.Norm2 == 0 ? 0 : double.PositiveInfinity;
        }

        double unit = n * Epsilon;
        double scale = Math.ScaleB(1, -Math.ILogB(norm) / 2);
        double size = norm * scale * scale;
        double[] entries = [.. a.Values.ToArray().Select(x => x * scale * scale)];
        Complex trace = spectrum.Eigenvalues.Aggregate(Complex.Zero, (sum, value) => sum + (value * scale * scale));
        double error = Complex.Abs(trace - Enumerable.Range(0, n).Sum(i => entries[(i * n) + i])) / (size * unit * n);
        double frobenius = Math.Sqrt(spectrum.SingularValues.Sum(s => s * scale * scale * (s * scale * scale)));
        error = Math.Max(error, Math.Abs(frobenius - size) / (size * unit));
        List<Matrix> shifted = [];
        foreach (Complex value in spectrum.Eigenvalues.Where(value => value.Imaginary >= 0))
        {
            double[] real = new double[4 * n * n];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    double entry = entries[(i * n) + j] - (i == j ? value.Real * scale * scale : 0);
                    real[(i * 2 * n) + j] = entry;
                    real[((i + n) * 2 * n) + j + n] = entry;
                }

                real[(i * 2 * n) + i + n] = value.Imaginary * scale * scale;
                real[((i + n) * 2 * n) + i] = -value.Imaginary * scale * scale;
            }

            shifted.Add(new Matrix(2 * n, 2 * n, real));
        }

        SpectrumBatch distances = BatchSpectra.Of(shifted);
        for (int i = 0; i < distances.Count; i++)
        {
            error = Math.Max(error, distances.SingularValues.Span[((i + 1) * 2 * n) - 1] / (size * unit));
        }

        return error;
    }

    private static Matrix Create(string kind, int n, Random random)
    {
        double[] a = new double[n * n];
        double[] u = [.. Enumerable.Range(0, n).Select(_ => Gaussian(random))];
        int span = random.Next(1, 300);
        int shift = random.Next(-290, 290 - span);
        int[] order = [.. Enumerable.Range(0, n)];
        random.Shuffle(order);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double x = Gaussian(random);
                a[(i * n) + j] = kind switch
                {
                    "integers" => random.Next(-3, 4),
                    "signs" => random.Next(2) == 0 ? 1 : -1,
                    "sparse" => random.Next(n) == 0 ? x : 0,
                    "wide exponents" => x * Math.Pow(10, shift + random.Next(span)),
                    "graded" => x * Math.Pow(10, (shift / 4) + (span * (i - j) / (4.0 * n))),
                    "companion" => i == 0 ? u[j] : i == j + 1 ? 1 : 0,
                    "low rank" => u[i] * u[j] * (i % 2 == 0 ? 1 : -0.5),
                    "nearly equal" => (i == j ? 1 : 0) + (x * Math.Pow(10, -random.Next(5, 18))),
                    "block" => i / 3 == j / 3 ? x : j > i ? x * 1e3 : 0,
                    "permutation" => order[i] == j ? 1 : 0,
                    "hessenberg" => i <= j + 1 ? x : 0,
                    _ => x,
                };
            }
        }

        return new Matrix(n, n, a);
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
