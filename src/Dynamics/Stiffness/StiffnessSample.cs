using System.Collections.Immutable;
using System.Numerics;

namespace TorchDynInspect.Dynamics.Stiffness;

/// <summary>How the field's linearisation looks at one point of a trajectory.</summary>
public sealed record StiffnessSample
{
    /// <summary>Time since the start.</summary>
    public required double Time { get; init; }

    /// <summary>The point.</summary>
    public required ImmutableArray<double> X { get; init; }

    /// <summary>Eigenvalues of Df there, by decreasing modulus.</summary>
    public required ImmutableArray<Complex> Eigenvalues { get; init; }

    /// <summary>max |Re λ| / min |Re λ| over the eigenvalues with negative real part; null when there are fewer than two.</summary>
    public required double? Ratio { get; init; }

    /// <summary>max |Re λ| over the eigenvalues with negative real part; 0 when there is none.</summary>
    public required double FastestDecay { get; init; }

    /// <summary>max |λ|.</summary>
    public double SpectralRadius => Eigenvalues.IsEmpty ? 0 : Complex.Abs(Eigenvalues[0]);

    /// <summary>tr Df.</summary>
    public required double Divergence { get; init; }

    /// <summary>μ₁(Df), the logarithmic norm of the 1-norm.</summary>
    public required double Mu1 { get; init; }

    /// <summary>μ₂(Df), the largest eigenvalue of the symmetric part.</summary>
    public required double Mu2 { get; init; }

    /// <summary>μ_∞(Df), the logarithmic norm of the ∞-norm.</summary>
    public required double MuInfinity { get; init; }
}
