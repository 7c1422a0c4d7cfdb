using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Bounds;

/// <content>
/// Linear bounds by backward substitution (CROWN: Zhang, Weng, Chen, Hsieh, Daniel, NeurIPS 2018). An upper bound λ·h + c of a row, h a layer's outputs, becomes one
/// of its inputs: through W it is λW, through an activation each λ_i takes the line above for λ_i ≥ 0 and the line below otherwise. What a coefficient
/// loses by rounding, times the largest |h_i| over the box, goes into c. A lower bound is the upper bound of −f.
/// </content>
public sealed partial class NetworkBounds
{
    private LinearRows[]? rows;
    private ActivationLines?[]? lines;
    private double[]? offsets;

    /// <summary>Gives A, b, C, d with Ax + b ≤ f(x) ≤ Cx + d for every real x of the box, A … d as exact numbers.</summary>
    /// <param name="box">One interval an input.</param>
    /// <param name="lowerMatrix">Receives A, outputs × inputs, row-major.</param>
    /// <param name="lowerOffset">Receives b, one an output; −∞ where no bound is found.</param>
    /// <param name="upperMatrix">Receives C, outputs × inputs, row-major.</param>
    /// <param name="upperOffset">Receives d, one an output; +∞ where no bound is found.</param>
    /// <exception cref="InvalidInputException">A length does not fit, or an interval of the box is empty.</exception>
    public void LinearBounds(
        ReadOnlySpan<Interval> box, Span<double> lowerMatrix, Span<double> lowerOffset, Span<double> upperMatrix, Span<double> upperOffset)
    {
        Preconditions.RequireLength(lowerMatrix.Length, Outputs * Inputs, "lower matrix");
        Preconditions.RequireLength(upperMatrix.Length, Outputs * Inputs, "upper matrix");
        Preconditions.RequireLength(lowerOffset.Length, Outputs, "lower offset");
        Preconditions.RequireLength(upperOffset.Length, Outputs, "upper offset");
        Load(box);
        Forward(withSlopes: false);
        RelaxAll();
        Substitute(steps.Length);
        for (int i = 0; i < Outputs; i++)
        {
            rows![0].Row(i)[..Inputs].CopyTo(upperMatrix[(i * Inputs)..]);
            upperOffset[i] = offsets![i];
            ReadOnlySpan<double> negated = rows[0].Row(Outputs + i);
            for (int j = 0; j < Inputs; j++)
            {
                lowerMatrix[(i * Inputs) + j] = -negated[j];
            }

            lowerOffset[i] = -offsets[Outputs + i];
        }
    }

    /// <summary>Intersects node k, the input of an activation, with its linear bounds over the box.</summary>
    private void Tighten(int node)
    {
        RelaxAll(node);
        Substitute(node);
        IntervalMatrix x = nodes[node];
        for (int i = 0; i < x.Columns; i++)
        {
            double upper = Math.Min(x.Upper[i], rows![0].Concretise(i, nodes[0], offsets![i]));
            double lower = Math.Max(x.Lower[i], -rows[0].Concretise(x.Columns + i, nodes[0], offsets[x.Columns + i]));
            if (lower <= upper)
            {
                (x.Lower[i], x.Upper[i]) = (lower, upper);
            }
        }
    }

    private void TightenLast() => Tighten(steps.Length);

    /// <summary>Lines for every activation before a node; those already made for this box are made again only where <see cref="Forward"/> did not.</summary>
    private void RelaxAll(int before = int.MaxValue)
    {
        lines ??= [.. steps.Select(step => step is BoundStep.ActivationStep ? new ActivationLines(step.Inputs) : null)];
        for (int k = 0; k < Math.Min(before, steps.Length); k++)
        {
            if (steps[k] is BoundStep.ActivationStep activation)
            {
                lines[k]!.Load(activation, nodes[k]);
            }
        }
    }

    /// <summary>Upper bounds of node <paramref name="from"/> and of its negative, in terms of the input.</summary>
    private void Substitute(int from)
    {
        rows ??= [.. nodes.Select(node => new LinearRows(2 * widest, node.Columns))];
        offsets ??= new double[2 * widest];
        int n = nodes[from].Columns;
        rows[from].SetSigned(n);
        offsets.AsSpan(0, 2 * n).Clear();
        for (int k = from - 1; k >= 0; k--)
        {
            for (int r = 0; r < 2 * n; r++)
            {
                Span<double> y = rows[k + 1].Row(r);
                Span<double> x = rows[k].Row(r);
                switch (steps[k])
                {
                    case BoundStep.AffineStep affine:
                        offsets[r] = rows[k].Pull(affine, y, x, nodes[k], offsets[r]);
                        break;
                    case BoundStep.ActivationStep:
                        offsets[r] = lines![k]!.Pull(y, x, offsets[r]);
                        break;
                    case BoundStep.ForkStep when JoinOf(k) < from:
                        offsets[r] = LinearRows.Add(y, rows[JoinOf(k) + 1].Row(r), x, nodes[k], offsets[r]);
                        break;
                    default:
                        y.CopyTo(x);
                        break;
                }
            }
        }
    }
}
