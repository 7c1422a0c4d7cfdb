using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>A function of class F over an interval: its values, and the logarithm of |σ′| with −∞ for a slope 0.</summary>
internal static class ScalarEnclosure
{
    public static Interval Value(Activation activation, Interval z) => activation.Enclosure.Value(z);

    public static LogSlope LogSlope(Activation activation, Interval z)
    {
        Interval log = activation.Enclosure.LogDerivative(z);
        double most = Interval.Log(new Interval(0, activation.LipschitzConstant)).Upper;
        return log.IsEmpty
            ? new LogSlope(double.NegativeInfinity, double.NegativeInfinity)
            : new LogSlope(FlatWithin(activation, z) ? double.NegativeInfinity : log.Lower, Math.Min(log.Upper, most));
    }

    // The enclosure of ln σ′ leaves out the points where σ′ is 0.
    private static bool FlatWithin(Activation activation, Interval z) =>
        activation.ClassF == ClassF.Extended && activation.Enclosure.Derivative(z).Contains(0);
}
