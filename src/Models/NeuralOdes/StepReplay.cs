using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>Makes steps whose sizes are known, with a graph where one is recorded: equal steps, and those that an adaptive solve has accepted.</summary>
internal static class StepReplay
{
    /// <summary>Makes the steps.</summary>
    /// <param name="method">The scheme.</param>
    /// <param name="start">(N, d).</param>
    /// <param name="schedule">The steps of the rows, one after the other.</param>
    /// <param name="observer">Sees every step; null for none.</param>
    /// <returns>The states at the end.</returns>
    public static Tensor Run(StepMethod method, Tensor start, IEnumerable<StepSizes> schedule, IStepObserver? observer = null)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor state = start;
        Tensor? slope = null;
        foreach (StepSizes sizes in schedule)
        {
            using DisposeScope step = NewDisposeScope();
            Attempt made = method.Record(state, sizes, slope);
            observer?.Accepted(state, sizes, made.Slopes);

            // A row with step 0 stays where it is, and its last stage, too, is the slope there.
            Tensor? lastSlope = method.Scheme.EndsWithSlope ? made.Slopes[^1] : null;
            step.MoveToOuter(made.End);
            if (!ReferenceEquals(state, start))
            {
                state.Dispose();
            }

            slope?.Dispose();
            if (lastSlope is not null)
            {
                step.MoveToOuter(lastSlope);
            }

            (state, slope) = (made.End, lastSlope);
        }

        return (ReferenceEquals(state, start) ? start.clone() : state).MoveToOuterDisposeScope();
    }

    /// <summary>What equal steps cost.</summary>
    public static SolveStatistics Cost(RungeKuttaScheme scheme, int rows, int steps) => new(
        rows, (long)steps * scheme.Stages, (long)rows * steps * scheme.Stages, 0, [.. Enumerable.Repeat(steps, rows)], [.. new int[rows]]);

    /// <summary>Equal steps of all rows.</summary>
    /// <param name="rows">N.</param>
    /// <param name="size">The step, signed.</param>
    /// <param name="count">How many.</param>
    public static IEnumerable<StepSizes> Equal(int rows, double size, int count)
    {
        double[] sizes = new double[rows];
        sizes.AsSpan().Fill(size);
        for (int n = 0; n < count; n++)
        {
            double[] start = new double[rows];
            start.AsSpan().Fill(n * size);
            yield return new StepSizes(start, sizes);
        }
    }
}
