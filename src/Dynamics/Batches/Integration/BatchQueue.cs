using System.Collections.Concurrent;
using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>The starts of a batch, from which the integrators of all cores take, and the arrays of its results.</summary>
internal sealed unsafe class BatchQueue : ILaneQueue
{
    private const int Eight = TileEngine.LaneCount;

    private readonly Matrix starts;
    private readonly int order;
    private readonly int samples;
    private readonly ConcurrentDictionary<int, FlowFailure> failures = [];
    private int taken;

    /// <param name="starts">N × d.</param>
    /// <param name="order">The order of the derivatives that ride along, from 0 to 2.</param>
    /// <param name="samples">Sample times of a trajectory.</param>
    public BatchQueue(Matrix starts, int order, int samples)
    {
        (this.starts, this.order, this.samples) = (starts, order, samples);
        (int count, int d) = (starts.Rows, starts.Columns);
        States = new double[count * d];
        Samples = new double[checked(count * samples * d)];
        Jacobians = new double[order > 0 ? checked(count * d * d) : 0];
        SecondDerivatives = new double[order > 1 ? checked(count * d * d * d) : 0];
        Statistics = new SolverStatistics[count];
        Samples.AsSpan().Fill(double.NaN);
    }

    public double[] States { get; }

    public double[] Samples { get; }

    public double[] Jacobians { get; }

    public double[] SecondDerivatives { get; }

    public SolverStatistics[] Statistics { get; }

    public ImmutableSortedDictionary<int, FlowFailure> Failures() => failures.ToImmutableSortedDictionary();

    /// <summary>Integrates everything, on as many cores as there is work for.</summary>
    /// <param name="create">An integrator for one core.</param>
    public void Run(Func<FlowIntegrator> create)
    {
        int workers = Math.Min(Environment.ProcessorCount, (starts.Rows + Eight - 1) / Eight);
        if (workers <= 1)
        {
            Work(0);
        }
        else
        {
            Parallel.For(0, workers, Work);
        }

        void Work(int worker)
        {
            using FlowIntegrator integrator = create();
            integrator.Run(this);
        }
    }

    /// <inheritdoc/>
    public int Take(Lanes* states, Span<int> items)
    {
        int first = Interlocked.Add(ref taken, Eight) - Eight;
        int count = Math.Min(Eight, starts.Rows - first);
        if (count <= 0)
        {
            return 0;
        }

        int d = starts.Columns;
        int columns = order switch { 0 => 1, 1 => 1 + d, _ => 1 + d + (d * (d + 1) / 2) };
        new Span<Lanes>(states, d * columns).Clear();
        for (int j = 0; j < d && order > 0; j++)
        {
            states[((1 + j) * d) + j] = Lanes.One;
        }

        for (int lane = 0; lane < Eight; lane++)
        {
            ReadOnlySpan<double> start = starts.Row(first + Math.Min(lane, count - 1));
            for (int i = 0; i < d; i++)
            {
                ((double*)(states + i))[lane] = start[i];
            }

            if (lane < count)
            {
                items[lane] = first + lane;
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public void Sample(int item, int index, ReadOnlySpan<double> values) =>
        values.CopyTo(Samples.AsSpan(((item * samples) + index) * values.Length));

    /// <inheritdoc/>
    public void Finish(int item, double* lane, in SolverStatistics statistics, FlowFailure? failure)
    {
        int d = starts.Columns;
        Statistics[item] = statistics;
        if (failure is not null)
        {
            failures[item] = failure;
            States.AsSpan(item * d, d).Fill(double.NaN);
            Jacobians.AsSpan(order > 0 ? item * d * d : 0, order > 0 ? d * d : 0).Fill(double.NaN);
            SecondDerivatives.AsSpan(order > 1 ? item * d * d * d : 0, order > 1 ? d * d * d : 0).Fill(double.NaN);
            return;
        }

        for (int i = 0; i < d; i++)
        {
            States[(item * d) + i] = lane[i * Eight];
            for (int j = 0; j < d && order > 0; j++)
            {
                Jacobians[(((item * d) + i) * d) + j] = lane[(((1 + j) * d) + i) * Eight];
            }
        }

        int column = 1 + d;
        for (int j = 0; j < d && order > 1; j++)
        {
            for (int k = j; k < d; k++, column++)
            {
                for (int i = 0; i < d; i++)
                {
                    double value = lane[((column * d) + i) * Eight];
                    int row = ((item * d) + i) * d;
                    SecondDerivatives[((row + j) * d) + k] = value;
                    SecondDerivatives[((row + k) * d) + j] = value;
                }
            }
        }
    }
}
