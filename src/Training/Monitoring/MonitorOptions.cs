using System.Collections.Immutable;
using TorchDynInspect.Inspectors;

namespace TorchDynInspect.Training;

/// <summary>What a monitor measures, when, at what cost, and where the records go.</summary>
public sealed record MonitorOptions
{
    /// <summary>
    /// What to measure and when. Default: loss and gradient norms at logarithmically spaced steps and after every epoch.
    /// </summary>
    public ImmutableArray<ScheduledInspection> Inspections { get; init; } =
        [new ScheduledInspection(new LossAndGradientNorms(), Schedule.Logarithmic().Or(Schedule.EveryEpochs(1)))];

    /// <summary>
    /// At most this share of wall time for all inspections without a share of their own, divided equally between them, so that a costly one
    /// cannot starve the others. An inspection whose measured cost does not fit is skipped, and the skip recorded. The first run of each is
    /// always made. +∞ for no limit. Default 0.01.
    /// </summary>
    public double Share { get; init; } = 0.01;

    /// <summary>
    /// How the module is read as a dynamical system: input shape, lowerings of the user's own modules, probe points. Read and verified
    /// once, when the first inspector asks for it. Default: the defaults of <see cref="InspectionOptions"/>.
    /// </summary>
    public InspectionOptions Reading { get; init; } = new();

    /// <summary>Where records go besides the monitor's own history. Default: nowhere.</summary>
    public ImmutableArray<IRecorder> Recorders { get; init; } = [];

    /// <summary>Let what an inspector or recorder throws reach the caller, after it was recorded. Default false: training goes
    /// on.</summary>
    public bool Strict { get; init; }

    /// <summary>An inspector that faults this many times in a row is disabled, on record; 0 never disables. Default 3.</summary>
    public int FaultsBeforeDisabling { get; init; } = 3;

    /// <summary>Told each new fault once, as one line. Default: standard error.</summary>
    public Action<string> Warn { get; init; } = Console.Error.WriteLine;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Optimizer steps made before the monitor is attached, for a resumed run. Default 0.</summary>
    public long StartStep { get; init; }

    /// <summary>Epochs finished before the monitor is attached, for a resumed run. Default 0.</summary>
    public int StartEpoch { get; init; }
}
