using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.LinearPrograms;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>
/// Linear bounds forward through the network: on the region's box with centre m every value is a·(x − m) + c ± r. A unit with one piece left is followed along that piece,
/// another along its chord, the distance from the chord going into r; rounding goes into r, too, by an error bound on each sum. At the end f(x) − x = 0 is
/// a linear system with an error, which narrows the box: with P an approximate inverse of A − I, the solutions x = m + u satisfy
/// u ∈ (I − P(A − I))u − P(c ± r) (the interval Newton step).
/// </summary>
internal sealed class AffineEnclosure
{
    private readonly FixedPointEquations equations;
    private readonly int d;
    private readonly int stride;
    private readonly double gamma;
    private readonly PiecewiseUnit?[] unitAt;
    private readonly Values[] buffers;
    private readonly double[] centre;
    private readonly double[] half;
    private readonly double[] weights;
    private readonly LuFactors factors;
    private bool overflow;

    public AffineEnclosure(FixedPointEquations equations)
    {
        this.equations = equations;
        d = equations.Dimension;
        stride = (d + 1 + 7) & ~7;
        int width = Math.Max(d, equations.Program.Steps.OfType<ProgramStep.Linear>().Select(step => step.Rows).DefaultIfEmpty(d).Max());
        gamma = 1.01 * (width + d + 16) * RoundingBound.Unit;
        unitAt = new PiecewiseUnit?[equations.Graphs.Length];
        foreach (PiecewiseUnit unit in equations.Units)
        {
            unitAt[unit.Place] = unit;
        }

        int depth = 0;
        int deepest = 0;
        foreach (ProgramStep step in equations.Program.Steps)
        {
            depth += step is ProgramStep.Enter ? 1 : step is ProgramStep.Leave ? -1 : 0;
            deepest = Math.Max(deepest, depth);
        }

        buffers = [.. Enumerable.Range(0, deepest + 2).Select(_ => new Values(width, stride))];
        centre = new double[d];
        half = new double[d];
        weights = new double[width];
        factors = new LuFactors(d);
    }

    /// <summary>Narrows the inputs of the units and x.</summary>
    /// <param name="region">The region; of its bounds only these change.</param>
    /// <param name="narrowed">The largest share of its width that an axis of x lost.</param>
    /// <returns>False when the region is proved empty.</returns>
    public bool Run(SearchRegion region, out double narrowed)
    {
        narrowed = 0;
        for (int i = 0; i < d; i++)
        {
            (double l, double u) = (region.Lower[1 + i], region.Upper[1 + i]);
            centre[i] = (l / 2) + (u / 2);
            half[i] = Math.Max(Rounded.AddUp(u, -centre[i]), Rounded.AddUp(centre[i], -l));
        }

        overflow = false;
        Values? result = Propagate(region);
        return result is null ? overflow : Newton(result, region, ref narrowed);
    }

    private Values? Propagate(SearchRegion region)
    {
        int depth = 0;
        Values present = buffers[0];
        present.Count = d;
        present.Form.AsSpan(0, d * stride).Clear();
        for (int i = 0; i < d; i++)
        {
            present.Form[(i * stride) + i] = 1;
            present.Form[(i * stride) + d] = centre[i];
            present.Radius[i] = 0;
        }

        Values spare = buffers[^1];
        foreach (ProgramStep step in equations.Program.Steps)
        {
            switch (step)
            {
                case ProgramStep.Linear linear:
                    Apply(linear, present, spare);
                    (buffers[depth], buffers[^1]) = (spare, present);
                    (present, spare) = (spare, present);
                    break;
                case ProgramStep.Pieces pieces:
                    if (!Apply(pieces, present, region))
                    {
                        return null;
                    }

                    break;
                case ProgramStep.Enter:
                    present.CopyTo(buffers[++depth]);
                    present = buffers[depth];
                    break;
                default:
                    Add(present, buffers[--depth]);
                    present = buffers[depth];
                    break;
            }
        }

        return present;
    }

    private void Apply(ProgramStep.Linear linear, Values from, Values to)
    {
        to.Count = linear.Rows;
        for (int j = 0; j < from.Count; j++)
        {
            weights[j] = from.Radius[j] + (gamma * Magnitude(from, j));
        }

        int blocks = stride / 8;
        ReadOnlySpan<Vector512<double>> source = MemoryMarshal.Cast<double, Vector512<double>>(from.Form);
        Span<Vector512<double>> target = MemoryMarshal.Cast<double, Vector512<double>>(to.Form.AsSpan());
        for (int i = 0; i < linear.Rows; i++)
        {
            ReadOnlySpan<double> row = linear.Weight.AsSpan(i * linear.Columns, linear.Columns);
            Span<Vector512<double>> sum = target.Slice(i * blocks, blocks);
            sum.Clear();
            double radius = 0;
            for (int j = 0; j < row.Length; j++)
            {
                double w = row[j];
                if (w == 0)
                {
                    continue;
                }

                radius += Math.Abs(w) * weights[j];
                Vector512<double> scale = Vector512.Create(w);
                for (int k = 0; k < blocks; k++)
                {
                    sum[k] = Vector512.FusedMultiplyAdd(source[(j * blocks) + k], scale, sum[k]);
                }
            }

            to.Form[(i * stride) + d] += linear.Bias[i];
            to.Radius[i] = ((1 + gamma) * (radius + (gamma * Math.Abs(linear.Bias[i])))) + 1e-300;
        }
    }

