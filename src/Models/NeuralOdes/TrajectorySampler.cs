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
    private readonly List<Tensor> readings = [];
    private long taken;

    public TrajectorySampler(RungeKuttaScheme scheme, ImmutableArray<double> times, Tensor start)
    {
        (this.scheme, this.times, rows) = (scheme, times, (int)start.shape[0]);
        direction = Math.Sign(times[^1]);
        next = new int[rows];
        place = new long[times.Length * rows];

        // Times 0 come first; their states are the given ones.
        int zeros = times.TakeWhile(time => time == 0).Count();
        next.AsSpan().Fill(zeros);
        if (zeros > 0)
        {
            readings.Add(start.alias().DetachFromDisposeScope());
            taken = rows;
            for (int i = 0; i < zeros * rows; i++)
            {
                place[i] = i % rows;
            }
        }
    }

    public void Accepted(Tensor state, StepSizes sizes, Tensor[] slopes)
    {
        var at = new List<long>();
        var thetas = new List<(double Theta, double Size)>();
        for (int r = 0; r < rows; r++)
        {
            double h = sizes.Size[r];
            for (; h != 0 && next[r] < times.Length && Reached(r); next[r]++)
            {
                place[(next[r] * rows) + r] = taken + at.Count;
                at.Add(r);
                thetas.Add((Math.Min(1, (times[next[r]] - sizes.Start[r]) / h), h));
            }

            bool Reached(int row)
            {
                double rest = direction * (times[next[row]] - sizes.Start[row] - h);

                // The last step's end is the last time up to rounding.
                return rest <= 4 * double.ScaleB(1, -52) * Math.Abs(times[^1]);
            }
        }

        if (at.Count == 0)
        {
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        double[] weights = [.. Enumerable.Range(0, slopes.Length).SelectMany(i => thetas.Select(t => t.Size * scheme.DenseWeight(i, t.Theta)))];
        Tensor index = tensor(at.ToArray(), [at.Count], device: state.device);
        Tensor weight = tensor(weights, [slopes.Length, at.Count, 1], dtype: state.dtype, device: state.device);
        Tensor reading = state.index_select(0, index).add(stack(slopes).index_select(1, index).mul(weight).sum(dim: 0));
        readings.Add(reading.DetachFromDisposeScope());
        taken += at.Count;
    }

    /// <summary>All readings, (T, N, d).</summary>
    public Tensor Collect()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor all = cat(readings);
        Tensor order = tensor(place, [place.Length], device: all.device);
        return all.index_select(0, order).view(times.Length, rows, all.shape[1]).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        foreach (Tensor reading in readings)
        {
            reading.Dispose();
        }
    }
}
