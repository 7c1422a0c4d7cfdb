using System.Collections.Immutable;
using System.Text.Json;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Reporting.Paths;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// Where a system went: <c>system</c> ("map" or "flow"), <c>dimension</c>, <c>time</c> (the last time asked for; the number of steps of a map), <c>solver</c> (of a flow: {name, steps
/// or rtol and atol}), <c>layer</c> (of a flow: which layer of the network), <c>trajectories</c> [{from, times, states, statistics {evaluations, jacobianEvaluations, accepted,
/// rejected}, failure}], <c>evidence</c>. <c>from</c> is the start as it was given, in the coordinates of the network's input; <c>states</c> are those of the system itself.
/// </summary>
/// <param name="System">A map or a flow.</param>
/// <param name="Time">The last time.</param>
/// <param name="Paths">The paths, in the order of their starts.</param>
public sealed record PathsJson(SystemKind System, double Time, ImmutableArray<StatePath> Paths) : IJsonResult
{
    /// <summary>The solver of a flow; null of a map.</summary>
    public FlowSolver? Solver { get; init; }

    /// <summary>Index of the flow layer in the network; null of a map.</summary>
    public int? Layer { get; init; }

    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteWord("system", System);
        writer.WriteNumber("dimension", Paths.IsEmpty ? 0 : Paths[0].States.Columns);
        writer.WriteReal("time", Time);
        if (Solver is not null)
        {
            writer.WriteStartObject("solver");
            writer.WriteSolver("name", Solver);
            writer.WriteEndObject();
        }

        if (Layer is { } layer)
        {
            writer.WriteNumber("layer", layer);
        }

        writer.WriteStartArray("trajectories");
        foreach (StatePath path in Paths)
        {
            WritePath(writer, path);
        }

        writer.WriteEndArray();
        writer.WriteWord("evidence", EvidenceLevel.Numerical);
        writer.WriteEndObject();
    }

    private static void WritePath(Utf8JsonWriter writer, StatePath path)
    {
        writer.WriteStartObject();
        writer.WriteReals("from", path.Start.AsSpan());
        writer.WriteReals("times", path.Times.AsSpan());
        writer.WriteMatrix("states", path.States);
        if (path.Statistics is { } cost)
        {
            writer.WriteStartObject("statistics");
            writer.WriteNumber("evaluations", cost.Evaluations);
            writer.WriteNumber("jacobianEvaluations", cost.JacobianEvaluations);
            writer.WriteNumber("accepted", cost.Accepted);
            writer.WriteNumber("rejected", cost.Rejected);
            writer.WriteEndObject();
        }

        writer.WriteString("failure", path.Failure);
        writer.WriteEndObject();
    }
}