    private bool Apply(ProgramStep.Pieces pieces, Values values, SearchRegion region)
    {
        for (int i = 0; i < pieces.Units.Length; i++)
        {
            UnitGraph graph = equations.Graphs[pieces.FirstUnit + i];
            double size = Magnitude(values, i);
            double slack = values.Radius[i] + (gamma * size);
            int constant = (i * stride) + d;
            double factor;
            Interval rest;
            if (unitAt[pieces.FirstUnit + i] is not { } unit)
            {
                (factor, rest) = (graph.FirstSlope.Lower, graph.FirstIntercept);
                slack += (graph.FirstSlope.Upper - graph.FirstSlope.Lower) * (size + slack);
            }
            else
            {
                double reach = (1 + gamma) * (size - Math.Abs(values.Form[constant]) + slack);
                overflow = !double.IsFinite(reach) || !double.IsFinite(values.Form[constant]);
                if (overflow || !region.Narrow(unit.Input, values.Form[constant] - reach, values.Form[constant] + reach))
                {
                    return false;
                }

                (factor, rest) = graph.Along(region.Lower[unit.Input], region.Upper[unit.Input]);
            }

            double middle = (rest.Lower / 2) + (rest.Upper / 2);
            double radius = Math.Max(rest.Upper - middle, middle - rest.Lower);
            RowArithmetic.Scale(values.Form.AsSpan(i * stride, stride), factor);
            values.Form[constant] += middle;
            values.Radius[i] = ((1 + gamma) * ((Math.Abs(factor) * slack) + radius + (gamma * (Math.Abs(middle) + radius)))) + 1e-300;
        }

        return true;
    }

    private void Add(Values branch, Values kept)
    {
        for (int i = 0; i < branch.Count; i++)
        {
            double size = Magnitude(branch, i) + Magnitude(kept, i);
            RowArithmetic.AddMultiple(branch.Form.AsSpan(i * stride, stride), 1, kept.Form.AsSpan(i * stride, stride));
            kept.Radius[i] = (1 + gamma) * (kept.Radius[i] + branch.Radius[i] + (gamma * size));
        }
    }

    /// <summary>A bound on |a·u + c| over the box.</summary>
    private double Magnitude(Values values, int i)
    {
        ReadOnlySpan<double> form = values.Form.AsSpan(i * stride, stride);
        double sum = Math.Abs(form[d]);
        for (int k = 0; k < d; k++)
        {
            sum += Math.Abs(form[k]) * half[k];
        }

        return (1 + gamma) * sum;
    }

    private bool Newton(Values values, SearchRegion region, ref double narrowed)
    {
        double[] matrix = new double[d * d];
        double[] error = new double[d];
        double[] constant = new double[d];
        for (int i = 0; i < d; i++)
        {
            double size = Magnitude(values, i) + half[i] + Math.Abs(centre[i]);
            for (int k = 0; k < d; k++)
            {
                matrix[(i * d) + k] = values.Form[(i * stride) + k] - (i == k ? 1 : 0);
            }

            constant[i] = values.Form[(i * stride) + d] - centre[i];
            error[i] = (1 + gamma) * (values.Radius[i] + (gamma * size));
            double reach = 0;
            for (int k = 0; k < d; k++)
            {
                reach += Math.Abs(matrix[(i * d) + k]) * half[k];
            }

            if (Math.Abs(constant[i]) > (1 + gamma) * (reach + error[i]))
            {
                return false;
            }
        }

        factors.Factor(matrix);
        if (factors.IsSingular)
        {
            return true;
        }

        double[] inverse = new double[d * d];
        double[] column = new double[d];
        for (int j = 0; j < d; j++)
        {
            column.AsSpan().Clear();
            column[j] = 1;
            factors.Solve(column);
            for (int i = 0; i < d; i++)
            {
                inverse[(i * d) + j] = column[i];
            }
        }

        for (int i = 0; i < d; i++)
        {
            // u_i ∈ −(Pc)_i ± Σ_k |δ_ik − (P(A − I))_ik| half_k ± Σ_k |P_ik| error_k, with the rounding of each sum.
            double step = 0;
            double spread = 0;
            for (int k = 0; k < d; k++)
            {
                double p = inverse[(i * d) + k];
                step -= p * constant[k];
                spread += Math.Abs(p) * (error[k] + (gamma * Math.Abs(constant[k])));
                double entry = i == k ? 1 : 0;
                double size = entry;
                for (int l = 0; l < d; l++)
                {
                    double product = inverse[(i * d) + l] * matrix[(l * d) + k];
                    entry -= product;
                    size += Math.Abs(product);
                }

                spread += (Math.Abs(entry) + (gamma * size)) * half[k];
            }

            spread = ((1 + (4 * gamma)) * spread) + (4 * RoundingBound.Unit * (Math.Abs(step) + Math.Abs(centre[i]))) + 1e-300;
            if (!double.IsFinite(spread) || !double.IsFinite(step))
            {
                continue;
            }

            double width = region.Upper[1 + i] - region.Lower[1 + i];
            if (!region.Narrow(1 + i, centre[i] + step - spread, centre[i] + step + spread))
            {
                return false;
            }

            double left = region.Upper[1 + i] - region.Lower[1 + i];
            narrowed = width > 0 ? Math.Max(narrowed, 1 - (left / width)) : narrowed;
        }

        return true;
    }

    private sealed class Values(int width, int stride)
    {
        public double[] Form { get; } = new double[width * stride];

        public double[] Radius { get; } = new double[width];

        public int Count { get; set; }

        public void CopyTo(Values other)
        {
            Form.AsSpan().CopyTo(other.Form);
            Radius.AsSpan().CopyTo(other.Radius);
            other.Count = Count;
        }
    }
}
