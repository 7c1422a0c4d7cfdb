using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>A point where a function turns from rising to falling or back, known to lie between two neighbouring doubles (or to be one).</summary>
/// <param name="Left">Not right of the point.</param>
/// <param name="Right">Not left of the point.</param>
/// <param name="Lowest">Lower bound of the function between them.</param>
/// <param name="Highest">Upper bound of the function between them.</param>
internal readonly record struct TurningPoint(double Left, double Right, double Lowest, double Highest)
{
    public Interval Value => Interval.Trusted(Lowest, Highest);

    public bool Meets(Interval z) => z.Lower <= Right && z.Upper >= Left;
}
