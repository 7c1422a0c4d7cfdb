using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>Located points of a chain as the records of the fixed-point analyses.</summary>
internal static class Certificates
{
    public static FixedPoint Point(WidthOneChain chain, LocatedPoint located)
    {
        double x = located.Enclosure.Midpoint;
        return new FixedPoint
        {
            X = [x],
            Eigenvalues = [Multiplier(chain, located)],
            Stability = located.Stability,
            Residual = ChainEnclosure.Of(chain, x).Displacement(x).Magnitude,
            Enclosure = new Box([located.Enclosure.Lower], [located.Enclosure.Upper]),
            Evidence = EvidenceLevel.Certified,
        };
    }

    public static Cycle Cycle(WidthOneChain chain, LocatedPoint low, LocatedPoint high)
    {
        double x = low.Enclosure.Midpoint;
        double image = ChainEnclosure.Of(chain, x).Value.Midpoint;
        return new Cycle
        {
            Points = [[x], [high.Enclosure.Midpoint]],
            Multipliers = [Multiplier(chain.Twice(), low)],
            Stability = low.Stability,
            Residual = Math.Abs(ChainEnclosure.Of(chain, image).Value.Midpoint - x),
            Evidence = EvidenceLevel.Certified,
        };
    }

    private static Complex Multiplier(WidthOneChain chain, LocatedPoint located) =>
        (int)chain.Monotonicity * ChainEnclosure.Of(chain, located.Enclosure.Midpoint).LogSlope.Magnitude.Midpoint;
}
