using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>
/// Stability of a fixed point of a map from its multipliers, |λ| against 1, with a neutral band that follows from rounding: the spectrum is computed again for
/// Jacobians perturbed at their rounding level, and for Jacobians taken at points displaced by the radius within which the true point lies.
/// The band of an eigenvalue is what these spectra spread over. A band that is wide (a kink within the radius) and holds 1 leaves the point undecided.
/// </summary>
internal static class StabilityJudge
{
    private const int Perturbed = 3;
    private const int Displaced = 4;
    private const double Epsilon = 2.220446049250313e-16;
    private const double WideBand = 1e-3;

    /// <summary>Judges one candidate.</summary>
    /// <returns>The multipliers of the unperturbed Jacobian, and the verdict.</returns>
    public static (ImmutableArray<Complex> Multipliers, Stability Stability) Judge(IteratedMap map, Candidate candidate)
    {
        int d = map.Dimension;
        Random signs = new(d);
        double[] points = new double[Displaced * d];
        for (int i = 0; i < d; i++)
        {
            for (int k = 0; k < Displaced; k += 2)
            {
                double shift = signs.Next(2) == 0 ? candidate.Radius : -candidate.Radius;
                points[(k * d) + i] = candidate.X[i] + shift;
                points[((k + 1) * d) + i] = candidate.X[i] - shift;
            }
        }

        double[] values = new double[Displaced * d];
        double[] displaced = new double[Displaced * d * d];
        map.Evaluate(points, values, displaced);
        double norm = MatrixNorms.Frobenius(candidate.Jacobian);
        double rounding = 4 * d * Epsilon * norm;
        List<Matrix> matrices = [new(d, d, candidate.Jacobian)];
        for (int k = 0; k < Perturbed; k++)
        {
            double[] entries = [.. candidate.Jacobian.Select(a => a + (signs.Next(2) == 0 ? rounding : -rounding) / d)];
            matrices.Add(new Matrix(d, d, entries));
        }

        for (int k = 0; k < Displaced; k++)
        {
            ReadOnlySpan<double> matrix = displaced.AsSpan(k * d * d, d * d);
            if (!matrix.ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
            {
                matrices.Add(new Matrix(d, d, matrix));
            }
        }

        SpectrumBatch spectra = BatchSpectra.Of(matrices);
        ImmutableArray<Complex> multipliers = spectra[0].Eigenvalues;
        return (multipliers, Verdict(spectra, multipliers, rounding));
    }

    private static Stability Verdict(SpectrumBatch spectra, ImmutableArray<Complex> multipliers, double rounding)
    {
        (bool inside, bool outside, bool border, bool wide) = (false, false, false, false);
        for (int i = 0; i < multipliers.Length; i++)
        {
            double modulus = Complex.Abs(multipliers[i]);
            (double low, double high, double spread) = (modulus, modulus, 0);
            for (int k = 1; k < spectra.Count; k++)
            {
                ReadOnlySpan<double> pairs = spectra.Eigenvalues.Span[(2 * k * multipliers.Length)..];
                double other = double.Hypot(pairs[2 * i], pairs[(2 * i) + 1]);
                (low, high) = (Math.Min(low, other), Math.Max(high, other));
                spread = k <= Perturbed ? Math.Max(spread, Math.Abs(other - modulus)) : spread;
            }

            double displacement = high - low <= WideBand ? high - low : 0;
            double margin = (4 * spread) + displacement + rounding + (4 * Epsilon);
            bool straddles = low - margin <= 1 && high + margin >= 1;
            border |= straddles;
            wide |= straddles && high - low > WideBand;
            inside |= !straddles && modulus < 1;
            outside |= !straddles && modulus > 1;
        }

        return wide ? Stability.Undecided
            : border ? Stability.Neutral
            : inside && outside ? Stability.Saddle
            : outside ? Stability.Repelling
            : Stability.Attracting;
    }
}
