using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.CriticalPoints.Smooth;

/// <summary>σ″/σ′ in closed form, bounded where both underflow, for the functions of the catalogue that are C² with σ′ ≠ 0.</summary>
internal static class RelativeCurvature
{
    public static bool IsKnown(Activation activation) =>
        activation is Tanh or Sigmoid or Softplus or LogSigmoid or Arctan or Erf or Exp or Identity;

    /// <summary>Encloses σ″/σ′ over z.</summary>
    public static Interval Of(Activation activation, Interval z) => activation switch
    {
        Tanh => -2 * Interval.Tanh(z),
        Sigmoid => Interval.One - (2 * Interval.Sigmoid(z)),
        Softplus softplus => softplus.Beta * Interval.Sigmoid(-softplus.Beta * z),
        LogSigmoid => -Interval.Sigmoid(z),
        Arctan => -Bump(z),
        Erf => -2 * z,
        Exp => Interval.One,
        Identity => Interval.Zero,
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "has no closed form of its relative curvature"),
    };

    /// <summary>2z/(1 + z²): rises from −1 at −1 to 1 at 1, and falls outside.</summary>
    private static Interval Bump(Interval z)
    {
        Interval hull = At(z.Lower).Hull(At(z.Upper));
        return (z.Contains(-1) ? hull.Hull(-1) : hull).Hull(z.Contains(1) ? Interval.One : hull).Intersect(new Interval(-1, 1));
    }

    // 2/(1/z + z), which does not overflow.
    private static Interval At(double z) => z == 0 || double.IsInfinity(z) ? Interval.Zero : 2 / ((1 / (Interval)z) + z);
}
