using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>
/// Reads the solution at given times by the scheme's continuous extension, whatever steps each row takes. All readings inside one step of the batch are one
/// gathered sum, and one gather puts them in order at the end.
/// </summary>
internal sealed class TrajectorySampler : IStepObserver, IDisposable
{
    private readonly RungeKuttaScheme scheme;
    private readonly ImmutableArray<double> times;
    private readonly double direction;
    private readonly int rows;
    private readonly int[] next;
    private readonly long[] place;
    private readonly List<Tensor> values = [];
    private readonly List<Reading?> readings = [];
    private long taken;

    public TrajectorySampler(RungeKuttaScheme scheme, ImmutableArray<double> times, Tensor start)
    {
        (this.scheme, this.times, rows) = (scheme, times, (int)start.shape[0]);
        direction = Math.Sign(times[^1]);
        next = new int[rows];
        place = new long[times.Length * rows];

        // Times 0 come first; their states are the given ones.
        Zeros = times.TakeWhile(time => time == 0).Count();
        next.AsSpan().Fill(Zeros);
        if (Zeros > 0)
        {
            values.Add(start.alias().DetachFromDisposeScope());
            taken = rows;
            for (int i = 0; i < Zeros * rows; i++)
            {
                place[i] = i % rows;
            }
        }
    }

    /// <summary>How many of the times are 0.</summary>
    public int Zeros { get; }

    /// <summary>What was read in each step; null where nothing was.</summary>
    public IReadOnlyList<Reading?> Readings => readings;

    public void Accepted(Tensor state, StepSizes sizes, Tensor[] slopes)
    {
        Reading? reading = Next(sizes);
        readings.Add(reading);
        if (reading is not null)
        {
            values.Add(reading.Of(scheme, state, sizes, slopes).DetachFromDisposeScope());
            taken += reading.Rows.Length;
        }
    }

    /// <summary>All states, (T, N, d).</summary>
    public Tensor Collect()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor all = cat(values);
        Tensor order = tensor(place, [place.Length], device: all.device);
        return all.index_select(0, order).view(times.Length, rows, all.shape[1]).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        foreach (Tensor value in values)
        {
            value.Dispose();
        }
    }

    private Reading? Next(StepSizes sizes)
    {
        var at = new List<long>();
        var thetas = new List<double>();
        var outputs = new List<long>();
        for (int r = 0; r < rows; r++)
        {
            double h = sizes.Size[r];
            for (; h != 0 && next[r] < times.Length && IsReached(times[next[r]] - sizes.Start[r] - h); next[r]++)
            {
                long output = ((long)next[r] * rows) + r;
                place[output] = taken + at.Count;
                at.Add(r);
                thetas.Add(Math.Min(1, (times[next[r]] - sizes.Start[r]) / h));
                outputs.Add(output);
            }
        }

        return at.Count == 0 ? null : new Reading([.. at], [.. thetas], [.. outputs]);
    }

    /// <summary>Whether a time that lies this far behind the end of a step is reached by it; the last step ends at the last time up to rounding.</summary>
    private bool IsReached(double rest) => direction * rest <= double.ScaleB(Math.Abs(times[^1]), -50);
}
