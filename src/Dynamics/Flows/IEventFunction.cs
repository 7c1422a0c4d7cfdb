namespace TorchDynInspect.Dynamics.Flows;

/// <summary>A scalar function of the state whose zeros along a trajectory are events, g(x(t)) = 0.</summary>
public interface IEventFunction
{
    /// <summary>g(x).</summary>
    /// <param name="x">The state as the solver integrates it: the point first, derivatives after it.</param>
    double Value(ReadOnlySpan<double> x);
}
