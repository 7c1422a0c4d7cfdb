using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Dissipativity;

/// <summary>
/// How a piecewise-linear map grows on a box in one norm. With the tangent form f(x) = A(x) x + b(x), ‖f(x)‖ ≤ a‖x‖ + β for every x of the box (theory §1, P2); and a is
/// the least Lipschitz constant there. If the box holds 0, then also ‖f(x)‖ ≤ a‖x‖ + ‖f(0)‖, which is never weaker, since b = f(0) on a cell with 0.
/// </summary>
/// <param name="Norm">The norm.</param>
/// <param name="A">a = max ‖A‖ over the cells.</param>
/// <param name="SupremumB">β = max ‖b‖ over the cells.</param>
/// <param name="ValueAtOrigin">‖f(0)‖; null when 0 is not in the box.</param>
/// <param name="LargestBall">The radius of the largest ball around 0 in the box; 0 when 0 is not inside.</param>
/// <param name="Global">An upper bound of the Lipschitz constant on all of R^d, in floating point: the product over the layers.</param>
/// <param name="Evidence">Certified: A, SupremumB and ValueAtOrigin are exact values rounded upwards.</param>
public sealed record GrowthBound(
    VectorNorm Norm, double A, double SupremumB, double? ValueAtOrigin, double LargestBall, double Global, EvidenceLevel Evidence)
{
    // What rounding can make of a bound that is 1.
    private const double Margin = 1e-12;

    /// <summary>The smaller of ‖f(0)‖ and β.</summary>
    public double Beta => Math.Min(SupremumB, ValueAtOrigin ?? double.PositiveInfinity);

    /// <summary>a &lt; 1; unless certified, by more than rounding.</summary>
    public bool IsContraction => A < (Evidence == EvidenceLevel.Certified ? 1 : 1 - Margin);

    /// <summary>The Lipschitz constant on all of R^d is below 1, by more than rounding.</summary>
    public bool IsGlobalContraction => Global < 1 - Margin;

    /// <summary>β/(1 − a) rounded upwards, the radius of the absorbing ball of P3; null unless a &lt; 1.</summary>
    public double? Radius => IsContraction ? (Rational.Of(Beta) / (Rational.One - Rational.Of(A))).RoundedUp() : null;

    /// <summary>Whether the ball of that radius lies in the box, so that what was bounded there suffices: it is invariant and attracts the largest ball.</summary>
    public bool HasAbsorbingBall => Radius is { } radius && LargestBall > 0 && radius <= LargestBall;
}
