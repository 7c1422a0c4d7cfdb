using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Reporting.Paths;

/// <summary>Where a system went from one start: the orbit of a map at steps 0, 1, 2, …, or the trajectory of a flow at chosen times.</summary>
public sealed record StatePath
{
    /// <summary>Creates a path.</summary>
    /// <param name="start">The start as it was given, in the coordinates of the network's input.</param>
    /// <param name="times">N times, or N step numbers.</param>
    /// <param name="states">N × d states, one a row.</param>
    /// <exception cref="InvalidInputException">There is not one state a time.</exception>
    public StatePath(ImmutableArray<double> start, ImmutableArray<double> times, Matrix states)
    {
        ArgumentNullException.ThrowIfNull(states);
        if (states.Rows != times.Length)
        {
            throw new InvalidInputException($"path: has {states.Rows} states for {times.Length} times, expected one a time");
        }

        (Start, Times, States) = (start, times, states);
    }

    /// <summary>The start as it was given; before a flow layer other layers may have changed it.</summary>
    public ImmutableArray<double> Start { get; }

    /// <summary>The times, or step numbers.</summary>
    public ImmutableArray<double> Times { get; }

    /// <summary>N × d states.</summary>
    public Matrix States { get; }

    /// <summary>What the integration cost; null for an orbit of a map.</summary>
    public SolverStatistics? Statistics { get; init; }

    /// <summary>Why the path ends before the time that was asked for; null when it does not.</summary>
    public string? Failure { get; init; }
}
