using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.IntervalMaps;

/// <summary>
/// A twice continuously differentiable f: R → R that can be enclosed over intervals: a network, or a function of the user's such as the logistic map.
/// </summary>
/// <remarks>
/// What is proved is proved from these enclosures: they must round outwards, as the operations of <see cref="Interval"/> do. An enclosure that is not known
/// may be <see cref="Interval.Entire"/>. A point argument should give an enclosure a few roundings wide.
/// </remarks>
public interface IEnclosedFunction
{
    /// <summary>Encloses f(x) for every x of the argument.</summary>
    /// <param name="x">A bounded interval.</param>
    Interval Value(Interval x);

    /// <summary>Encloses f′(x) for every x of the argument.</summary>
    /// <param name="x">A bounded interval.</param>
    Interval Derivative(Interval x);

    /// <summary>Encloses f″(x) for every x of the argument.</summary>
    /// <param name="x">A bounded interval.</param>
    Interval SecondDerivative(Interval x);
}
