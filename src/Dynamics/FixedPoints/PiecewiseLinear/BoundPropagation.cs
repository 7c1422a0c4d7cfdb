using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>Bounds of variables from bounds of others along the equations, rounded outwards by an error bound on each sum.</summary>
internal sealed class BoundPropagation(FixedPointEquations equations, MultiplierProof proof)
{
    /// <summary>A bound moves only when this share of the interval goes.</summary>
    private const double Worthwhile = 0.02;

    private readonly double gamma = 1.01 * (equations.Structural + 8) * RoundingBound.Unit;

    /// <summary>Passes through all equations.</summary>
    /// <returns>False when the region is proved empty.</returns>
    public bool Run(SearchRegion region, int passes)
    {
        for (int pass = 0; pass < passes; pass++)
        {
            bool narrowed = false;
            if (!Forward(region) || !Backward(region, ref narrowed))
            {
                return false;
            }

            if (!narrowed)
            {
                break;
            }
        }

        return Forward(region);
    }

    /// <summary>Bounds of a unit's output and of its logical variables from those of its input.</summary>
    /// <returns>False when the region is proved empty.</returns>
    public static bool Refresh(PiecewiseUnit unit, SearchRegion region)
    {
        (double l, double u) = (region.Lower[unit.Input], region.Upper[unit.Input]);
        if (!(l <= u))
        {
            return false;
        }

        Interval output = unit.Graph.Range(l, u, 0);
        if (!region.Narrow(unit.Output, output.Lower, output.Upper))
        {
            return false;
        }

        for (int row = unit.FirstRow; row < unit.FirstRow + unit.FixedRows + unit.ChordRows; row++)
        {
            Interval range = unit.Graph.Range(l, u, region.Factors[row]);
            region.Lower[row] = range.Lower;
            region.Upper[row] = range.Upper;
        }

        return true;
    }

    private bool Forward(SearchRegion region)
    {
        int input = 0;
        foreach (PiecewiseUnit unit in equations.Units)
        {
            if (input < equations.Inputs.Count && equations.Inputs[input].Variable == unit.Input)
            {
                Interval range = Activity(proof.Inputs, input, region, out _);
                if (!region.Narrow(unit.Input, range.Lower, range.Upper))
                {
                    return false;
                }

                input++;
            }

            if (!Refresh(unit, region))
            {
                return false;
            }
        }

        return true;
    }

    private bool Backward(SearchRegion region, ref bool narrowed)
    {
        for (int i = 0; i < equations.Dimension; i++)
        {
            if (!Solve(proof.Residuals, i, 0, 0, region, ref narrowed))
            {
                return false;
            }
        }

        for (int k = 0; k < equations.Inputs.Count; k++)
        {
            int z = equations.Inputs[k].Variable;
            if (!Solve(proof.Inputs, k, region.Lower[z], region.Upper[z], region, ref narrowed))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Narrows each variable of least ≤ row·v ≤ most by the range of the others.</summary>
    private bool Solve(EnclosedRows rows, int i, double least, double most, SearchRegion region, ref bool narrowed)
    {
        Interval range = Activity(rows, i, region, out double error);
        if (range.Lower > most || range.Upper < least)
        {
            return false;
        }

        if (!rows.Radius(i).IsEmpty)
        {
            return true;
        }

        ReadOnlySpan<double> row = rows.Row(i);
        double slop = (4 * error) + (8 * RoundingBound.Unit * (Math.Abs(least) + Math.Abs(most))) + 1e-300;
        for (int v = 1; v < equations.Structural; v++)
        {
            double a = row[v];
            (double l, double u) = (region.Lower[v], region.Upper[v]);
            double width = u - l;
            if (Math.Abs(a) < 1e-100 || !(width > 0))
            {
                continue;
            }

            // a·v ≤ most − (least of the rest), a·v ≥ least − (most of the rest).
            double high = most - range.Lower + Math.Min(a * l, a * u) + slop;
            double low = least - range.Upper + Math.Max(a * l, a * u) - slop;
            (double from, double to) = a > 0 ? (low / a, high / a) : (high / a, low / a);
            from -= 4 * RoundingBound.Unit * Math.Abs(from);
            to += 4 * RoundingBound.Unit * Math.Abs(to);
            if (from > u || to < l)
            {
                return false;
            }

            if (from > l + (Worthwhile * width) || to < u - (Worthwhile * width))
            {
                narrowed = true;
                region.Narrow(v, from, to);
            }
        }

        return true;
    }

    private Interval Activity(EnclosedRows rows, int i, SearchRegion region, out double error)
    {
        ReadOnlySpan<double> row = rows.Row(i);
        ReadOnlySpan<double> radius = rows.Radius(i);
        double low = 0;
        double high = 0;
        double size = 0;
        double slack = 0;
        for (int v = 0; v < equations.Structural; v++)
        {
            double a = row[v];
            double r = radius.IsEmpty ? 0 : radius[v];
            if (a == 0 && r == 0)
            {
                continue;
            }

            (double x, double y) = (a * region.Lower[v], a * region.Upper[v]);
            double largest = Math.Max(Math.Abs(region.Lower[v]), Math.Abs(region.Upper[v]));
            low += Math.Min(x, y);
            high += Math.Max(x, y);
            size += Math.Abs(a) * largest;
            slack += r * largest;
        }

        // A sum of one exact term is exact: bounds that are breakpoints stay so.
        error = (1.0001 * ((gamma * size) + slack)) + 1e-300;
        (low, high) = (low - error, high + error);
        return low <= high && double.IsFinite(low) && double.IsFinite(high) ? new Interval(low, high) : Interval.Entire;
    }
}
