namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>A part of the domain on its way from one worker to another, with the frames it needs, in memory of its own.</summary>
internal sealed class WalkShare : IDisposable
{
    /// <summary>The memory.</summary>
    public StackArena Arena { get; } = new();

    /// <summary>The part.</summary>
    public WalkNode Node;

    /// <summary>The frames, from <see cref="WalkPlan.DomainLevel"/> to the node's level.</summary>
    public required WalkFrame[] Frames { get; init; }

    /// <summary>The pattern of the levels above the node.</summary>
    public required byte[] Pattern { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Arena.Dispose();
}
