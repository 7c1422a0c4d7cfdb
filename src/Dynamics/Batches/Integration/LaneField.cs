using TorchDynInspect.Dynamics.Networks;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>
/// The right-hand side of an autonomous equation for eight trajectories, one a lane: the state is <see cref="Columns"/> columns of <see cref="Width"/> vectors,
/// the values first and then whatever derivatives of the flow ride along. What a lane's slope is depends on that lane alone. One thread's.
/// </summary>
internal abstract unsafe class LaneField : IDisposable
{
    /// <summary>Components of the state space.</summary>
    public required int Width { get; init; }

    /// <summary>1 for the values, and one for each derivative.</summary>
    public required int Columns { get; init; }

    /// <summary>Vectors of a state.</summary>
    public int Size => Width * Columns;

    /// <summary>The slope of a state.</summary>
    /// <param name="state">Columns × Width vectors.</param>
    /// <param name="slope">Receives as many; other memory than the state.</param>
    public abstract void Evaluate(Lanes* state, Lanes* slope);

    public abstract void Dispose();

    /// <summary>The fastest right-hand side of a network's field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="directions">Columns X_j.</param>
    /// <param name="second">Whether there are columns Y_jk.</param>
    public static LaneField For(Network field, int directions, bool second) =>
        second ? new JetLaneField(field, directions)
            : directions == 0 && TanhPlaneField.Accepts(field) ? new TanhPlaneField(field)
            : new NetworkLaneField(field, directions);
}
