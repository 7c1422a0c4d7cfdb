using System.Collections.Immutable;

namespace TorchDynInspect.Reporting.Figures;

/// <summary>One axis of a figure: its label, its range and its scale.</summary>
public sealed record Axis
{
    /// <summary>Values beyond this modulus are treated like infinity: differences of two of them would overflow.</summary>
    private const double Largest = 1e300;

    /// <summary>An end of a range may lie a margin beyond the largest value.</summary>
    private const double LargestEnd = 1e303;

    private const double SmallestRelativeWidth = 1e-9;

    /// <summary>Creates an axis. A range that is empty, reversed, not finite or too narrow for distinct ticks is widened.</summary>
    /// <param name="label">What is shown, with its unit.</param>
    /// <param name="min">Lower end.</param>
    /// <param name="max">Upper end.</param>
    /// <param name="scale">Linear or logarithmic.</param>
    public Axis(string label, double min, double max, AxisScale scale = AxisScale.Linear)
    {
        ArgumentNullException.ThrowIfNull(label);
        (Label, Scale) = (label, scale);
        (Min, Max) = Widen(min, max, scale);
    }

    /// <summary>What is shown, with its unit.</summary>
    public string Label { get; }

    /// <summary>Lower end, below <see cref="Max"/>; positive on a logarithmic axis.</summary>
    public double Min { get; }

    /// <summary>Upper end.</summary>
    public double Max { get; }

    /// <summary>Linear or logarithmic.</summary>
    public AxisScale Scale { get; }

    /// <summary>Whether the values are whole numbers, e.g. counts, so that ticks between them would mislead. Linear axes only.</summary>
    public bool WholeNumbers { get; init; }

    /// <summary>Ticks at round numbers.</summary>
    public ImmutableArray<Tick> Ticks => Scale == AxisScale.Logarithmic ? Figures.Ticks.Logarithmic(Min, Max)
        : WholeNumbers ? WholeTicks() : Figures.Ticks.Linear(Min, Max);

    /// <summary>
    /// An axis that shows every value it can, with a margin. Without any such value it shows 0 to 1 (1 to 10 on a logarithmic axis).
    /// </summary>
    /// <param name="label">What is shown, with its unit.</param>
    /// <param name="values">The values; those that cannot be drawn are ignored.</param>
    /// <param name="scale">Linear or logarithmic.</param>
    /// <param name="margin">Share of the range added at both ends.</param>
    public static Axis Covering(string label, IEnumerable<double> values, AxisScale scale = AxisScale.Linear, double margin = 0.04)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] drawn = [.. values.Where(value => CanDraw(value, scale))];
        if (drawn.Length == 0)
        {
            return scale == AxisScale.Linear ? new Axis(label, 0, 1) : new Axis(label, 1, 10, scale);
        }

        Axis tight = new(label, drawn.Min(), drawn.Max(), scale);
        if (scale == AxisScale.Linear)
        {
            double pad = margin * (tight.Max - tight.Min);
            return new Axis(label, tight.Min - pad, tight.Max + pad);
        }

        double factor = Math.Pow(tight.Max / tight.Min, margin);
        return new Axis(label, tight.Min / factor, tight.Max * factor, scale);
    }

    /// <summary>Whether a value has a place on an axis of this scale: finite, of modulus at most 1e300, positive if logarithmic.</summary>
    /// <param name="value">Any double.</param>
    /// <param name="scale">The scale.</param>
    public static bool CanDraw(double value, AxisScale scale) =>
        Math.Abs(value) <= Largest && (scale == AxisScale.Linear || value >= 1 / Largest);

    /// <summary>
    /// Where a value stands: 0 at <see cref="Min"/>, 1 at <see cref="Max"/>; outside [0, 1] for values beyond the range; NaN if it cannot
    /// be drawn.
    /// </summary>
    /// <param name="value">Any double.</param>
    public double PositionOf(double value) => !CanDraw(value, Scale) ? double.NaN
        : Scale == AxisScale.Linear ? (value - Min) / (Max - Min)
        : Math.Log(value / Min) / Math.Log(Max / Min);

    private ImmutableArray<Tick> WholeTicks()
    {
        for (int target = 5; target >= 2; target--)
        {
            ImmutableArray<Tick> ticks = Figures.Ticks.Linear(Min, Max, target);
            if (ticks.All(tick => tick.Value == Math.Round(tick.Value)))
            {
                return ticks;
            }
        }

        return Figures.Ticks.Linear(Min, Max);
    }

    private static (double Min, double Max) Widen(double min, double max, AxisScale scale)
    {
        if (!CanEnd(min, scale) || !CanEnd(max, scale))
        {
            return scale == AxisScale.Linear ? (0, 1) : (1, 10);
        }

        if (max < min)
        {
            (min, max) = (max, min);
        }

        double size = Math.Max(Math.Abs(min), Math.Abs(max));
        if (max - min > SmallestRelativeWidth * size && max - min > 1 / Largest)
        {
            return (min, max);
        }

        double middle = min + ((max - min) / 2);
        double half = size == 0 ? 0.5 : Math.Max(0.05 * size, 1 / Largest);
        return scale == AxisScale.Linear ? (middle - half, middle + half) : (middle / 2, middle * 2);
    }

    private static bool CanEnd(double value, AxisScale scale) =>
        Math.Abs(value) <= LargestEnd && (scale == AxisScale.Linear || value >= 1 / LargestEnd);
}
