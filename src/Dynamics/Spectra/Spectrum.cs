using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.Spectra;

/// <summary>Eigenvalues, singular values and norms of one real matrix.</summary>
public sealed record Spectrum
{
    /// <summary>Eigenvalues by decreasing modulus, conjugate pairs adjacent with the positive imaginary part first; empty for a matrix that is not square.</summary>
    public required ImmutableArray<Complex> Eigenvalues { get; init; }

    /// <summary>Singular values in decreasing order, min(rows, columns) of them.</summary>
    public required ImmutableArray<double> SingularValues { get; init; }

    /// <summary>Gershgorin's discs, one a row; empty for a matrix that is not square.</summary>
    public required ImmutableArray<GershgorinDisc> GershgorinDiscs { get; init; }

    /// <summary>max |λ|; null for a matrix that is not square.</summary>
    public double? SpectralRadius => Eigenvalues.IsEmpty ? null : Complex.Abs(Eigenvalues[0]);

    /// <summary>‖A‖₁, the largest column sum of moduli.</summary>
    public required double Norm1 { get; init; }

    /// <summary>‖A‖₂, the largest singular value.</summary>
    public double Norm2 => SingularValues.IsEmpty ? 0 : SingularValues[0];

    /// <summary>‖A‖∞, the largest row sum of moduli.</summary>
    public required double NormInfinity { get; init; }

    /// <summary>‖A‖_F.</summary>
    public required double FrobeniusNorm { get; init; }

    /// <summary>Always <see cref="EvidenceLevel.Numerical"/>: computed in floating point.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Numerical;

    /// <summary>The spectrum of one matrix. O(n³).</summary>
    /// <param name="matrix">Any real matrix.</param>
    /// <exception cref="ArithmeticException">The QR iteration did not converge.</exception>
    public static Spectrum Of(Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return BatchSpectra.Of([matrix])[0];
    }
}
