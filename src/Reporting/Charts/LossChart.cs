using TorchDynInspect.Reporting.Figures;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>Losses over the epochs of a training run, on a logarithmic axis.</summary>
public static class LossChart
{
    /// <summary>Draws the losses.</summary>
    /// <param name="epochs">The epochs at which losses were recorded.</param>
    /// <param name="losses">Names ("training", "validation") and values, each as long as <paramref name="epochs"/>; NaN where none was
    /// recorded.</param>
    /// <exception cref="Dynamics.InvalidInputException">A series has another length than <paramref name="epochs"/>.</exception>
    public static Figure Of(double[] epochs, params (string Name, double[] Values)[] losses) =>
        LineChart.Of("Loss over training", "epoch", epochs, "loss", AxisScale.Logarithmic, losses);

    /// <summary>Draws losses that were recorded at epochs of their own.</summary>
    /// <param name="losses">The losses.</param>
    /// <exception cref="Dynamics.InvalidInputException">A series has not as many values as epochs.</exception>
    public static Figure Of(params Series[] losses) => LineChart.Of("Loss over training", "epoch", "loss", AxisScale.Logarithmic, losses);
}
