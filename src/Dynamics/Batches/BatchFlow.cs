using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Batches.Integration;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>
/// The flow of a network's field at many points at once: eight to a vector, over all cores. Every point has its own steps, so that its result depends neither on its
/// neighbours nor on the number of cores; a point that fails is reported and harms no other. Implicit schemes run point by point. Nothing is allocated a
/// point or step beyond the results.
/// </summary>
public static class BatchFlow
{
    /// <summary>The trajectories from N starts. O(N · steps · stages · parameters).</summary>
    /// <param name="field">The field ẋ = field(x), from R^d to R^d.</param>
    /// <param name="starts">N × d finite numbers, one start a row.</param>
    /// <param name="time">T, finite; negative integrates backwards.</param>
    /// <param name="solver">The scheme, its number of steps or its tolerances.</param>
    /// <param name="samples">How many equally spaced times, 0 and T included, to keep the states at; 0 for none, else at least 2.</param>
    /// <exception cref="InvalidInputException">The field changes the dimension, the starts have another one, or a number is not usable.</exception>
    public static TrajectoryBatch Trajectories(this Network field, Matrix starts, double time, FlowSolver solver, int samples = 0)
    {
        Require(field, starts, time, solver);
        if (samples != 0 && samples < 2)
        {
            throw new InvalidInputException($"trajectories: {samples} times, expected 0 or at least 2");
        }

        BatchQueue queue = new(starts, 0, samples);
        queue.Run(() => FlowIntegrator.For(field, solver, time, 0, false, samples));
        double[] times = new double[samples];
        for (int i = 0; i < samples; i++)
        {
            times[i] = i == samples - 1 ? time : time * i / (samples - 1);
        }

        return new TrajectoryBatch(
            starts, time, solver, [.. times], (queue.States, queue.Samples), ImmutableArray.Create(queue.Statistics), queue.Failures());
    }

    /// <summary>
    /// φ_T at N points with its derivatives, by the variational equations; their columns take part in the control of the error. O(N · steps · stages · parameters)
    /// times 1 + d columns for order 1, 1 + d + d(d + 1)/2 for order 2.
    /// </summary>
    /// <param name="field">The field ẋ = field(x), from R^d to R^d; no flow layers in it for order 2.</param>
    /// <param name="starts">N × d finite numbers, one point a row.</param>
    /// <param name="time">T, finite; negative integrates backwards.</param>
    /// <param name="solver">The scheme, its number of steps or its tolerances.</param>
    /// <param name="order">0: φ_T(x); 1: Dφ_T as well; 2: D²φ_T as well.</param>
    /// <exception cref="InvalidInputException">The field changes the dimension, the starts have another one, or a number is not usable.</exception>
    public static TimeMapBatch TimeMaps(this Network field, Matrix starts, double time, FlowSolver solver, int order = 1)
    {
        Require(field, starts, time, solver);
        if (order is < 0 or > 2)
        {
            throw new InvalidInputException($"time map: derivatives of order {order}, expected 0, 1 or 2");
        }

        BatchQueue queue = new(starts, order, 0);
        queue.Run(() => FlowIntegrator.For(field, solver, time, order > 0 ? field.Inputs : 0, order == 2, 0));
        return new TimeMapBatch(
            starts,
            time,
            solver,
            order,
            (queue.States, queue.Jacobians, queue.SecondDerivatives),
            ImmutableArray.Create(queue.Statistics),
            queue.Failures());
    }

    private static void Require(Network field, Matrix starts, double time, FlowSolver solver)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(solver);
        _ = new Flow(field, time, solver);
        Preconditions.RequireLength(starts.Columns, field.Inputs, "starts");
    }
}
