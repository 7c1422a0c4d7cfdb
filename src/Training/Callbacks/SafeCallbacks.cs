using System.Collections.Immutable;

namespace TorchDynInspect.Training;

/// <summary>Calls every callback; a fault of one reaches neither the others nor the loop, unless strict. Each one's first fault is warned
/// of.</summary>
internal sealed class SafeCallbacks(ImmutableArray<ITrainingCallback> callbacks, Action<string> warn, bool strict)
{
    private readonly List<InspectionFault> faults = [];
    private readonly HashSet<object> warned = new(ReferenceEqualityComparer.Instance);

    /// <summary>Every fault so far.</summary>
    public ImmutableArray<InspectionFault> Faults => [.. faults];

    /// <summary>Whether there is anybody to call.</summary>
    public bool Any => !callbacks.IsEmpty;

    public void Call(TrainingContext context, Action<ITrainingCallback, TrainingContext> call)
    {
        foreach (ITrainingCallback callback in callbacks)
        {
            Guard(context, callback, $"callback {callback.GetType().Name}", () => call(callback, context));
        }
    }

    /// <summary>Runs something that must not stop training, <paramref name="owner"/> being whose fault it would be.</summary>
    public void Guard(TrainingContext context, object owner, string name, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (!strict && e is not OperationCanceledException)
        {
            faults.Add(InspectionFault.Of(e));
            if (warned.Add(owner))
            {
                Warning.Give(warn, $"{name}: {e.Message.ReplaceLineEndings(" ")} (step {context.Step}); training goes on");
            }
        }
    }
}
