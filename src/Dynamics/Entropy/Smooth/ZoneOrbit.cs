using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Entropy.Smooth;

/// <summary>Whether a zone whose turning points are undecided can carry entropy, by the orbit of its image.</summary>
/// <remarks>
/// <para>
/// The entropy is the supremum of h_μ over ergodic measures μ (variational principle). Let V_0 ⊇ f(Z), V_(k+1) ⊇ f(V_k) and V_m ⊆ V_j for some j &lt; m, so that all orbits from Z end in
/// V_j ∪ … ∪ V_(m−1), which f maps into itself. If no V_k meets Z, then μ(Z) = 0 by Poincaré's recurrence theorem. If |(f^(m−j))′| ≤ 1 on V_j, a measure with μ(Z) > 0 lives on sets on which
/// f^(m−j) does not expand, and h_μ = 0 (E3). Either way Z carries none.
/// </para>
/// <para>
/// The other measures live on the points whose orbits never meet such zones. There f is monotone on each lap without them; points of one itinerary form an interval on which fⁿ is monotone, and
/// itineraries are at most as many as paths of the outer tower, whatever f does in Z. So the tower's upper bound holds. Where f rises on both sides of Z, or falls, and from end to end of it, too,
/// f may be read as monotone across Z, one lap: on those points nothing is changed; coverings, which give the lower bound, need the values at ends only.
/// </para>
/// </remarks>
internal static class ZoneOrbit
{
    private const int MostSteps = 600;

    /// <summary>Whether the zone is proved to carry no entropy of f held inside its domain.</summary>
    /// <param name="function">f.</param>
    /// <param name="domain">The interval.</param>
    /// <param name="place">Z.</param>
    /// <param name="value">Encloses f(Z).</param>
    /// <param name="stop">Whether time is over.</param>
    public static bool CarriesNone(IEnclosedFunction function, Interval domain, Interval place, Interval value, Func<bool> stop)
    {
        List<(Interval Image, double Slope)> orbit = [];
        bool returns = false;
        Interval image = Held(value);
        while (orbit.Count < MostSteps && image.IsBounded && !stop())
        {
            int closed = orbit.FindIndex(earlier => earlier.Image.Lower <= image.Lower && image.Upper <= earlier.Image.Upper);
            if (closed >= 0)
            {
                return !returns || orbit.Skip(closed).Aggregate(1.0, (product, step) => Rounded.MultiplyUp(product, step.Slope)) <= 1;
            }

            Interval derivative = function.Derivative(image);
            orbit.Add((image, derivative.Magnitude));
            returns |= !image.Intersect(place).IsEmpty;
            Interval middle = Interval.Point(image.Midpoint);
            image = Held(function.Value(image).Intersect(function.Value(middle) + (derivative * (image - middle))));
        }

        return false;

        Interval Held(Interval x) => new(Math.Clamp(x.Lower, domain.Lower, domain.Upper), Math.Clamp(x.Upper, domain.Lower, domain.Upper));
    }
}
