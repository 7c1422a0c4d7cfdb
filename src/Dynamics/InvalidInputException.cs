namespace TorchDynInspect.Dynamics;

/// <summary>The input is at fault, not the software. The message is one line: what, where, what was expected.</summary>
public class InvalidInputException : Exception
{
    /// <summary>Creates the exception with no message.</summary>
    public InvalidInputException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line: what is wrong, where, and what was expected.</param>
    public InvalidInputException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the fault that led to it.</summary>
    /// <param name="message">One line: what is wrong, where, and what was expected.</param>
    /// <param name="innerException">The underlying fault.</param>
    public InvalidInputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
