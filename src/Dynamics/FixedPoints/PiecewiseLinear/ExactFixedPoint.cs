using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>A point with f(x) = x exactly, alone in the closed cell of a pattern.</summary>
/// <param name="X">The point.</param>
/// <param name="Pattern">The pattern of a closed cell that holds it.</param>
/// <param name="Places">Where each unit is.</param>
/// <param name="A">The linear part of f on that cell.</param>
internal sealed record ExactFixedPoint(Rational[] X, byte[] Pattern, UnitPlace[] Places, RationalMatrix A)
{
    /// <summary>Whether a unit is on a breakpoint.</summary>
    public bool OnKink => Places.Any(place => place.OnBreakpoint);
}
