using TorchDynInspect.Models.NeuralOdes;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Probing;

/// <summary>
/// Puts a module into evaluation mode and, on disposal, gives back every submodule's own training flag, every buffer, the solvers' counts
/// and torch's random state as they were.
/// Gradients are not touched at all: values are read without gradient, Jacobians only into tensors of ours.
/// </summary>
internal sealed class ModuleState : IDisposable
{
    private readonly nn.Module root;
    private readonly List<(nn.Module Module, bool Training)> flags = [];
    private readonly List<(Tensor Buffer, Tensor Copy)> buffers = [];
    private readonly List<(NeuralOde Model, SolveStatistics? LastSolve, SolverEffortTotals Effort)> efforts = [];
    private readonly Tensor random;

    public ModuleState(nn.Module module)
    {
        root = module;
        flags.Add((module, module.training));
        flags.AddRange(module.modules().Select(inner => (inner, inner.training)));
        efforts.AddRange(flags.Select(flag => flag.Module).OfType<NeuralOde>().Select(model => (model, model.LastSolve, model.Effort)));
        using IDisposable noGrad = no_grad();
        foreach (Tensor buffer in module.buffers())
        {
            buffers.Add((buffer, buffer.clone().DetachFromDisposeScope()));
        }

        random = get_rng_state().DetachFromDisposeScope();
        if (flags.Exists(flag => flag.Training))
        {
            root.eval();
        }
    }

    public void Dispose()
    {
        // train() reaches down, so parents come first and children correct what their parent did to them; modules() lists parents first.
        foreach ((nn.Module module, bool training) in flags)
        {
            if (module.training != training)
            {
                module.train(training);
            }
        }

        foreach ((NeuralOde model, SolveStatistics? lastSolve, SolverEffortTotals effort) in efforts)
        {
            model.RestoreEffort(lastSolve, effort);
        }

        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((Tensor buffer, Tensor copy) in buffers)
        {
            // Writing raises the version that autograd checks saved tensors against: write only what changed.
            if (!buffer.IsInvalid && !TensorBridge.Read(buffer).AsSpan().SequenceEqual(TensorBridge.Read(copy)))
            {
                buffer.copy_(copy);
            }

            copy.Dispose();
        }

        set_rng_state(random);
        random.Dispose();
    }
}
