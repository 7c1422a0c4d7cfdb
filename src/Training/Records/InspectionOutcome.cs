namespace TorchDynInspect.Training;

/// <summary>What became of an inspection that was due.</summary>
public enum InspectionOutcome
{
    /// <summary>It ran; the record holds its metrics.</summary>
    Measured,

    /// <summary>It was left out because its cost would have exceeded its share of wall time.</summary>
    Skipped,

    /// <summary>It threw; the record holds the fault.</summary>
    Faulted,

    /// <summary>It will not run again in this monitor; the record holds the reason.</summary>
    Disabled,
}
