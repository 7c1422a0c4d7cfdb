using TorchDynInspect.Dynamics.Bounds;
using TorchDynInspect.Dynamics.CriticalPoints.Classification;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.IntervalMaps;

/// <summary>A smooth network R → R with its enclosures; belongs to one thread. Softplus is read as the smooth function.</summary>
internal sealed class NetworkFunction : IEnclosedFunction
{
    private readonly NetworkBounds bounds;
    private readonly Interval[] value = new Interval[1];
    private readonly Interval[] first = new Interval[1];
    private readonly Interval[] second = new Interval[1];

    /// <summary>Prepares a network.</summary>
    /// <exception cref="InvalidInputException">It has not one input and one output, or a layer has no enclosures.</exception>
    public NetworkFunction(Network network)
    {
        if (network.Inputs != 1 || network.Outputs != 1)
        {
            throw new InvalidInputException($"interval map: the network maps R^{network.Inputs} to R^{network.Outputs}, expected R to R");
        }

        bounds = new NetworkBounds(SmoothReading.Of(network));
    }

    /// <inheritdoc/>
    public Interval Value(Interval x)
    {
        bounds.Values([x], value);
        return value[0];
    }

    /// <inheritdoc/>
    public Interval Derivative(Interval x)
    {
        bounds.Jacobian([x], value, first);
        return first[0];
    }

    /// <inheritdoc/>
    public Interval SecondDerivative(Interval x)
    {
        bounds.Hessian([x], first, second);
        return second[0];
    }
}
