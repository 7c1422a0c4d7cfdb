namespace TorchDynInspect.Training;

/// <summary>The state of one inspection within one monitor: its account of time, its skips and its faults in a row.</summary>
internal sealed class InspectionSlot(ScheduledInspection inspection, WallTimeAccount account)
{
    private readonly Schedule schedule = inspection.Schedule;

    public IInspector Inspector { get; } = inspection.Inspector;

    public WallTimeAccount Account { get; } = account;

    public int FaultsInARow { get; private set; }

    public bool Disabled { get; private set; }

    /// <summary>Skips since the last record of this inspector.</summary>
    public long UnrecordedSkips { get; private set; }

    private bool skipping;

    public bool IsDue(in InspectionMoment moment) => !Disabled && schedule.IsDue(moment);

    /// <summary>Notes a skip; true when it is the first of a row and deserves a record of its own.</summary>
    public bool Skip()
    {
        if (!skipping)
        {
            return skipping = true;
        }

        UnrecordedSkips++;
        return false;
    }

    /// <summary>Ends a row of skips; returns how many of them have no record of their own.</summary>
    public long EndSkips()
    {
        long count = UnrecordedSkips;
        UnrecordedSkips = 0;
        skipping = false;
        return count;
    }

    public void Succeeded() => FaultsInARow = 0;

    /// <summary>Notes a fault; true when the inspector is to be disabled now.</summary>
    public bool Failed(int faultsBeforeDisabling)
    {
        FaultsInARow++;
        return faultsBeforeDisabling > 0 && FaultsInARow >= faultsBeforeDisabling;
    }

    public void Disable() => Disabled = true;
}
