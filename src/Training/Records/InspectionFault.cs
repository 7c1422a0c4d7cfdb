namespace TorchDynInspect.Training;

/// <summary>What went wrong, in a form that can be written to a file and read back.</summary>
/// <param name="Type">The exception's full type name.</param>
/// <param name="Message">The exception's message, on one line.</param>
public sealed record InspectionFault(string Type, string Message)
{
    /// <summary>Describes an exception.</summary>
    /// <param name="exception">The exception.</param>
    public static InspectionFault Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new InspectionFault(exception.GetType().FullName ?? exception.GetType().Name, exception.Message.ReplaceLineEndings(" "));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type}: {Message}";
}
