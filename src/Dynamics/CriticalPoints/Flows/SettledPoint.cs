using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.CriticalPoints.Flows;

/// <summary>A zero of ∇Φ as far as floating point settles it.</summary>
/// <param name="X">The point.</param>
/// <param name="Value">Φ(x).</param>
/// <param name="Spectrum">The eigenvalues of the Hessian with their estimated errors, in increasing order.</param>
/// <param name="Radius">Within it the true point lies, by an estimate of Kantorovich's kind; infinite where that fails.</param>
/// <param name="UniqueWithin">Within it there is no other one, by the same estimate; 0 where it fails.</param>
/// <param name="Levels">The values behind the layer to which a continuum of critical points belongs; empty without one.</param>
internal sealed record SettledPoint(
    double[] X, double Value, ImmutableArray<Interval> Spectrum, double Radius, double UniqueWithin, double[] Levels)
{
    /// <summary>Whether no eigenvalue can be 0 within its error, and the point is isolated.</summary>
    public bool IsRegular => UniqueWithin > 0 && Spectrum.All(eigenvalue => !eigenvalue.Contains(0));

    /// <summary>Whether both are the same point: one lies where the other is alone, or they cannot be told apart.</summary>
    public bool IsSameAs(SettledPoint other)
    {
        double distance = 0;
        for (int i = 0; i < X.Length; i++)
        {
            distance = Math.Max(distance, Math.Abs(X[i] - other.X[i]));
        }

        return IsRegular && other.IsRegular
            ? distance <= Math.Max(UniqueWithin, other.UniqueWithin)
            : distance <= Math.Min(Radius, 1e-6 * (1 + X.Max(Math.Abs))) + Math.Min(other.Radius, 1e-6 * (1 + X.Max(Math.Abs)));
    }
}
