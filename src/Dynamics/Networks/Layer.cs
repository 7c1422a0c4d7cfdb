namespace TorchDynInspect.Dynamics.Networks;

/// <summary>
/// One layer of a <see cref="Network"/>. The set is closed: <see cref="Affine"/>, <see cref="Elementwise"/>, <see cref="Residual"/>, <see cref="Flow"/>;
/// every analysis matches on these four.
/// </summary>
public abstract record Layer
{
    private protected Layer()
    {
    }

    /// <summary>The width this layer gives for an input of width <paramref name="inputs"/>.</summary>
    /// <param name="inputs">Width of the layer's input.</param>
    /// <exception cref="InvalidInputException">The layer does not accept that width.</exception>
    public abstract int OutputsFor(int inputs);

    /// <summary>How many real parameters the layer holds.</summary>
    public abstract long ParameterCount { get; }
}
