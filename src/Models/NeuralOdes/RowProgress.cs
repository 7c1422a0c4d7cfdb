namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>Where each row of an adaptive solve stands: its time, its next step, what its controller remembers. Rows do not influence each other.</summary>
internal sealed class RowProgress
{
    private readonly StepControl control;
    private readonly double[] horizon;
    private readonly double[] next;
    private readonly double[] remembered;
    private readonly bool[] afterRejection;

    public RowProgress(StepControl control, double[] horizon, double[] first)
    {
        (this.control, this.horizon, next) = (control, horizon, [.. first]);
        int n = horizon.Length;
        (Time, Step, remembered, afterRejection) = (new double[n], new double[n], new double[n], new bool[n]);
        (AcceptedSteps, RejectedSteps) = (new int[n], new int[n]);
        remembered.AsSpan().Fill(StepControl.LeastRememberedError);
    }

    /// <summary>The time each row has reached.</summary>
    public double[] Time { get; }

    /// <summary>The step each row tries, signed; 0 for one that has arrived.</summary>
    public double[] Step { get; }

    public int[] AcceptedSteps { get; }

    public int[] RejectedSteps { get; }

    /// <summary>Rows that are still on their way.</summary>
    public int Active { get; private set; }

    /// <summary>Prepares the next steps.</summary>
    /// <returns>A row whose step has become too short to move its time; −1 for none.</returns>
    public int Prepare()
    {
        Active = 0;
        int stuck = -1;
        for (int r = 0; r < horizon.Length; r++)
        {
            double left = Math.Abs(horizon[r] - Time[r]);
            Step[r] = left == 0 ? 0 : Math.CopySign(Math.Min(next[r], left), horizon[r]);
            Active += left == 0 ? 0 : 1;
            // Written so that a step that is no number, as of a field that is none at the start, counts as too short.
            if (stuck < 0 && left > 0 && !(next[r] >= left) && !(next[r] >= StepControl.LeastStep(Time[r])))
            {
                stuck = r;
            }
        }

        return stuck;
    }

    /// <summary>The first row that has tried as many steps as it may; −1 for none.</summary>
    public int Exhausted(int maxSteps)
    {
        for (int r = 0; r < Step.Length; r++)
        {
            if (Step[r] != 0 && AcceptedSteps[r] + RejectedSteps[r] >= maxSteps)
            {
                return r;
            }
        }

        return -1;
    }

    /// <summary>Moves the rows whose error is at most 1, and shortens the step of the others.</summary>
    /// <returns>Which rows moved, with the start and size of their steps.</returns>
    public (bool[] Accepted, StepSizes Sizes) Judge(double[] error)
    {
        bool[] accepted = new bool[error.Length];
        var sizes = new StepSizes([.. Time], new double[error.Length]);
        for (int r = 0; r < error.Length; r++)
        {
            double h = Step[r];
            if (h == 0)
            {
                continue;
            }

            if (!(error[r] <= 1))
            {
                RejectedSteps[r]++;
                afterRejection[r] = true;
                next[r] = Math.Abs(h) * control.Shrinkage(error[r]);
                continue;
            }

            accepted[r] = true;
            AcceptedSteps[r]++;
            sizes.Size[r] = h;
            bool last = Math.Abs(h) == Math.Abs(horizon[r] - Time[r]);
            Time[r] = last ? horizon[r] : Time[r] + h;
            next[r] = Math.Abs(h) * control.Growth(error[r], remembered[r], afterRejection[r]);
            remembered[r] = Math.Max(error[r], StepControl.LeastRememberedError);
            afterRejection[r] = false;
        }

        return (accepted, sizes);
    }
}
