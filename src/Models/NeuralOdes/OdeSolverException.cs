namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>An adaptive solver cannot go on: its steps have become too small, or too many. One line says where, and how stiff the field is there.</summary>
public sealed class OdeSolverException : Exception
{
    /// <summary>Creates the exception with no message.</summary>
    public OdeSolverException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line.</param>
    public OdeSolverException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the fault that led to it.</summary>
    /// <param name="message">One line.</param>
    /// <param name="innerException">The underlying fault.</param>
    public OdeSolverException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The row of the batch whose solution stopped.</summary>
    public int Row { get; init; }

    /// <summary>The time it had reached, from 0.</summary>
    public double Time { get; init; }

    /// <summary>The step that was tried last.</summary>
    public double StepSize { get; init; }

    /// <summary>The Euclidean norm of the state there.</summary>
    public double StateNorm { get; init; }

    /// <summary>The Frobenius norm of the field's Jacobian there, an upper bound of |λ| over its eigenvalues; NaN where the Jacobian is not finite.</summary>
    public double JacobianNorm { get; init; }
}
