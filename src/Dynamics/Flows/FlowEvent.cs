using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>A zero of an event function along a trajectory.</summary>
/// <param name="Time">When, counted from the start of the integration.</param>
/// <param name="State">The state there.</param>
/// <param name="Rising">Whether g went from negative to positive in the order of the integration.</param>
public sealed record FlowEvent(double Time, ImmutableArray<double> State, bool Rising);
