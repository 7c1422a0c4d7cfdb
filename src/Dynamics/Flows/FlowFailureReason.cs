namespace TorchDynInspect.Dynamics.Flows;

/// <summary>Why a trajectory stopped before its time.</summary>
public enum FlowFailureReason
{
    /// <summary>The step became too short to move the time: the field is too stiff for the scheme, or the solution leaves every bound in finite time.</summary>
    StepSizeUnderflow,

    /// <summary>More steps than allowed.</summary>
    TooManySteps,

    /// <summary>The state or the field is no longer a finite number.</summary>
    NotFinite,
}
