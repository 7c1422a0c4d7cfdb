using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Reporting.Figures;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>Spectral radii over the epochs of a training run, against the border of stability of a map, 1.</summary>
public static class SpectralRadiusChart
{
    /// <summary>Draws the radii.</summary>
    /// <param name="epochs">The epochs at which they were recorded.</param>
    /// <param name="radii">Names ("Jacobian at the fixed point", "W1") and values, each as long as <paramref name="epochs"/>; NaN where
    /// none was recorded.</param>
    /// <exception cref="Dynamics.InvalidInputException">A series has another length than <paramref name="epochs"/>.</exception>
    public static Figure Of(double[] epochs, params (string Name, double[] Values)[] radii)
    {
        ArgumentNullException.ThrowIfNull(radii);
        return Of([.. radii.Select(s => new Series(s.Name, epochs, s.Values))]);
    }

    /// <summary>Draws radii that were recorded at epochs of their own.</summary>
    /// <param name="radii">The radii.</param>
    /// <exception cref="Dynamics.InvalidInputException">A series has not as many values as epochs.</exception>
    public static Figure Of(params Series[] radii)
    {
        Figure lines = LineChart.Of("Spectral radius over training", "epoch", "spectral radius", AxisScale.Linear, radii);
        return lines with
        {
            Y = Axis.Covering("spectral radius", radii.SelectMany(s => s.Values).Append(1)),
            Marks = lines.Marks.Insert(0, new RuleMark(1) { Name = "border of stability", Tone = Tone.Muted }),
            Evidence = EvidenceLevel.Numerical,
        };
    }
}
