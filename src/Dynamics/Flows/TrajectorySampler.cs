namespace TorchDynInspect.Dynamics.Flows;

/// <summary>Writes down the states at given times as the steps go by them.</summary>
internal sealed class TrajectorySampler : IStepObserver
{
    private readonly double[] times;
    private readonly int dimension;
    private int next;

    public TrajectorySampler(ReadOnlySpan<double> times, ReadOnlySpan<double> initial)
    {
        Preconditions.RequireFinite(times, "times");
        for (int i = 0; i < times.Length; i++)
        {
            double before = i == 0 ? 0 : times[i - 1];
            if ((i > 0 && !(Math.Abs(times[i]) > Math.Abs(before))) || times[i] * times[^1] < 0)
            {
                throw new InvalidInputException($"times: entry {i} is {times[i]} after {before}, expected times of one sign that go away from 0");
            }
        }

        this.times = times.ToArray();
        dimension = initial.Length;
        States = new double[times.Length * dimension];
        if (times.Length > 0 && times[0] == 0)
        {
            initial.CopyTo(States);
            next = 1;
        }
    }

    /// <summary>One row a time.</summary>
    public double[] States { get; }

    public bool Accepted(in DenseStep step)
    {
        double end = Math.Abs(step.End);
        while (next < times.Length && Math.Abs(times[next]) <= end)
        {
            double theta = times[next] == step.End ? 1 : (times[next] - step.Start) / step.Length;
            step.At(Math.Min(theta, 1), States.AsSpan(next * dimension, dimension));
            next++;
        }

        return true;
    }
}
