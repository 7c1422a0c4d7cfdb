using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>Sees the accepted steps of a solve.</summary>
internal interface IStepObserver
{
    /// <summary>Called inside the dispose scope of the step, before the solver moves on.</summary>
    /// <param name="state">The states at its start.</param>
    /// <param name="sizes">The steps that were accepted; 0 for every other row.</param>
    /// <param name="slopes">The stages' slopes; they mean nothing in rows that do not move.</param>
    void Accepted(Tensor state, StepSizes sizes, Tensor[] slopes);
}
