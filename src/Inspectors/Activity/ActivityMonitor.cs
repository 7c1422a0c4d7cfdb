using TorchDynInspect.Dynamics;
using TorchDynInspect.Inspectors.Lowering;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Activity;

/// <summary>
/// Watches the activation layers of a module while the user's own loop runs it: dead units, saturation, moments. Hooks fire only when the model is invoked by
/// <c>call</c> and hands on by <c>call</c>, as Sequential and our models do; a layer whose hook never fired is reported, not passed over. Nothing that goes wrong
/// inside reaches the loop unless strict. Disposal removes every hook.
/// </summary>
public sealed class ActivityMonitor : IDisposable
{
    private readonly ActivityMonitorOptions options;
    private readonly Lock gate = new();
    private readonly HashSet<nn.Module> attached = new(ReferenceEqualityComparer.Instance);
    private readonly List<LayerCounter> counters = [];
    private readonly List<Action> detach = [];
    private readonly List<string> faults = [];
    private bool isDisposed;

    /// <summary>Creates a monitor that watches nothing yet.</summary>
    /// <param name="options">How to watch; null for the defaults.</param>
    /// <exception cref="InvalidInputException">The options make no sense.</exception>
    public ActivityMonitor(ActivityMonitorOptions? options = null)
    {
        this.options = options ?? new();
        if (this.options.SampleEvery < 1)
        {
            throw new InvalidInputException($"activity monitor: SampleEvery is {this.options.SampleEvery}, expected at least 1");
        }
    }

    /// <summary>Hooks the activation modules of a tree. A module that is attached already is not hooked again.</summary>
    /// <param name="module">The root; itself watched if it is an activation.</param>
    /// <returns>This monitor.</returns>
    /// <exception cref="ObjectDisposedException">The monitor was disposed.</exception>
    public ActivityMonitor Attach(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        HashSet<string> activations = [.. MeasuredActivation.ByTypeName.Select(entry => entry.Type)];
        lock (gate)
        {
            foreach ((string path, nn.Module inner) in module.named_modules().Prepend(("", module)))
            {
                if (inner is nn.Module<Tensor, Tensor> layer && activations.Contains(inner.GetType().Name) && attached.Add(inner))
                {
                    Hook(layer, new LayerCounter(path, inner.GetType().Name, options));
                }
            }
        }

        return this;
    }

    /// <summary>What was seen since the start or the last <see cref="Reset"/>.</summary>
    public ActivityReport Report()
    {
        lock (gate)
        {
            LayerActivity[] layers = [.. counters.Select(counter => counter.Snapshot())];
            return new ActivityReport(
                [.. layers],
                [.. layers.Where(layer => layer.Passes == 0).Select(layer =>
                    $"{ModuleWalker.Name(layer.Path, layer.Type)}: its hook never fired; hooks run on call, not on forward, and in training mode unless IncludeEvaluation")],
                [.. faults]);
        }
    }

    /// <summary>Forgets what was seen; the hooks stay.</summary>
    public void Reset()
    {
        lock (gate)
        {
            counters.ForEach(counter => counter.Reset());
            faults.Clear();
        }
    }

    /// <summary>Removes every hook; the report stays readable. A second call does nothing.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            detach.ForEach(remove => remove());
            detach.Clear();
            attached.Clear();
            isDisposed = true;
        }
    }

    private void Hook(nn.Module<Tensor, Tensor> layer, LayerCounter counter)
    {
        counters.Add(counter);

        // A hook that gives null leaves the output as it is; TorchSharp's annotation does not say so.
        detach.Add(layer.register_forward_hook((_, _, output) =>
        {
            Observe(layer, counter, output);
            return null!;
        }).remove);
    }

    private void Observe(nn.Module<Tensor, Tensor> layer, LayerCounter counter, Tensor output)
    {
        try
        {
            if (layer.training || options.IncludeEvaluation)
            {
                counter.Pass(output);
            }
        }
        catch (Exception e) when (!options.Strict)
        {
            lock (gate)
            {
                string fault = $"{ModuleWalker.Name(counter.Path, counter.Type)}: {e.GetType().Name}: {e.Message.Split('\n', 2)[0]}";
                if (!faults.Contains(fault))
                {
                    faults.Add(fault);
                }
            }
        }
    }
}
