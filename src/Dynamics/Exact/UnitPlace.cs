namespace TorchDynInspect.Dynamics.Exact;

/// <summary>Where a unit's pre-activation is.</summary>
/// <param name="Piece">The piece; on a breakpoint, the one to its left, so that the breakpoint has this number.</param>
/// <param name="OnBreakpoint">Whether it is exactly on the breakpoint between <paramref name="Piece"/> and the next piece.</param>
internal readonly record struct UnitPlace(int Piece, bool OnBreakpoint)
{
    /// <summary>Whether the closed piece contains the place.</summary>
    public bool IsIn(int piece) => piece == Piece || (OnBreakpoint && piece == Piece + 1);
}
