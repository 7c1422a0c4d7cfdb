using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Bounds;

/// <content>Products of weights and interval diagonals, from whichever side has fewer rows or columns.</content>
public sealed partial class NetworkBounds
{
    private IntervalMatrix[]? forward;
    private IntervalMatrix[]? backward;
    private MatrixTimesIntervals?[]? products;

    /// <summary>
    /// Encloses every matrix ∂f/∂x over a box, and with kinks Clarke's; for x, y in the box some matrix inside maps x − y to f(x) − f(y).
    /// </summary>
    /// <param name="box">One interval an input.</param>
    /// <param name="values">Receives enclosures of f, one an output; empty for none.</param>
    /// <param name="jacobian">Receives outputs × inputs enclosures, row-major.</param>
    /// <exception cref="InvalidInputException">A length does not fit, or an interval of the box is empty.</exception>
    public void Jacobian(ReadOnlySpan<Interval> box, Span<Interval> values, Span<Interval> jacobian)
    {
        Preconditions.RequireLength(jacobian.Length, Outputs * Inputs, "Jacobian");
        Load(box);
        Forward(withSlopes: true);
        Copy(Outputs < Inputs ? Backward() : Directions(), jacobian);
        if (values.Length > 0)
        {
            Preconditions.RequireLength(values.Length, Outputs, "values");
            if (Method == IntermediateBounds.Linear)
            {
                TightenLast();
            }

            Copy(nodes[^1], values);
        }
    }

    /// <summary>∂(node k)/∂x for every k, from <see cref="slopes"/>; returns the last.</summary>
    private IntervalMatrix Directions()
    {
        forward ??= FirstDirections();
        products ??= [.. steps.Select(step => step is BoundStep.AffineStep ? new MatrixTimesIntervals(step.Inputs, Inputs) : null)];
        for (int k = 0; k < steps.Length; k++)
        {
            IntervalMatrix x = forward[k];
            IntervalMatrix y = forward[k + 1];
            switch (steps[k])
            {
                case BoundStep.AffineStep when k == 0:
                    break;
                case BoundStep.AffineStep affine:
                    products[k]!.Load(x);
                    for (int i = 0; i < affine.Outputs; i++)
                    {
                        products[k]!.Row(affine.Row(i), y.LowerRow(i), y.UpperRow(i));
                    }

                    break;
                case BoundStep.ActivationStep activation:
                    for (int i = 0; i < activation.Width; i++)
                    {
                        IntervalProducts.Scale(slopes[k][0, i], x.LowerRow(i), x.UpperRow(i), y.LowerRow(i), y.UpperRow(i));
                    }

                    break;
                case BoundStep.JoinStep join:
                    IntervalProducts.Add(x, forward[join.Fork], y);
                    break;
                default:
                    x.Lower.CopyTo(y.Lower, 0);
                    x.Upper.CopyTo(y.Upper, 0);
                    break;
            }
        }

        return forward[^1];
    }

    /// <summary>∂f/∂(node k) for every k, from <see cref="slopes"/>; returns the first.</summary>
    private IntervalMatrix Backward()
    {
        backward ??= [new(Outputs, Inputs), .. steps.Select(step => new IntervalMatrix(Outputs, step.Outputs))];
        IntervalMatrix last = backward[^1];
        for (int i = 0; i < Outputs; i++)
        {
            last[i, i] = Interval.One;
        }

        for (int k = steps.Length - 1; k >= 0; k--)
        {
            IntervalMatrix y = backward[k + 1];
            IntervalMatrix x = backward[k];
            for (int i = 0; i < Outputs; i++)
            {
                switch (steps[k])
                {
                    case BoundStep.AffineStep affine:
                        Pull(affine, y, x, i);
                        break;
                    case BoundStep.ActivationStep activation:
                        IntervalProducts.Multiply(
                            slopes[k].Lower, slopes[k].Upper, y.LowerRow(i), y.UpperRow(i), x.LowerRow(i), x.UpperRow(i));
                        break;
                    default:
                        y.LowerRow(i).CopyTo(x.LowerRow(i));
                        y.UpperRow(i).CopyTo(x.UpperRow(i));
                        break;
                }
            }

            // The identity beside the branch joins where the branch began.
            if (steps[k] is BoundStep.ForkStep)
            {
                IntervalProducts.Add(y, backward[JoinOf(k) + 1], x);
            }
        }

        return backward[0];
    }

    private void Pull(BoundStep.AffineStep affine, IntervalMatrix y, IntervalMatrix x, int row)
    {
        double slack = MidpointRadius.Slack(affine.Outputs);
        ReadOnlySpan<double> lower = y.LowerRow(row);
        ReadOnlySpan<double> upper = y.UpperRow(row);
        int outputs = affine.Outputs;
        for (int i = 0; i < outputs; i++)
        {
            MidpointRadius.Split(lower[i], upper[i], slack, out mid[i], out radius[i]);
        }

        if (MidpointRadius.RowTimesMatrix(
            mid.AsSpan(0, outputs), radius.AsSpan(0, outputs), affine.Rows, [], affine.Inputs, x.LowerRow(row), x.UpperRow(row)))
        {
            return;
        }

        for (int j = 0; j < affine.Inputs; j++)
        {
            Interval sum = Interval.Zero;
            for (int i = 0; i < outputs; i++)
            {
                sum += affine.Row(i)[j] * y[row, i];
            }

            x[row, j] = sum;
        }
    }

    private int JoinOf(int fork)
    {
        int k = fork;
        while (!(steps[k] is BoundStep.JoinStep join && join.Fork == fork))
        {
            k++;
        }

        return k;
    }

    /// <summary>The identity, and the weights of a first affine layer as they are.</summary>
    private IntervalMatrix[] FirstDirections()
    {
        IntervalMatrix[] result = [Identity(Inputs), .. steps.Select(step => new IntervalMatrix(step.Outputs, Inputs))];
        if (!steps.IsEmpty && steps[0] is BoundStep.AffineStep affine)
        {
            for (int i = 0; i < affine.Outputs; i++)
            {
                affine.Row(i).CopyTo(result[1].LowerRow(i));
                affine.Row(i).CopyTo(result[1].UpperRow(i));
            }
        }

        return result;
    }

    private static IntervalMatrix Identity(int n)
    {
        IntervalMatrix identity = new(n, n);
        for (int i = 0; i < n; i++)
        {
            identity[i, i] = Interval.One;
        }

        return identity;
    }
}
