using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Contraction;
using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.DepthLimit;

/// <summary>Residual blocks beside the flows that they discretise, and flow layers beside the residual networks that approximate them.</summary>
public static class DepthLimitStudy
{
    private static readonly ImmutableArray<int> Substeps = [1, 2, 4, 8];

    /// <summary>Compares at points drawn from a box of inputs. As with given points.</summary>
    /// <param name="network">A network with residual blocks or flow layers among its layers.</param>
    /// <param name="box">The box, of the dimension of the input.</param>
    /// <param name="options">How to compare; null for the defaults.</param>
    /// <exception cref="InvalidInputException">As with given points, or the box has another dimension.</exception>
    public static DepthLimitResult DepthLimit(this Network network, Box box, DepthLimitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(box);
        options ??= new DepthLimitOptions();
        Preconditions.RequireLength(box.Dimension, network.Inputs, "box of inputs");
        if (options.Samples < 1)
        {
            throw new InvalidInputException($"depth limit: {options.Samples} samples, expected at least 1");
        }

        Random random = new(options.Seed);
        double[] points = new double[options.Samples * box.Dimension];
        for (int i = 0; i < points.Length; i++)
        {
            int axis = i % box.Dimension;
            points[i] = box.Lower[axis] + (random.NextDouble() * (box.Upper[axis] - box.Lower[axis]));
        }

        return network.DepthLimit(new Matrix(options.Samples, box.Dimension, points), options);
    }

    /// <summary>Compares at given inputs. O(N · depth · steps of the integration · parameters), and n³ interval operations for certified norms.</summary>
    /// <param name="network">A network with residual blocks or flow layers among its layers; blocks and fields must not hold flow layers themselves.</param>
    /// <param name="points">N × inputs.</param>
    /// <param name="options">How to compare; null for the defaults.</param>
    /// <exception cref="InvalidInputException">The network has neither blocks nor flows, there is no point, or a value overflows.</exception>
    public static DepthLimitResult DepthLimit(this Network network, Matrix points, DepthLimitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(points);
        options ??= new DepthLimitOptions();
        options.Solver.Require();
        if (!network.Layers.Any(layer => layer is Residual or Flow))
        {
            throw new InvalidInputException("depth limit: the network has no residual block and no flow layer, expected at least one");
        }

        if (points.Rows == 0 || !(options.Accuracy > 0) || options.MaxEulerSteps < 1 || options.MaxParts < 1)
        {
            throw new InvalidInputException("depth limit: expected at least one point, a positive accuracy, at least one Euler step and at least one part");
        }

        List<BlockDepthLimit> blocks = [];
        List<FlowDepthLimit> flows = [];
        Matrix states = points;
        for (int k = 0; k < network.Layers.Length; k++)
        {
            if (network.Layers[k] is Residual block)
            {
                Residual? next = network.Layers.Skip(k + 1).OfType<Residual>().FirstOrDefault();
                blocks.Add(Block(k, block.Branch, next, states, options));
            }
            else if (network.Layers[k] is Flow flow)
            {
                flows.Add(OfFlow(k, flow, states, options));
            }

            states = new Network(states.Columns, [network.Layers[k]]).Evaluate(states);
        }

        ImmutableArray<Refinement> composed = blocks.Count == 0 ? [] : Composed(network, points, options);
        double[] changes = [.. blocks.Where(block => block.WeightChange is not null).Select(block => block.WeightChange!.Value)];
        double? order = composed.IsEmpty ? null : EulerComparison.Order(composed[^2], composed[^1], options.Solver, states.Values);
        return new DepthLimitResult
        {
            Options = options,
            Points = points.Rows,
            Blocks = [.. blocks],
            Flows = [.. flows],
            Composed = composed,
            ComposedOrder = order,
            WeightRoughness = changes.Length == 0 ? null : blocks.Count * changes.Max(),
            Theory = [.. DepthLimitTheory.Entries(blocks, composed, order)],
        };
    }

    private static BlockDepthLimit Block(int layer, Network branch, Residual? next, Matrix states, DepthLimitOptions options)
    {
        int d = branch.Inputs;
        EulerComparison comparison = new(branch, states, 1, options.Solver);
        ImmutableArray<Refinement> refinements = [.. Substeps.Select(comparison.With)];
        AffineMapBatch maps = branch.AffineMaps(comparison.Starts);
        ReadOnlySpan<double> values = maps.Values.Span;
        ReadOnlySpan<double> jacobians = maps.Linear.Span;
        double[] leading = new double[values.Length];
        double[] distance = new double[values.Length];
        for (int at = 0; at < values.Length; at++)
        {
            int row = at / d * d;
            for (int j = 0; j < d; j++)
            {
                leading[at] += jacobians[(at * d) + j] * values[row + j] / 2;
            }

            distance[at] = comparison.Ends[at] - comparison.Starts.Values[at] - values[at];
        }

        double[] zero = new double[values.Length];
        double mean = refinements[0].Mean;
        double defect = EulerComparison.Distance(distance, leading, d).Mean;
        Box hull = Hull(states);
        return new BlockDepthLimit
        {
            Layer = layer,
            Hull = hull,
            Failed = comparison.Failed,
            MeanStep = EulerComparison.Distance(values, zero, d).Mean,
            Refinements = refinements,
            ObservedOrder = comparison.Order(refinements[^2], refinements[^1]),
            PredictedMean = EulerComparison.Distance(leading, zero, d).Mean,
            LeadingTermDefect = mean > 0 ? defect / mean : null,
            Lipschitz = [.. Enum.GetValues<VectorNorm>().Select(norm => LipschitzEnclosure.Of(branch, hull, norm, options.MaxParts))],
            WeightChange = next is null ? null : WeightDistance.Of(branch, next.Branch),
        };
    }

