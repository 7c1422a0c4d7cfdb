using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Flows;

/// <summary>
/// Zeros of ∇Φ from many starts, drawn ones and the cells of a grid where ∇Φ changes its signs, shared over the cores: a descent at a coarse tolerance, then <see cref="PointSettling"/> of what is not listed yet. The list depends
/// on the seed alone, not on the number of cores, unless the search is cut.
/// </summary>
internal sealed class MultiStartGradient
{
    /// <summary>Gradients on a grid for each start that is drawn.</summary>
    private const int GridPoints = 4;

    /// <summary>Every second start takes this many steps of Newton's method as they come before it descends.</summary>
    private const int WanderSteps = 12;

    private readonly Network network;
    private readonly Network coarse;
    private readonly Box box;
    private readonly bool byDifferences;
    private readonly CriticalPointOptions options;
    private readonly Func<bool> stop;
    private readonly PointSettling settling;

    public MultiStartGradient(Network network, Box box, CriticalPointOptions options, bool byDifferences, int? levelLayer, Func<bool> stop)
    {
        (this.network, this.box, this.options, this.byDifferences, this.stop) = (network, box, options, byDifferences, stop);
        coarse = FlowTolerance.Of(network, FlowTolerance.Coarse);
        settling = new PointSettling(network, box, byDifferences, levelLayer);
    }

    /// <summary>The distinct zeros found so far, with those behind the border by less than their radius.</summary>
    public List<SettledPoint> Found { get; } = [];

    /// <summary>Starts at which Φ could not be evaluated: the flow blew up, its scheme gave in, or everything had underflowed.</summary>
    public int Unusable { get; private set; }

    /// <summary>Runs more starts.</summary>
    /// <param name="count">How many are drawn.</param>
    /// <param name="seed">Of their positions; the first start of the options is the centre.</param>
    /// <param name="progress">Told the share done; may be null.</param>
    public void Run(int count, int seed, IProgress<double>? progress)
    {
        int threads = options.Workers > 0 ? options.Workers : Environment.ProcessorCount;
        double[][] starts = [.. SignChanges.Centres(coarse, box, GridPoints * count, threads, stop).Take(2 * count), .. Drawn(count, seed)];
        count = starts.Length;
        double[]?[] ends = new double[count][];
        int done = 0;
        int unusable = 0;
        ParallelOptions workers = new() { MaxDegreeOfParallelism = threads };
        Parallel.For(
            0,
            count,
            workers,
            () => new GradientNewton(coarse, box, byDifferences),
            (i, _, newton) =>
            {
                if (!stop())
                {
                    if (i % 2 == 1)
                    {
                        newton.Wander(starts[i], WanderSteps);
                    }

                    bool isNear = newton.Descend(starts[i], 1e-4, 1e-6);
                    ends[i] = isNear ? starts[i] : null;
                    if (double.IsNaN(newton.Residual))
                    {
                        Interlocked.Increment(ref unusable);
                    }

                    progress?.Report((double)Interlocked.Increment(ref done) / count);
                }

                return newton;
            },
            _ => { });
        Unusable += unusable;
        foreach (double[]? end in ends)
        {
            if (end is not null && !stop() && !Found.Exists(known => IsAloneAt(known, end)) && settling.Settle(end) is SettledPoint settled && IsInside(settled)
                && !Found.Exists(known => known.IsSameAs(settled)))
            {
                Found.Add(settled);
            }
        }
    }

    private static bool IsAloneAt(SettledPoint known, double[] x)
    {
        double distance = x.Zip(known.X, (a, b) => Math.Abs(a - b)).Max();
        return known.IsRegular && distance <= 0.5 * known.UniqueWithin;
    }

    private bool IsInside(SettledPoint point)
    {
        double slack = Math.Min(point.Radius, 1e-9 * (1 + point.X.Max(Math.Abs)));
        for (int i = 0; i < box.Dimension; i++)
        {
            if (!(point.X[i] > box.Lower[i] - slack && point.X[i] < box.Upper[i] + slack))
            {
                return false;
            }
        }

        return true;
    }

    private double[][] Drawn(int count, int seed)
    {
        Random random = new(seed);
        double[][] starts = new double[count][];
        for (int k = 0; k < count; k++)
        {
            double[] x = new double[network.Inputs];
            for (int i = 0; i < x.Length; i++)
            {
                double share = k == 0 && seed == options.Seed ? 0.5 : random.NextDouble();
                x[i] = (box.Lower[i] * (1 - share)) + (box.Upper[i] * share);
            }

            starts[k] = x;
        }

        return starts;
    }
}
