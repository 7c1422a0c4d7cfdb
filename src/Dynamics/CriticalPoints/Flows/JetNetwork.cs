using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.CriticalPoints.Classification;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Flows;

/// <summary>
/// A network pushed forward with its derivatives in few directions: a state is C columns, the value h, the derivatives ∂_a h for d directions, and of second order the
/// ∂_a∂_b h for a ≤ b. A readout of a wide phase space needs C = 1 + d + d(d + 1)/2 columns, where the whole second derivative of its flow would be cubic in the width.
/// Working memory of one thread; a run allocates nothing.
/// </summary>
internal sealed class JetNetwork
{
    private readonly Node[] nodes;
    private readonly double[] identity;

    /// <summary>Prepares the layers.</summary>
    /// <param name="network">The network; flows integrate the state with its derivatives, with the steps of their own scheme.</param>
    /// <param name="shape">The columns.</param>
    public JetNetwork(Network network, JetShape shape)
    {
        Shape = shape;
        Outputs = network.Outputs;
        nodes = [.. network.Layers.Select((layer, i) => Node.Of(layer, network.Widths[i], shape))];
        identity = new double[nodes.Length == 0 ? shape.Columns * network.Inputs : 0];
    }

    /// <summary>The columns of a state.</summary>
    public JetShape Shape { get; }

    /// <summary>The width of the last layer.</summary>
    public int Outputs { get; }

    /// <summary>
    /// Whether a layer is not known to be invertible, so that it may itself take a derivative to 0: then <see cref="LogScale"/> counts it as no contraction.
    /// </summary>
    public bool MayFold => nodes.Any(node => node.MayFold);

    /// <summary>The logarithm of Π‖W‖ Π max|σ′| Π‖Dφ_T‖ along the last run: the size that a derivative has where nothing cancels.</summary>
    public double LogScale { get; private set; }

    /// <summary>Runs a state through all layers.</summary>
    /// <param name="state">Column after column, each as wide as the network has inputs.</param>
    /// <returns>The same of the outputs; valid until the next run.</returns>
    public ReadOnlySpan<double> Run(ReadOnlySpan<double> state)
    {
        LogScale = 0;
        if (nodes.Length == 0)
        {
            state.CopyTo(identity);
            return identity;
        }

        foreach (Node node in nodes)
        {
            node.Run(state);
            LogScale += node.LogScale(state);
            state = node.Output;
        }

        return state;
    }

    /// <summary>The output of layer <paramref name="layer"/> in the last run, values only.</summary>
    public ReadOnlySpan<double> ValuesAfter(int layer) => nodes[layer].Output.AsSpan(0, nodes[layer].Output.Length / Shape.Columns);

    private abstract class Node(int outputs, JetShape shape)
    {
        public double[] Output { get; } = new double[shape.Columns * outputs];

        protected JetShape Shape { get; } = shape;

        public static Node Of(Layer layer, int width, JetShape shape) => layer switch
        {
            Affine affine => new AffineNode(affine, shape),
            Elementwise elementwise => new ActivationNode(elementwise, width, shape),
            Residual residual => new ResidualNode(residual, shape),
            Flow flow => new FlowNode(flow, shape),
            _ => throw new InvalidOperationException($"layer {layer.GetType().Name} is unknown"),
        };

        public virtual bool MayFold => false;

        public abstract void Run(ReadOnlySpan<double> state);

        /// <summary>How much the last run stretched the directions, as a logarithm: ‖∂h′‖ / ‖∂h‖ of this layer.</summary>
        public virtual double LogScale(ReadOnlySpan<double> state)
        {
            double stretch = Math.Log(FirstOrder(Output)) - Math.Log(FirstOrder(state));
            return MayFold ? Math.Max(stretch, 0) : stretch;
        }

