using TorchDynInspect.Dynamics.Networks;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>
/// Any network as a right-hand side. Pushing (h, A) through it in tangent form gives (f(h), Df(h) A), the variational equation, so that a Runge–Kutta step
/// makes A the exact derivative of the discrete map with its steps held fixed.
/// </summary>
internal sealed unsafe class NetworkLaneField : LaneField
{
    private readonly TileEngine engine;

    /// <param name="field">f; must map its space to itself.</param>
    /// <param name="directions">Columns of A; 0 for values alone.</param>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public NetworkLaneField(Network field, int directions)
    {
        engine = TileEngine.ForLanes(field, directions);
        (Width, Columns) = (field.Inputs, 1 + directions);
    }

    public override void Evaluate(Lanes* state, Lanes* slope) => engine.RunLanes(state, slope);

    public override void Dispose() => engine.Dispose();
}
