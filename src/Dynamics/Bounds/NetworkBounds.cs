using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Bounds;

/// <summary>
/// Rigorous bounds of a network over boxes: its values, Jacobian, slopes around a centre, the Hessian of a scalar network, and linear functions below and above
/// it. Everything is rounded outwards, so that what is enclosed is the network over the real numbers with its double weights; the evidence is Certified.
/// </summary>
/// <remarks>
/// An object holds the working memory of one thread and allocates nothing after construction, but for interval operations on activations with parameters;
/// <see cref="ForThread"/> gives another one. Memory: two doubles a unit, and a unit and input. Flow layers are refused.
/// </remarks>
public sealed partial class NetworkBounds
{
    private readonly ImmutableArray<BoundStep> steps;
    private readonly IntervalMatrix[] nodes;
    private readonly IntervalMatrix[] slopes;
    private readonly double[] mid;
    private readonly double[] radius;
    private readonly int widest;

    /// <summary>Prepares bounds of a network.</summary>
    /// <param name="network">Affine, activation and residual layers.</param>
    /// <param name="method">How the pre-activations are bounded, on which everything else rests.</param>
    /// <exception cref="InvalidInputException">The network has a flow layer.</exception>
    public NetworkBounds(Network network, IntermediateBounds method = IntermediateBounds.Intervals)
        : this(Require(network), BoundStep.Of(network), method)
    {
    }

