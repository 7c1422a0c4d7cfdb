namespace TorchDynInspect.Inspectors.Verification;

/// <summary>
/// A submodule and the layers it was lowered to give different values on a probe point. The message is one line that names the submodule, the deviation and what
/// rounding explains.
/// </summary>
public sealed class LoweringMismatchException : Exception
{
    /// <summary>Creates the exception with no message.</summary>
    public LoweringMismatchException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line.</param>
    public LoweringMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the fault that led to it.</summary>
    /// <param name="message">One line.</param>
    /// <param name="innerException">The underlying fault.</param>
    public LoweringMismatchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal LoweringMismatchException(string path, string message)
        : base(message) => Path = path;

    /// <summary>The dotted path of the first submodule that differs; empty for the inspected module itself.</summary>
    public string Path { get; } = "";
}
