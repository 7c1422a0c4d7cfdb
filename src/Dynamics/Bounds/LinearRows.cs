using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Bounds;

/// <summary>Coefficients of linear upper bounds in terms of one node, a padded row for each bound. Working memory.</summary>
/// <param name="most">The most rows.</param>
/// <param name="width">Units of the node.</param>
internal sealed class LinearRows(int most, int width)
{
    private readonly int stride = MidpointRadius.Stride(width);
    private readonly double[] coefficients = new double[most * MidpointRadius.Stride(width)];
    private readonly double[] upper = new double[MidpointRadius.Stride(width)];
    private double[] radius = [];

    public Span<double> Row(int row) => coefficients.AsSpan(row * stride, stride);

    /// <summary>The identity above its negative.</summary>
    public void SetSigned(int n)
    {
        coefficients.AsSpan(0, 2 * n * stride).Clear();
        for (int i = 0; i < n; i++)
        {
            Row(i)[i] = 1;
            Row(n + i)[i] = -1;
        }
    }

    /// <summary>λ(Wh + b) + c ≤ x·h + result for every h of <paramref name="node"/>.</summary>
    public double Pull(BoundStep.AffineStep affine, ReadOnlySpan<double> y, Span<double> x, IntervalMatrix node, double offset)
    {
        if (radius.Length < affine.Outputs)
        {
            radius = new double[affine.Outputs];
        }

        double slack = MidpointRadius.Slack(affine.Outputs);
        for (int i = 0; i < affine.Outputs; i++)
        {
            radius[i] = slack * Math.Abs(y[i]);
        }

        if (!MidpointRadius.RowTimesMatrix(y[..affine.Outputs], radius.AsSpan(0, affine.Outputs), affine.Rows, [], width, x, upper))
        {
            x.Clear();
            return double.PositiveInfinity;
        }

        double lost = 0;
        for (int j = 0; j < width; j++)
        {
            double middle = 0.5 * (x[j] + upper[j]);
            lost += (Math.Max(upper[j] - middle, middle - x[j]) + double.Epsilon) * Math.Max(Math.Abs(node.Lower[j]), Math.Abs(node.Upper[j]));
            x[j] = middle;
        }

        (double sum, double size) = (0, 0);
        for (int i = 0; i < affine.Outputs; i++)
        {
            sum = Math.FusedMultiplyAdd(y[i], affine.Bias[i], sum);
            size = Math.FusedMultiplyAdd(Math.Abs(y[i]), Math.Abs(affine.Bias[i]), size);
        }

        return Above(offset, sum, (slack * size) + (lost * (1 + MidpointRadius.Slack(width))) + MidpointRadius.Tiny(affine.Outputs + width));
    }

    /// <summary>y·h + z·h ≤ x·h + result for every h of <paramref name="node"/>.</summary>
    public static double Add(ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> x, IntervalMatrix node, double offset)
    {
        double lost = 0;
        for (int j = 0; j < node.Columns; j++)
        {
            x[j] = y[j] + z[j];
            double error = Math.Max(Rounded.AddUp(y[j], z[j]) - x[j], x[j] - Rounded.AddDown(y[j], z[j]));
            lost += error * Math.Max(Math.Abs(node.Lower[j]), Math.Abs(node.Upper[j]));
        }

        return Above(offset, 0, (lost * (1 + MidpointRadius.Slack(node.Columns))) + MidpointRadius.Tiny(node.Columns));
    }

    /// <summary>An upper bound of row·x + offset over the box.</summary>
    public double Concretise(int row, IntervalMatrix box, double offset)
    {
        ReadOnlySpan<double> a = Row(row);
        double slack = MidpointRadius.Slack(width);
        (double sum, double spread) = (0, MidpointRadius.Tiny(width));
        for (int j = 0; j < width; j++)
        {
            MidpointRadius.Split(box.Lower[j], box.Upper[j], slack, out double middle, out double r);
            sum = Math.FusedMultiplyAdd(a[j], middle, sum);
            spread = Math.FusedMultiplyAdd(Math.Abs(a[j]), r, spread);
        }

        return Above(offset, sum, spread);
    }

    /// <summary>offset + sum + lost rounded up; +∞ when anything is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Above(double offset, double sum, double lost)
    {
        double total = Rounded.AddUp(Rounded.AddUp(offset, sum), lost);
        return total < double.PositiveInfinity ? total : double.PositiveInfinity;
    }
}
