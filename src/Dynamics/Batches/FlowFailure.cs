using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Flows;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>Where and why a trajectory of a batch stopped before its time.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Time">The time it reached, counted from the start; negative when integrating backwards.</param>
/// <param name="Step">The last step that was tried, with its sign.</param>
/// <param name="State">The state it reached, d numbers.</param>
/// <param name="SpectralRadius">|λ|max of the field's Jacobian there, how stiff it is; NaN when that is not finite.</param>
/// <param name="Message">All of this in one line.</param>
public sealed record FlowFailure(
    FlowFailureReason Reason, double Time, double Step, ImmutableArray<double> State, double SpectralRadius, string Message)
{
    /// <summary>The failure as an exception.</summary>
    public StepSizeUnderflowException ToException() => new(Message)
    {
        Reason = Reason,
        Time = Time,
        Step = Step,
        StateNorm = State.Aggregate(0.0, double.Hypot),
        SpectralRadius = SpectralRadius,
    };

    internal static FlowFailure Of(StepSizeUnderflowException fault, ReadOnlySpan<double> state) =>
        new(fault.Reason, fault.Time, fault.Step, [.. state], fault.SpectralRadius, fault.Message);
}
