namespace TorchDynInspect.Reporting.Figures;

/// <summary>
/// Values to colours in steps. With a pivot the scale diverges: blue below it, vermillion above, the paler the nearer; without one it runs
/// from pale to full blue. A colour is a tone and an opacity over the paper, so that one picture serves light and dark pages.
/// </summary>
/// <param name="Axis">The range of values and what they are.</param>
/// <param name="Pivot">The value that divides the scale, e.g. 1 for a norm; null for a sequential scale.</param>
public sealed record ColourScale(Axis Axis, double? Pivot = null)
{
    /// <summary>Steps on the longer side of the scale.</summary>
    public const int Steps = 12;

    private const double Palest = 0.05;
    private const double Fullest = 0.92;

    /// <summary>
    /// The step of a value: 0 at the pivot (or the lower end), positive above, negative below; null if the value cannot be drawn.
    /// </summary>
    /// <param name="value">Any double; values beyond the axis take the colour of its end.</param>
    public int? StepOf(double value)
    {
        double position = Axis.PositionOf(value);
        if (double.IsNaN(position))
        {
            return null;
        }

        double origin = Pivot is { } pivot ? Axis.PositionOf(pivot) : 0;
        double reach = Math.Max(Math.Abs(origin), Math.Abs(1 - origin));
        double signed = (Math.Clamp(position, 0, 1) - origin) / reach;
        return Math.Sign(signed) * Math.Min(Steps, 1 + (int)Math.Floor(Math.Abs(signed) * Steps));
    }

    /// <summary>The colour of a step.</summary>
    /// <param name="step">A step of <see cref="StepOf"/>.</param>
    /// <returns>The tone, and its opacity in [0, 1] over the paper.</returns>
    public (Tone Tone, double Opacity) ColourOf(int step)
    {
        double share = (Math.Max(1, Math.Abs(step)) - 1) / (double)(Steps - 1);
        return (step > 0 && Pivot is not null ? Tone.Vermillion : Tone.Blue, Palest + ((Fullest - Palest) * share));
    }
}
