using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Tests.IntervalMaps;

/// <summary>r x (1 − x), as a user would write it.</summary>
public sealed class LogisticMap(double r) : IEnclosedFunction
{
    public Interval Value(Interval x) => r * x * (1 - x);

    public Interval Derivative(Interval x) => r * (1 - (2 * x));

    public Interval SecondDerivative(Interval x) => Interval.Point(-2 * r);
}
