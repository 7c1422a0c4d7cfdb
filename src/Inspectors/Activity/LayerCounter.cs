using System.Numerics;
using TorchDynInspect.Inspectors.Probing;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Activity;

/// <summary>Accumulates one layer's statistics from copies of its outputs.</summary>
internal sealed class LayerCounter(string path, string type, ActivityMonitorOptions options)
{
    private readonly Lock gate = new();
    private readonly OutputRange? range = OutputRange.Of(type);
    private long passes;
    private long sampled;
    private long rows;
    private long zeros;
    private long saturated;
    private long entries;
    private double sum;
    private double squares;
    private double[] smallest = [];
    private double[] largest = [];
    private double[] buffer = [];

    public string Path => path;

    public string Type => type;

    /// <summary>Counts the pass and, when its turn has come, reads the output.</summary>
    public void Pass(Tensor output)
    {
        lock (gate)
        {
            if (passes++ % options.SampleEvery == 0)
            {
                long[] shape = output.shape;
                Add(TensorBridge.Read(output, ref buffer), shape.Length > 1 ? (int)shape[0] : 1);
            }
        }
    }

    public void Reset()
    {
        lock (gate)
        {
            (passes, sampled, rows, zeros, saturated, entries, sum, squares) = (0, 0, 0, 0, 0, 0, 0, 0);
            (smallest, largest) = ([], []);
        }
    }

    public LayerActivity Snapshot()
    {
        lock (gate)
        {
            double mean = entries > 0 ? sum / entries : 0;
            double variance = entries > 0 ? Math.Max(0, (squares / entries) - (mean * mean)) : 0;
            double? saturatedShare = range is null || entries == 0 ? null : (double)saturated / entries;
            return new LayerActivity(
                path, type, passes, sampled, rows, smallest.Length,
                [.. Enumerable.Range(0, smallest.Length).Where(unit => rows > 1 && smallest[unit] == largest[unit])],
                saturatedShare, entries > 0 ? (double)zeros / entries : 0, mean, Math.Sqrt(variance));
        }
    }

    private void Add(ReadOnlySpan<double> values, int count)
    {
        int units = count == 0 ? 0 : values.Length / count;
        if (units == 0)
        {
            return;
        }

        if (smallest.Length != units)
        {
            (smallest, largest) = (new double[units], new double[units]);
            smallest.AsSpan().Fill(double.PositiveInfinity);
            largest.AsSpan().Fill(double.NegativeInfinity);
        }

        (double low, double high) = Thresholds();
        for (int row = 0; row < count; row++)
        {
            AddRow(values.Slice(row * units, units), low, high);
        }

        entries += values.Length;
        rows += count;
        sampled++;
    }

    // Vectors, because this runs inside the user's training step: one pass over 64 × 256 outputs takes some ten microseconds.
    private void AddRow(ReadOnlySpan<double> outputs, double low, double high)
    {
        Vector<double> sums = default;
        Vector<double> squareSums = default;
        Vector<long> zeroCounts = default;
        Vector<long> saturatedCounts = default;
        var lows = new Vector<double>(low);
        var highs = new Vector<double>(high);
        int unit = 0;
        for (; unit <= outputs.Length - Vector<double>.Count; unit += Vector<double>.Count)
        {
            var value = new Vector<double>(outputs[unit..]);
            Vector.Min(new Vector<double>(smallest, unit), value).CopyTo(smallest, unit);
            Vector.Max(new Vector<double>(largest, unit), value).CopyTo(largest, unit);
            zeroCounts -= Vector.Equals(value, Vector<double>.Zero);
            saturatedCounts -= Vector.LessThanOrEqual(value, lows) | Vector.GreaterThanOrEqual(value, highs);
            sums += value;
            squareSums += value * value;
        }

        zeros += Vector.Sum(zeroCounts);
        saturated += Vector.Sum(saturatedCounts);
        sum += Vector.Sum(sums);
        squares += Vector.Sum(squareSums);
        for (; unit < outputs.Length; unit++)
        {
            double value = outputs[unit];
            smallest[unit] = Math.Min(smallest[unit], value);
            largest[unit] = Math.Max(largest[unit], value);
            zeros += value == 0 ? 1 : 0;
            saturated += value <= low || value >= high ? 1 : 0;
            sum += value;
            squares += value * value;
        }
    }

    private (double Low, double High) Thresholds()
    {
        if (range is not { } bounds)
        {
            return (double.NegativeInfinity, double.PositiveInfinity);
        }

        double margin = options.SaturationMargin * (bounds.Upper - bounds.Lower);
        return (bounds.Lower + margin, bounds.Upper - margin);
    }
}
