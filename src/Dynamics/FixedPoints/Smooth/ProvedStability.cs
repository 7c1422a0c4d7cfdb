using System.Collections.Immutable;
using System.Numerics;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth;

/// <summary>Eigenvalues with radii within which the true ones lie, and what that proves of stability.</summary>
/// <param name="Eigenvalues">By decreasing modulus.</param>
/// <param name="Radii">A radius for each; infinite where nothing was proved.</param>
/// <param name="Stability">The verdict; Undecided when a disc meets the border.</param>
internal readonly record struct ProvedStability(ImmutableArray<Complex> Eigenvalues, ImmutableArray<double> Radii, Stability Stability)
{
    /// <summary>Judges discs: of a map |λ| against 1, of a flow Re λ against 0.</summary>
    public static Stability Judge(ReadOnlySpan<Complex> eigenvalues, ReadOnlySpan<double> radii, SystemKind kind)
    {
        (bool stable, bool unstable) = (false, false);
        for (int i = 0; i < eigenvalues.Length; i++)
        {
            // Modulus, with its rounding, or real part: its distance from the border.
            double reach = radii[i] * (1 + 1e-15);
            double distance = kind == SystemKind.Map ? double.Hypot(eigenvalues[i].Real, eigenvalues[i].Imaginary) - 1 : eigenvalues[i].Real;
            reach += kind == SystemKind.Map ? 4e-16 * (1 + Complex.Abs(eigenvalues[i])) : 0;
            if (!(Math.Abs(distance) > reach))
            {
                return Stability.Undecided;
            }

            stable |= distance < 0;
            unstable |= distance > 0;
        }

        return stable && unstable ? Stability.Saddle : unstable ? Stability.Repelling : Stability.Attracting;
    }
}
