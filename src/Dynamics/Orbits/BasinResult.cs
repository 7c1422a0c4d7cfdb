using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Orbits;

/// <summary>Where the orbits of a grid of starts end.</summary>
public sealed record BasinResult
{
    /// <summary>Label of a start whose orbit arrived nowhere within the steps or the time.</summary>
    public const int Undecided = -1;

    /// <summary>Label of a start whose orbit left far beyond the box, or left the finite numbers.</summary>
    public const int Escaped = -2;

    /// <summary>The box of the starts.</summary>
    public required Box Box { get; init; }

    /// <summary>The options of the sampling.</summary>
    public required BasinOptions Options { get; init; }

    /// <summary>Starts along each axis: the centres of so many equal cells.</summary>
    public required int StartsPerAxis { get; init; }

    /// <summary>The attracting fixed points, then the attracting cycles, in the order of the list they come from.</summary>
    public required ImmutableArray<Attractor> Attractors { get; init; }

    /// <summary>
    /// For each start the index of its attractor, <see cref="Undecided"/> or <see cref="Escaped"/>; the first coordinate runs fastest, the smallest last coordinate
    /// comes first.
    /// </summary>
    public required ImmutableArray<int> Labels { get; init; }

    /// <summary>Whether the budget or a cancellation cut the sampling short.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Always <see cref="EvidenceLevel.Sampled"/>: orbits of finite length from a grid of starts, in floating point.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Sampled;

    /// <summary>The share of the starts that carry a label. O(starts).</summary>
    /// <param name="label">The index of an attractor, <see cref="Undecided"/> or <see cref="Escaped"/>.</param>
    public double ShareOf(int label) => Labels.IsEmpty ? 0 : (double)Labels.Count(value => value == label) / Labels.Length;

    /// <summary>The coordinates of a start.</summary>
    /// <param name="start">Its index in <see cref="Labels"/>.</param>
    public double[] StartAt(int start)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, Labels.Length);
        double[] x = new double[Box.Dimension];
        BasinGrid.Fill(Box, StartsPerAxis, start, x);
        return x;
    }
}
