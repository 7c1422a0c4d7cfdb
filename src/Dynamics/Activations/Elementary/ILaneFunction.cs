namespace TorchDynInspect.Dynamics.Activations.Elementary;

/// <summary>An activation written once for every lane width. Implementations are small structs that hold the parameters.</summary>
internal interface ILaneFunction
{
    /// <summary>σ(z).</summary>
    V Value<V>(V z)
        where V : struct, ILanes<V>;

    /// <summary>σ(z), the same bits as <see cref="Value{V}"/>, and σ′(z).</summary>
    void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>;

    /// <summary>σ(z), the same bits as <see cref="Value{V}"/>, and λ(z).</summary>
    void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>;
}
