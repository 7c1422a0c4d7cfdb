namespace TorchDynInspect.Dynamics.Flows;

/// <summary>Sees every step that a solver keeps, in the order of time.</summary>
public interface IStepObserver
{
    /// <summary>A step was kept.</summary>
    /// <param name="step">The step, with the solution all along it. Valid during the call only.</param>
    /// <returns>Whether to go on; false ends the integration at the end of this step.</returns>
    bool Accepted(in DenseStep step);
}
