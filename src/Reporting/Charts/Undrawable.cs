using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>Says what a chart leaves out: a picture must not hide missing data.</summary>
internal static class Undrawable
{
    /// <summary>A note that so many values or more are all the same finite one; none otherwise.</summary>
    public static IEnumerable<string> Constant(string name, double[] values, int atLeast)
    {
        if (values.Length >= atLeast && double.IsFinite(values[0]) && Array.TrueForAll(values, value => value.Equals(values[0])))
        {
            yield return $"{name}: constant at {NumberText.Compact(values[0])}.";
        }
    }

    /// <summary>A note on the values that have no place on the axis; null when all have.</summary>
    public static string? Note(string name, IReadOnlyCollection<double> values, AxisScale scale)
    {
        int nan = values.Count(double.IsNaN);
        int large = values.Count(value => !double.IsNaN(value) && !Axis.CanDraw(value, AxisScale.Linear));
        int notPositive = scale == AxisScale.Logarithmic
            ? values.Count(value => Axis.CanDraw(value, AxisScale.Linear) && !Axis.CanDraw(value, scale))
            : 0;
        int missing = nan + large + notPositive;
        if (values.Count == 0)
        {
            return $"{name}: no data.";
        }

        string[] reasons =
        [
            .. nan > 0 ? [$"{nan} not a number"] : Array.Empty<string>(),
            .. large > 0 ? [$"{large} infinite or beyond 10³⁰⁰"] : Array.Empty<string>(),
            .. notPositive > 0 ? [$"{notPositive} not positive, on a logarithmic axis"] : Array.Empty<string>(),
        ];
        return missing == 0 ? null : $"{name}: {missing} of {values.Count} values not drawn ({string.Join("; ", reasons)}).";
    }
}
