using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Orbits;
using TorchDynInspect.Reporting.Paths;

namespace TorchDynInspect.Cli.Verbs;

/// <summary>Paths of maps and of flow layers.</summary>
internal static class Paths
{
    /// <summary>The orbit of a map over <paramref name="steps"/> steps.</summary>
    public static StatePath OfMap(Network map, double[] start, int steps) =>
        new([.. start], [.. Enumerable.Range(0, steps + 1).Select(t => (double)t)], Orbit.From(map, start, steps).States);

    /// <summary>The trajectory of a flow layer at <paramref name="samples"/> equally spaced times besides the start; one that ends early keeps what it reached.</summary>
    public static StatePath OfFlow(FlowInside inside, double[] start, double time, int samples, FlowSolver solver, CancellationToken cancellation)
    {
        double[] state = [.. inside.StateFor(start)];
        EvenSamples seen = new(state, time, samples);
        OdeSolver integrator = new(inside.Flow.Field.AsField(), solver);
        SolverStatistics? statistics = null;
        string? failure = null;
        try
        {
            statistics = integrator.Integrate(state, time, seen, cancellation);
        }
        catch (StepSizeUnderflowException e)
        {
            failure = e.Message;
        }

        return new StatePath([.. start], seen.Times, seen.States) { Statistics = statistics, Failure = failure };
    }

    /// <summary>Takes the state at equally spaced times from the steps' continuous extension.</summary>
    private sealed class EvenSamples(double[] start, double time, int samples) : IStepObserver
    {
        private readonly List<double> values = [.. start];
        private readonly double[] state = new double[start.Length];
        private int taken;

        public ImmutableArray<double> Times => [.. Enumerable.Range(0, taken + 1).Select(TimeOf)];

        public Matrix States => new(taken + 1, start.Length, values.ToArray());

        public bool Accepted(in DenseStep step)
        {
            while (taken < samples && (TimeOf(taken + 1) - step.End) * Math.Sign(time) <= 0)
            {
                step.At(Math.Clamp((TimeOf(taken + 1) - step.Start) / step.Length, 0, 1), state);
                values.AddRange(state);
                taken++;
            }

            return true;
        }

        // The last one is the end itself, not a rounded multiple.
        private double TimeOf(int index) => index == samples ? time : index * (time / samples);
    }
}
