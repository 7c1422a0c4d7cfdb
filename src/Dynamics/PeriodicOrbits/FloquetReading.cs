using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>
/// Floquet multipliers from a monodromy matrix M. In an orthonormal basis that begins with the flow direction, M is block triangular: 1, and the linearised return map P
/// across the flow, whose eigenvalues are the others. So the trivial multiplier is removed exactly, where a search among the eigenvalues of M may
/// take the wrong one of two near 1.
/// </summary>
internal static class FloquetReading
{
    private const int Perturbed = 6;

    /// <summary>Reads the multipliers, their error and stability.</summary>
    /// <param name="tight">M from the tighter tolerance, d × d.</param>
    /// <param name="tightFlow">f(x) there.</param>
    /// <param name="loose">M from the looser tolerance.</param>
    /// <param name="looseFlow">f(x) there.</param>
    /// <param name="deviation">The relative error of M, as seen on the flow direction.</param>
    public static (ImmutableArray<Complex> Multipliers, double Error, Stability Stability) Of(
        double[] tight, double[] tightFlow, double[] loose, double[] looseFlow, double deviation)
    {
        int d = tightFlow.Length;
        if (d == 1)
        {
            return ([], 0, Stability.Neutral);
        }

        double[] across = Across(tight, tightFlow);
        double[] acrossLoose = Across(loose, looseFlow);
        int n = d - 1;
        double norm = MatrixNorms.Frobenius(across);
        double level = Math.Max(deviation, 1e-15) * Math.Max(norm, 1) / n;
        Random signs = new(d);
        List<Matrix> matrices = [new(n, n, across), new(n, n, acrossLoose)];
        for (int k = 0; k < Perturbed; k++)
        {
            matrices.Add(new Matrix(n, n, [.. across.Select(a => a + (signs.Next(2) == 0 ? level : -level))]));
        }

        SpectrumBatch spectra = BatchSpectra.Of(matrices);
        ImmutableArray<Complex> multipliers = spectra[0].Eigenvalues;
        double error = 0;
        for (int k = 1; k < matrices.Count; k++)
        {
            error = Math.Max(error, Difference(multipliers, spectra[k].Eigenvalues));
        }

        return (multipliers, error, Judge(multipliers, (4 * error) + 1e-12));
    }

    private static Stability Judge(ImmutableArray<Complex> multipliers, double band)
    {
        double[] moduli = [.. multipliers.Select(Complex.Abs)];
        bool inside = moduli.Any(modulus => modulus < 1 - band);
        bool outside = moduli.Any(modulus => modulus > 1 + band);
        return moduli.Any(modulus => Math.Abs(modulus - 1) <= band) ? Stability.Neutral
            : inside && outside ? Stability.Saddle
            : outside ? Stability.Repelling
            : Stability.Attracting;
    }

    /// <summary>The block of H M H for the directions across the flow, H the reflection that takes the flow direction to the first axis.</summary>
    private static double[] Across(double[] matrix, double[] flow)
    {
        int d = flow.Length;
        double[] w = [.. flow.Select(x => x / MatrixNorms.Frobenius(flow))];
        w[0] += w[0] >= 0 ? 1 : -1;
        double square = w.Sum(x => x * x);
        double[] Reflect(double[] a, bool rows)
        {
            double[] result = [.. a];
            for (int k = 0; k < d; k++)
            {
                double dot = 0;
                for (int i = 0; i < d; i++)
                {
                    dot += w[i] * a[rows ? (i * d) + k : (k * d) + i];
                }

                for (int i = 0; i < d; i++)
                {
                    result[rows ? (i * d) + k : (k * d) + i] -= 2 * dot * w[i] / square;
                }
            }

            return result;
        }

        double[] turned = Reflect(Reflect(matrix, true), false);
        double[] block = new double[(d - 1) * (d - 1)];
        for (int i = 1; i < d; i++)
        {
            turned.AsSpan((i * d) + 1, d - 1).CopyTo(block.AsSpan((i - 1) * (d - 1)));
        }

        return block;
    }

    /// <summary>The largest distance from an eigenvalue to the nearest one of the other list that is not taken yet.</summary>
    private static double Difference(ImmutableArray<Complex> x, ImmutableArray<Complex> y)
    {
        List<Complex> left = [.. y];
        double largest = 0;
        foreach (Complex value in x)
        {
            int nearest = 0;
            for (int i = 1; i < left.Count; i++)
            {
                nearest = Complex.Abs(left[i] - value) < Complex.Abs(left[nearest] - value) ? i : nearest;
            }

            largest = Math.Max(largest, Complex.Abs(left[nearest] - value));
            left.RemoveAt(nearest);
        }

        return largest;
    }
}