        private double FirstOrder(ReadOnlySpan<double> state)
        {
            int width = state.Length / Shape.Columns;
            double largest = 0;
            foreach (double x in state.Slice(width, Shape.Directions * width))
            {
                largest = Math.Max(largest, Math.Abs(x));
            }

            return largest;
        }
    }

    private sealed class AffineNode(Affine affine, JetShape shape) : Node(affine.Weight.Rows, shape)
    {
        private readonly double logNorm = 0.5 * Math.Log(affine.Weight.Values.ToArray().Sum(w => w * w));

        public override void Run(ReadOnlySpan<double> state)
        {
            int rows = affine.Weight.Rows;
            int width = affine.Weight.Columns;
            for (int i = 0; i < rows; i++)
            {
                ReadOnlySpan<double> row = affine.Weight.Row(i);
                for (int c = 0; c < Shape.Columns; c++)
                {
                    double sum = c == 0 ? affine.Bias[i] : 0;
                    ReadOnlySpan<double> column = state.Slice(c * width, width);
                    for (int j = 0; j < row.Length; j++)
                    {
                        sum += row[j] * column[j];
                    }

                    Output[(c * rows) + i] = sum;
                }
            }
        }

        public override double LogScale(ReadOnlySpan<double> state) => logNorm;
    }

    private sealed class ActivationNode(Elementwise layer, int width, JetShape shape) : Node(width, shape)
    {
        private readonly double[] slope = new double[width];

        public override void Run(ReadOnlySpan<double> state)
        {
            int width = slope.Length;
            if (layer.IsUniform)
            {
                layer[0].ValuesAndDerivatives(state[..width], Output.AsSpan(0, width), slope);
            }

            for (int i = 0; i < width; i++)
            {
                Activation unit = layer[i];
                double z = state[i];
                if (!layer.IsUniform)
                {
                    Output[i] = unit.Value(z);
                    slope[i] = unit.Derivative(z);
                }

                for (int c = 1; c < Shape.Columns; c++)
                {
                    Output[(c * width) + i] = slope[i] * state[(c * width) + i];
                }

                if (!Shape.SecondOrder)
                {
                    continue;
                }

                double curvature = unit.SecondDerivative(z);
                int at = 1 + Shape.Directions;
                for (int a = 1; a <= Shape.Directions && curvature != 0; a++)
                {
                    double first = curvature * state[(a * width) + i];
                    for (int b = a; b <= Shape.Directions; b++, at++)
                    {
                        Output[(at * width) + i] += first * state[(b * width) + i];
                    }
                }
            }
        }

        public override double LogScale(ReadOnlySpan<double> state)
        {
            double largest = double.NegativeInfinity;
            for (int i = 0; i < slope.Length; i++)
            {
                largest = Math.Max(largest, layer[i].LogDerivative(state[i]));
            }

            return largest;
        }
    }

    private sealed class ResidualNode(Residual residual, JetShape shape) : Node(residual.Branch.Inputs, shape)
    {
        private readonly JetNetwork branch = new(residual.Branch, shape);

        public override bool MayFold { get; } = FlowTolerance.HoldsFlow(residual.Branch) || !(GlobalLipschitz.Bound(residual.Branch) < 1);

        public override void Run(ReadOnlySpan<double> state)
        {
            ReadOnlySpan<double> added = branch.Run(state);
            for (int i = 0; i < Output.Length; i++)
            {
                Output[i] = state[i] + added[i];
            }
        }
    }

    private sealed class FlowNode(Flow flow, JetShape shape) : Node(flow.Field.Inputs, shape)
    {
        private readonly VariationalSolver solver = new(flow.Field.AsField(), flow.Solver, shape.SecondOrder ? 2 : 1, shape.Directions);

        public override bool MayFold { get; } = StepContraction.Of(flow) is { IsHomeomorphism: false };

        public override void Run(ReadOnlySpan<double> state)
        {
            state.CopyTo(Output);
            solver.Integrate(Output, flow.Time);
        }
    }
}
