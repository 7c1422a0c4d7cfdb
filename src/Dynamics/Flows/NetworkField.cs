using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// The vector field ẋ = f(x) of a network f: R^d → R^d, evaluated at one point without allocation, with any number of first and second derivatives in the same
/// pass. At a kink the derivative is the one that <see cref="Activations.Activation.Derivative"/> states, and second derivatives of piecewise-linear
/// functions are 0. One field serves one thread; <see cref="ForWorker"/> gives another thread one over the same weights.
/// </summary>
public sealed class NetworkField : IVectorField, IJetField
{
    private readonly JetProgram program;
    private readonly JetPass pass;

    /// <summary>Prepares a network as a field.</summary>
    /// <param name="network">From R^d to R^d, of affine layers, activations and residual blocks.</param>
    /// <exception cref="InvalidInputException">The network changes the dimension, or holds a flow layer.</exception>
    public NetworkField(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (!network.IsSelfMap)
        {
            throw new InvalidInputException($"vector field: the network maps {network.Inputs} to {network.Outputs} units, expected equal numbers");
        }

        Network = network;
        program = new JetProgram(network);
        pass = new JetPass(program);
    }

    private NetworkField(NetworkField other)
    {
        (Network, program) = (other.Network, other.program);
        pass = new JetPass(program);
    }

    /// <summary>f.</summary>
    public Network Network { get; }

    /// <inheritdoc/>
    public int Dimension => Network.Inputs;

    /// <inheritdoc/>
    public void Value(ReadOnlySpan<double> x, Span<double> value)
    {
        pass.Begin(0, 0);
        pass.Load(0, x);
        pass.Run();
        pass.Store(0, value);
    }

    /// <inheritdoc/>
    public void Jacobian(ReadOnlySpan<double> x, Span<double> jacobian)
    {
        int d = Dimension;
        pass.Begin(d, 0);
        pass.Load(0, x);
        for (int j = 0; j < d; j++)
        {
            pass.LoadUnit(1 + j, j);
        }

        pass.Run();
        for (int j = 0; j < d; j++)
        {
            ReadOnlySpan<double> column = pass.Result(1 + j);
            for (int i = 0; i < d; i++)
            {
                jacobian[(i * d) + j] = column[i];
            }
        }
    }

    /// <inheritdoc/>
    public void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value)
    {
        pass.Begin(2, 3);
        pass.Load(0, x);
        pass.Load(1, u);
        pass.Load(2, v);
        pass.Clear(3, 3);
        pass.Run();
        pass.Store(4, value);
    }

    /// <inheritdoc/>
    public IVectorField ForWorker() => new NetworkField(this);

    /// <inheritdoc/>
    void IJetField.Jets(ReadOnlySpan<double> state, Span<double> slope, int directions, bool second)
    {
        int d = Dimension;
        pass.Begin(directions, second ? directions * (directions + 1) / 2 : 0);
        for (int c = 0; c * d < state.Length; c++)
        {
            pass.Load(c, state.Slice(c * d, d));
        }

        pass.Run();
        for (int c = 0; c * d < state.Length; c++)
        {
            pass.Store(c, slope.Slice(c * d, d));
        }
    }
}
