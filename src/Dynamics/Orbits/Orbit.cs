using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Orbits;

/// <summary>The forward orbit x₀, f(x₀), f²(x₀), … of a self-map.</summary>
/// <param name="States">(steps + 1) × d, the initial state first.</param>
public sealed record Orbit(Matrix States)
{
    /// <summary>Iterates a network. O(steps · parameters).</summary>
    /// <param name="network">f, from R^d to R^d.</param>
    /// <param name="initial">x₀, of dimension d.</param>
    /// <param name="steps">How many times to apply f, at least 0.</param>
    /// <exception cref="InvalidInputException">f is not a self-map, x₀ has another dimension, or the orbit leaves the finite numbers.</exception>
    public static Orbit From(Network network, ReadOnlySpan<double> initial, int steps)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (!network.IsSelfMap)
        {
            throw new InvalidInputException($"orbit: the network maps {network.Inputs} to {network.Outputs} units, expected equal numbers");
        }

        Preconditions.RequireLength(initial.Length, network.Inputs, "initial state");
        double[] states = new double[(steps + 1) * network.Inputs];
        initial.CopyTo(states);
        for (int t = 1; t <= steps; t++)
        {
            network.Evaluate(states.AsSpan((t - 1) * network.Inputs, network.Inputs)).CopyTo(states.AsSpan(t * network.Inputs));
        }

        return new Orbit(new Matrix(steps + 1, network.Inputs, states));
    }

    /// <summary>The part of the orbit from step <paramref name="transient"/> on.</summary>
    /// <param name="transient">How many states to leave out.</param>
    public Orbit After(int transient) =>
        new(new Matrix(States.Rows - transient, States.Columns, States.Values[(transient * States.Columns)..]));
}
