namespace TorchDynInspect.Dynamics.Intervals;

/// <summary>
/// Products of rows with a k × n matrix of intervals that is split into midpoints and radii once. Working memory of one thread.
/// </summary>
/// <param name="k">Rows of the interval matrix.</param>
/// <param name="n">Its columns.</param>
internal sealed class MatrixTimesIntervals(int k, int n)
{
    private readonly double[] mid = new double[k * MidpointRadius.Stride(n)];
    private readonly double[] radius = new double[k * MidpointRadius.Stride(n)];
    private readonly double[] factor = new double[k];
    private readonly double[] factorRadius = new double[k];
    private readonly double slack = MidpointRadius.Slack(k);
    private IntervalMatrix? source;

    /// <summary>Splits the matrix.</summary>
    public void Load(IntervalMatrix x)
    {
        source = x;
        for (int i = 0; i < k * x.Stride; i++)
        {
            MidpointRadius.Split(x.Lower[i], x.Upper[i], slack, out mid[i], out radius[i]);
        }
    }

    /// <summary>One row of numbers times the matrix.</summary>
    public void Row(ReadOnlySpan<double> row, Span<double> lower, Span<double> upper)
    {
        if (!MidpointRadius.RowTimesIntervals(row, [], mid, radius, n, lower, upper))
        {
            Slowly(row, row, lower, upper);
        }
    }

    /// <summary>One row of intervals times the matrix.</summary>
    public void Row(ReadOnlySpan<double> rowLower, ReadOnlySpan<double> rowUpper, Span<double> lower, Span<double> upper)
    {
        for (int p = 0; p < k; p++)
        {
            MidpointRadius.Split(rowLower[p], rowUpper[p], slack, out factor[p], out factorRadius[p]);
        }

        if (!MidpointRadius.RowTimesIntervals(factor, factorRadius, mid, radius, n, lower, upper))
        {
            Slowly(rowLower, rowUpper, lower, upper);
        }
    }

    /// <summary>By single intervals, where bounds are infinite.</summary>
    private void Slowly(ReadOnlySpan<double> rowLower, ReadOnlySpan<double> rowUpper, Span<double> lower, Span<double> upper)
    {
        for (int j = 0; j < n; j++)
        {
            Interval sum = Interval.Zero;
            for (int p = 0; p < k; p++)
            {
                sum += Interval.Trusted(rowLower[p], rowUpper[p]) * source![p, j];
            }

            (lower[j], upper[j]) = sum;
        }

        lower[n..].Clear();
        upper[n..].Clear();
    }
}
