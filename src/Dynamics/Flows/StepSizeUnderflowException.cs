namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// An integration cannot go on: its step became too short to move the time, or it took too many steps. The message is one line that says where, how long the
/// step was, how large the state, and how stiff the field is there.
/// </summary>
public sealed class StepSizeUnderflowException : InvalidInputException
{
    /// <summary>Creates the exception with no message.</summary>
    public StepSizeUnderflowException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line: what happened, where, and what was expected.</param>
    public StepSizeUnderflowException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the fault that led to it.</summary>
    /// <param name="message">One line: what happened, where, and what was expected.</param>
    /// <param name="innerException">The underlying fault.</param>
    public StepSizeUnderflowException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Why the integration stopped.</summary>
    public FlowFailureReason Reason { get; init; }

    /// <summary>The time, counted from the start of the integration, at which it stopped; negative when integrating backwards.</summary>
    public double Time { get; init; } = double.NaN;

    /// <summary>The length of the last step that was tried, with its sign.</summary>
    public double Step { get; init; } = double.NaN;

    /// <summary>The Euclidean norm of the state there.</summary>
    public double StateNorm { get; init; } = double.NaN;

    /// <summary>The spectral radius of the field's Jacobian there; NaN when it is not finite.</summary>
    public double SpectralRadius { get; init; } = double.NaN;
}
