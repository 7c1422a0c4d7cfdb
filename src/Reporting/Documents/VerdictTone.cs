namespace TorchDynInspect.Reporting.Documents;

/// <summary>How a verdict is meant.</summary>
public enum VerdictTone
{
    /// <summary>A finding, neither good nor bad.</summary>
    Finding,

    /// <summary>As it should be.</summary>
    Sound,

    /// <summary>Something needs a second look, or the search was not complete.</summary>
    Caution,

    /// <summary>Something is wrong.</summary>
    Fault,
}
