namespace TorchDynInspect.Training;

/// <summary>
/// Measures one aspect of a module during training. An inspector must leave no trace: it reads weights, gradients and the loss and changes
/// nothing. What it throws becomes a record and never stops a run (unless <see cref="MonitorOptions.Strict"/>). An instance may keep state
/// from one inspection to the next and then serves one monitor.
/// </summary>
public interface IInspector
{
    /// <summary>A short name for the records, e.g. "weight spectra"; distinct within a monitor.</summary>
    string Name { get; }

    /// <summary>
    /// Says, when the monitor is attached and nothing has been measured yet, why this inspector cannot work on this module: one line, or
    /// null when it can. An inspector that cannot is disabled with that reason on record.
    /// </summary>
    /// <param name="context">The module as it is at the start.</param>
    string? Validate(InspectionContext context) => null;

    /// <summary>Measures. Gradients are off and every tensor created here is released afterwards.</summary>
    /// <param name="context">The module and the moment.</param>
    IEnumerable<Metric> Inspect(InspectionContext context);
}