    private NetworkBounds(Network network, ImmutableArray<BoundStep> steps, IntermediateBounds method)
    {
        Network = network;
        Method = method;
        this.steps = steps;
        Inputs = network.Inputs;
        Outputs = network.Outputs;
        widest = Math.Max(Inputs, steps.IsEmpty ? 0 : steps.Max(step => Math.Max(step.Inputs, step.Outputs)));
        nodes = [new(1, Inputs), .. steps.Select(step => new IntervalMatrix(1, step.Outputs))];
        slopes = [.. steps.Select(step => new IntervalMatrix(step is BoundStep.ActivationStep ? 1 : 0, step.Outputs))];
        mid = new double[MidpointRadius.Stride(widest)];
        radius = new double[MidpointRadius.Stride(widest)];
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>How the pre-activations are bounded.</summary>
    public IntermediateBounds Method { get; }

    /// <summary>Dimension of the input.</summary>
    public int Inputs { get; }

    /// <summary>Dimension of the output.</summary>
    public int Outputs { get; }

    /// <summary>Bounds of the same network for another thread, with the prepared weights shared.</summary>
    public NetworkBounds ForThread() => new(Network, steps, Method);

    /// <summary>Encloses f over a box.</summary>
    /// <param name="box">One interval an input.</param>
    /// <param name="values">Receives one interval an output.</param>
    /// <exception cref="InvalidInputException">A length does not fit, or an interval of the box is empty.</exception>
    public void Values(ReadOnlySpan<Interval> box, Span<Interval> values)
    {
        Preconditions.RequireLength(values.Length, Outputs, "values");
        Load(box);
        Forward(withSlopes: false);
        if (Method == IntermediateBounds.Linear)
        {
            TightenLast();
        }

        Copy(nodes[^1], values);
    }

    /// <summary>Runs the box through all steps; with slopes, σ′ over the pre-activations is kept for each activation.</summary>
    private void Forward(bool withSlopes)
    {
        bool isFirst = true;
        for (int k = 0; k < steps.Length; k++)
        {
            if (steps[k] is BoundStep.ActivationStep)
            {
                if (Method == IntermediateBounds.Linear && !isFirst)
                {
                    Tighten(k);
                }

                isFirst = false;
            }

            Advance(k, nodes, withSlopes);
        }
    }

    /// <summary>Node k + 1 from node k.</summary>
    private void Advance(int k, IntervalMatrix[] at, bool withSlopes)
    {
        IntervalMatrix x = at[k];
        IntervalMatrix y = at[k + 1];
        switch (steps[k])
        {
            case BoundStep.AffineStep affine:
                Map(affine, x, y);
                break;
            case BoundStep.ActivationStep activation when withSlopes:
                Activate(activation, x, y, slopes[k]);
                break;
            case BoundStep.ActivationStep activation:
                Activate(activation, x, y);
                break;
            case BoundStep.ForkStep:
                x.Lower.CopyTo(y.Lower, 0);
                x.Upper.CopyTo(y.Upper, 0);
                break;
            case BoundStep.JoinStep join:
                for (int i = 0; i < x.Columns; i++)
                {
                    y[0, i] = x[0, i] + at[join.Fork][0, i];
                }

                break;
        }
    }

    private void Map(BoundStep.AffineStep affine, IntervalMatrix x, IntervalMatrix y)
    {
        double slack = MidpointRadius.Slack(affine.Inputs);
        for (int i = 0; i < affine.Inputs; i++)
        {
            MidpointRadius.Split(x.Lower[i], x.Upper[i], slack, out mid[i], out radius[i]);
        }

        int inputs = affine.Inputs;
        if (!MidpointRadius.RowTimesMatrix(mid.AsSpan(0, inputs), radius.AsSpan(0, inputs), affine.Transposed, affine.Bias, affine.Outputs, y.Lower, y.Upper))
        {
            MapSlowly(affine, x, y);
        }
    }

    /// <summary>By single intervals, where bounds are infinite.</summary>
    private static void MapSlowly(BoundStep.AffineStep affine, IntervalMatrix x, IntervalMatrix y)
    {
        for (int i = 0; i < affine.Outputs; i++)
        {
            ReadOnlySpan<double> row = affine.Row(i);
            Interval sum = affine.Bias[i];
            for (int j = 0; j < row.Length; j++)
            {
                sum += row[j] * x[0, j];
            }

            y[0, i] = sum;
        }
    }

    private static void Activate(BoundStep.ActivationStep activation, IntervalMatrix x, IntervalMatrix y)
    {
        int n = activation.Padded;
        if (activation.Units.Length == 1)
        {
            activation.Units[0].Values(x.Lower.AsSpan(0, n), x.Upper.AsSpan(0, n), y.Lower.AsSpan(0, n), y.Upper.AsSpan(0, n));
            return;
        }

        for (int i = 0; i < activation.Width; i++)
        {
            y[0, i] = activation[i].Value(x[0, i]);
        }
    }

    private static void Activate(BoundStep.ActivationStep activation, IntervalMatrix x, IntervalMatrix y, IntervalMatrix slope)
    {
        int n = activation.Padded;
        if (activation.Units.Length == 1)
        {
            activation.Units[0].ValuesAndDerivatives(
                x.Lower.AsSpan(0, n),
                x.Upper.AsSpan(0, n),
                y.Lower.AsSpan(0, n),
                y.Upper.AsSpan(0, n),
                slope.Lower.AsSpan(0, n),
                slope.Upper.AsSpan(0, n));
            return;
        }

        for (int i = 0; i < activation.Width; i++)
        {
            y[0, i] = activation[i].Value(x[0, i]);
            slope[0, i] = activation[i].Derivative(x[0, i]);
        }
    }

    private void Load(ReadOnlySpan<Interval> box)
    {
        Preconditions.RequireLength(box.Length, Inputs, "box");
        for (int i = 0; i < box.Length; i++)
        {
            nodes[0][0, i] = box[i].IsEmpty ? throw new InvalidInputException($"box axis {i}: is empty, expected an interval with numbers") : box[i];
        }
    }

    private static void Copy(IntervalMatrix from, Span<Interval> to)
    {
        for (int i = 0; i < from.Rows; i++)
        {
            for (int j = 0; j < from.Columns; j++)
            {
                to[(i * from.Columns) + j] = from[i, j];
            }
        }
    }

    private static Network Require(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network;
    }
}
