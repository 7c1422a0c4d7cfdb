namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>How a backward pass goes through the solver of a <see cref="NeuralOde"/>.</summary>
public enum GradientMethod
{
    /// <summary>
    /// Backpropagation through the accepted steps, whose sizes count as constants: the derivative of the computed map. Memory grows with the number of steps.
    /// </summary>
    Discrete,

    /// <summary>
    /// The adjoint equation a′ = −(Df)ᵀa backwards in time, between the states at the accepted steps, which are the only thing kept. Adaptive schemes control
    /// the error of a by the same tolerances, so the gradient is that of the true flow up to them; fixed-step schemes go back through one step at a time, which
    /// gives the discrete gradient (Sanz-Serna, SIAM Review 58, 2016).
    /// </summary>
    Adjoint,
}
