using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>Keeps the steps that a solve has accepted, and the states they start from when asked to.</summary>
internal sealed class StepSchedule(bool keepStates) : IStepObserver
{
    private readonly List<StepSizes> steps = [];
    private readonly List<Tensor> states = [];

    public IReadOnlyList<StepSizes> Steps => steps;

    /// <summary>The states at the start of each step, until <see cref="Release"/>.</summary>
    public IReadOnlyList<Tensor> States => states;

    public void Accepted(Tensor state, StepSizes sizes, Tensor[] slopes)
    {
        steps.Add(sizes);
        if (keepStates)
        {
            states.Add(state.clone().DetachFromDisposeScope());
        }
    }

    /// <summary>Frees the states.</summary>
    public void Release()
    {
        foreach (Tensor state in states)
        {
            state.Dispose();
        }

        states.Clear();
    }
}