    private static FlowDepthLimit OfFlow(int layer, Flow flow, Matrix states, DepthLimitOptions options)
    {
        EulerComparison comparison = new(flow.Field, states, flow.Time, options.Solver);
        List<Refinement> refinements = [];
        for (int steps = 1; ; steps *= 2)
        {
            refinements.Add(comparison.With(steps));
            if (refinements[^1].Largest <= options.Accuracy || steps > options.MaxEulerSteps / 2)
            {
                break;
            }
        }

        (double largest, double mean) = EulerComparison.Distance(comparison.Ends, comparison.Starts.Values, flow.Field.Inputs);
        return new FlowDepthLimit
        {
            Layer = layer,
            Time = flow.Time,
            Failed = comparison.Failed,
            LargestDisplacement = largest,
            MeanDisplacement = mean,
            LargestStretch = Stretch(flow, comparison.Starts, options),
            LipschitzEverywhere = LipschitzEverywhere(flow),
            Refinements = [.. refinements],
            EulerSteps = refinements[^1].Largest <= options.Accuracy ? refinements[^1].Steps : null,
            ObservedOrder = refinements.Count < 2 ? null : comparison.Order(refinements[^2], refinements[^1]),
        };
    }

    private static double Stretch(Flow flow, Matrix starts, DepthLimitOptions options)
    {
        TimeMapBatch maps = flow.Field.TimeMaps(starts, flow.Time, options.Solver);
        int d = starts.Columns;
        Matrix[] jacobians = [.. Enumerable.Range(0, starts.Rows).Where(i => !maps.Failures.ContainsKey(i)).Select(i => new Matrix(d, d, maps.Jacobians.Span.Slice(i * d * d, d * d)))];
        return jacobians.Length == 0 ? double.NaN : BatchSpectra.Of(jacobians).Norms2.Span.ToArray().Max();
    }

    /// <summary>e^{T sup μ(Df)}, for negative T with −f in the place of f, rounded upwards.</summary>
    private static double LipschitzEverywhere(Flow flow)
    {
        int d = flow.Field.Inputs;
        Interval[] space = new Interval[d];
        Array.Fill(space, Interval.Entire);
        Interval[] jacobian = new Interval[d * d];
        new NetworkFieldEnclosure(flow.Field).Jacobian(space, jacobian);
        if (flow.Time < 0)
        {
            jacobian = [.. jacobian.Select(entry => -entry)];
        }

        double least = double.PositiveInfinity;
        foreach (VectorNorm norm in Enum.GetValues<VectorNorm>())
        {
            double mu = new LogarithmicNormEnclosure(d, norm).Of(jacobian).Upper;
            least = double.IsFinite(mu) ? Math.Min(least, Interval.Exp(Interval.Point(Math.Abs(flow.Time)) * mu).Upper) : least;
        }

        return least;
    }

    private static ImmutableArray<Refinement> Composed(Network network, Matrix points, DepthLimitOptions options)
    {
        try
        {
            Matrix flows = With(options.Solver).Evaluate(points);
            return
            [
                .. Substeps.Select(steps =>
                {
                    (double largest, double mean) = EulerComparison.Distance(
                        With(new FlowSolver("euler", steps)).Evaluate(points).Values, flows.Values, network.Outputs);
                    return new Refinement(steps, largest, mean);
                }),
            ];
        }
        catch (InvalidInputException)
        {
            // A flow that blows up before time 1 has no composition; the blocks say at how many points.
            return [];
        }

        Network With(FlowSolver solver) => new(
            network.Inputs, network.Layers.Select(layer => layer is Residual block ? new Flow(block.Branch, 1, solver) : layer));
    }

    private static Box Hull(Matrix states)
    {
        double[] lower = states.Row(0).ToArray();
        double[] upper = states.Row(0).ToArray();
        for (int i = 1; i < states.Rows; i++)
        {
            for (int j = 0; j < states.Columns; j++)
            {
                (lower[j], upper[j]) = (Math.Min(lower[j], states[i, j]), Math.Max(upper[j], states[i, j]));
            }
        }

        return new Box(lower, upper);
    }
}
