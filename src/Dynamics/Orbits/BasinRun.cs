using System.Collections.Immutable;
using System.Diagnostics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Orbits;

/// <summary>The open orbits of a sampling, one row each; those that are decided make room at once.</summary>
internal sealed class BasinRun(Network network, Box box, ImmutableArray<Attractor> attractors, BasinOptions options, double farthest)
{
    // Rounding keeps an orbit from coming closer than this, relative to 1 + ‖x‖, to the point it converges to.
    private const double Arrived = 1e-12;

    private readonly int d = network.Inputs;
    private readonly double[] centre = [.. box.Lower.Zip(box.Upper, (l, u) => l + ((u - l) / 2))];
    private readonly (int Attractor, double[] X, double Radius, double Floor)[] targets =
        [.. attractors.SelectMany((attractor, i) => attractor.Points.Select(point => (i, point.ToArray(), attractor.Radius, Arrived * (1 + point.Max(Math.Abs)))))];

    private double[] states = [];
    private double[] images = [];
    private int[] labels = [];
    private int[] starts = [];
    private int[] entered = [];
    private double[] entryDistance = [];
    private int open;

    public static double Distance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += (x[i] - y[i]) * (x[i] - y[i]);
        }

        return Math.Sqrt(sum);
    }

    public void Start(int perAxis, int count)
    {
        (states, images, labels) = (new double[count * d], new double[count * d], new int[count]);
        (starts, entered, entryDistance) = ([.. Enumerable.Range(0, count)], new int[count], new double[count]);
        Array.Fill(labels, BasinResult.Undecided);
        Array.Fill(entered, -1);
        open = count;
        for (int i = 0; i < count; i++)
        {
            BasinGrid.Fill(box, perAxis, i, states.AsSpan(i * d, d));
        }
    }

    /// <summary>Iterates until all orbits are decided or the steps are made; true when time or a cancellation came first.</summary>
    public bool Iterate(IProgress<double>? progress, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        for (int step = 0; ; step++)
        {
            Sort();
            if (open == 0 || step == options.MaxSteps)
            {
                progress?.Report(1);
                return false;
            }

            if (cancellation.IsCancellationRequested || clock.Elapsed >= options.Budget)
            {
                return true;
            }

            progress?.Report(Math.Max((double)step / options.MaxSteps, 1 - ((double)open / labels.Length)));
            TileRun.OverUnchecked(
                network, states.AsMemory(0, open * d), AffineForm.Tangent, images.AsMemory(0, open * d), default, default);
            (states, images) = (images, states);
        }
    }

    public ImmutableArray<int> Labels() => [.. labels];

    // Labels what is decided and moves the rest to the front, in order.
    private void Sort()
    {
        int kept = 0;
        for (int row = 0; row < open; row++)
        {
            ReadOnlySpan<double> x = states.AsSpan(row * d, d);
            int start = starts[row];
            if (Decide(start, x) is { } label)
            {
                labels[start] = label;
                continue;
            }

            x.CopyTo(states.AsSpan(kept * d, d));
            starts[kept++] = start;
        }

        open = kept;
    }

    private int? Decide(int start, ReadOnlySpan<double> x)
    {
        // A distance that is not a number is not within reach either.
        if (!(Distance(x, centre) <= farthest))
        {
            return BasinResult.Escaped;
        }

        // On a cycle distances stretch and shrink from point to point: only those from the point that was entered at are compared.
        if (entered[start] >= 0 && Distance(x, targets[entered[start]].X) is double again && again <= targets[entered[start]].Radius)
        {
            return again <= Math.Max(entryDistance[start] / 2, targets[entered[start]].Floor) ? targets[entered[start]].Attractor : null;
        }

        (int nearest, double distance) = Nearest(x);
        if (nearest < 0)
        {
            entered[start] = -1;
        }
        else if (entered[start] < 0 || targets[entered[start]].Attractor != targets[nearest].Attractor)
        {
            (entered[start], entryDistance[start]) = (nearest, distance);
        }

        return null;
    }

    private (int Target, double Distance) Nearest(ReadOnlySpan<double> x)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            // The radii keep the neighbourhoods apart: there is at most one.
            double distance = Distance(x, targets[i].X);
            if (distance <= targets[i].Radius)
            {
                return (i, distance);
            }
        }

        return (-1, 0);
    }
}
