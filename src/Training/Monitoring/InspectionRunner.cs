using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Training;

/// <summary>
/// Runs what is due within its budget and turns every outcome into a record. Knows nothing of torch: <paramref name="quarantine"/> encloses
/// each inspection and puts back what it disturbed.
/// </summary>
internal sealed class InspectionRunner(MonitorOptions options, History history, Func<IDisposable> quarantine)
{
    private readonly long attached = options.Clock.GetTimestamp();
    private readonly SafeRecorders recorders = new(history, options.Recorders, options.Warn, options.Strict);
    private InspectionSlot[] slots = InspectionSlots.Of(options);

    /// <summary>Whether anything is due; the whole cost of an uneventful step.</summary>
    public bool IsDue(in InspectionMoment moment)
    {
        foreach (InspectionSlot slot in slots)
        {
            if (slot.IsDue(moment))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Disables, on record, each inspector that says it cannot work on this module.</summary>
    public void Validate(InspectionContext context)
    {
        foreach (InspectionSlot slot in slots)
        {
            string? objection;
            try
            {
                using IDisposable enclosed = quarantine();
                objection = slot.Inspector.Validate(context);
            }
            catch (Exception e)
            {
                objection = e.Message.ReplaceLineEndings(" ");
            }

            if (objection is not null)
            {
                slot.Disable();
                recorders.Record(NewRecord(slot, context.Moment, InspectionOutcome.Disabled) with { Reason = objection });
                Warning.Give(options.Warn, $"inspector {slot.Inspector.Name}: {objection}; it is disabled");
                if (options.Strict)
                {
                    throw new InvalidInputException($"inspector {slot.Inspector.Name}: {objection}");
                }
            }
        }
    }

    /// <summary>Runs or skips everything that is due.</summary>
    public void Fire(InspectionContext context)
    {
        foreach (InspectionSlot slot in slots)
        {
            if (!slot.IsDue(context.Moment))
            {
                continue;
            }

            if (slot.Account.Affords())
            {
                Run(slot, context);
            }
            else if (slot.Skip())
            {
                recorders.Record(NewRecord(slot, context.Moment, InspectionOutcome.Skipped) with { Reason = OverBudget(slot.Account) });
            }
        }
    }

    /// <summary>Runs everything that is not disabled.</summary>
    public void RunAll(InspectionContext context)
    {
        foreach (InspectionSlot slot in slots)
        {
            if (!slot.Disabled)
            {
                Run(slot, context);
            }
        }
    }

    /// <summary>Puts the skips that have no record yet on record and forgets the inspectors.</summary>
    public void Close(InspectionMoment moment)
    {
        InspectionSlot[] closing = slots;
        slots = [];
        foreach (InspectionSlot slot in closing)
        {
            if (slot.EndSkips() is > 0 and long skips)
            {
                recorders.Record(NewRecord(slot, moment, InspectionOutcome.Skipped) with
                {
                    SkippedBefore = skips - 1,
                    Reason = "skipped until the monitor was detached",
                });
            }
        }
    }

    private static string OverBudget(WallTimeAccount account) =>
        $"over budget: {account.Spent.TotalSeconds:0.###} s spent, the next run would exceed {account.Share:0.###%} of wall time";

    private void Run(InspectionSlot slot, InspectionContext context)
    {
        long started = options.Clock.GetTimestamp();
        ImmutableArray<Metric> metrics = [];
        Exception? fault = null;
        try
        {
            using IDisposable enclosed = quarantine();
            metrics = [.. slot.Inspector.Inspect(context)];
        }
        catch (Exception e)
        {
            fault = e;
        }

        TimeSpan cost = options.Clock.GetElapsedTime(started);
        try
        {
            Report(slot, context.Moment, metrics, fault, cost);
        }
        finally
        {
            slot.Account.Charge(options.Clock.GetElapsedTime(started));
        }

        if (fault is not null && options.Strict)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    private void Report(InspectionSlot slot, InspectionMoment moment, ImmutableArray<Metric> metrics, Exception? fault, TimeSpan cost)
    {
        InspectionRecord record = NewRecord(slot, moment, InspectionOutcome.Measured) with { Cost = cost, SkippedBefore = slot.EndSkips() };
        if (fault is null)
        {
            slot.Succeeded();
            recorders.Record(record with { Metrics = metrics });
            return;
        }

        bool last = slot.Failed(options.FaultsBeforeDisabling);
        if (slot.FaultsInARow == 1)
        {
            string message = fault.Message.ReplaceLineEndings(" ");
            Warning.Give(options.Warn, $"inspector {slot.Inspector.Name}: {message} (step {moment.Step}); training goes on");
        }

        InspectionFault described = InspectionFault.Of(fault);
        if (last)
        {
            slot.Disable();
        }

        recorders.Record(record with { Outcome = InspectionOutcome.Faulted, Fault = described });
        if (last)
        {
            InspectionRecord end = NewRecord(slot, moment, InspectionOutcome.Disabled);
            recorders.Record(end with { Fault = described, Reason = $"{slot.FaultsInARow} faults in a row" });
        }
    }

    private InspectionRecord NewRecord(InspectionSlot slot, InspectionMoment moment, InspectionOutcome outcome) => new()
    {
        Epoch = moment.Epoch,
        Step = moment.Step,
        WallTime = options.Clock.GetElapsedTime(attached),
        Inspector = slot.Inspector.Name,
        Outcome = outcome,
    };
}
