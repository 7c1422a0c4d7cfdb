using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearPrograms;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>
/// Turns what the simplex proposes into proofs. Every logical variable is a linear function of others; any multipliers of these definitions, summed, give a
/// linear identity Σ G_u u = 0 that holds at every point. Its coefficients are enclosed here from the multipliers and the exact definitions, by an error bound on the
/// floating-point sums, and then its range over the bounds of the region: if that misses 0, the region is empty; and solved for one variable it bounds that variable.
/// The simplex's own numbers only choose the multipliers.
/// </summary>
internal sealed class MultiplierProof
{
    private readonly FixedPointEquations equations;
    private readonly EnclosedRows inputs;
    private readonly EnclosedRows residuals;
    private readonly double[] total;
    private readonly double[] size;
    private readonly double[] slack;
    private readonly double gamma;

    public MultiplierProof(FixedPointEquations equations)
    {
        this.equations = equations;
        inputs = new EnclosedRows([.. equations.Inputs.Select(input => input.Form)], equations.Structural);
        residuals = new EnclosedRows(equations.Residuals, equations.Structural);
        int length = Math.Max(equations.Variables, inputs.Width);
        total = new double[length];
        size = new double[length];
        slack = new double[length];

        // Each coefficient is a sum of at most one term a definition and two more, each product and each partial sum rounded once (fewer with fused operations).
        gamma = 1.01 * (equations.Variables + 8) * RoundingBound.Unit;
    }

    /// <summary>Definitions of inputs, row i for the i-th of <see cref="FixedPointEquations.Inputs"/>.</summary>
    public EnclosedRows Inputs => inputs;

    /// <summary>Definitions of residuals.</summary>
    public EnclosedRows Residuals => residuals;

    /// <summary>Whether the identity that the coefficients propose proves that no point lies within the bounds.</summary>
    /// <param name="coefficients">Of all variables; those of the logical ones choose the multipliers.</param>
    /// <param name="region">The bounds and the factors.</param>
    public bool Refutes(ReadOnlySpan<double> coefficients, SearchRegion region)
    {
        Interval range = Range(coefficients, region, -1);
        return range.Lower > 0 || range.Upper < 0;
    }

    /// <summary>Bounds on one variable from an identity in which its coefficient is about 1.</summary>
    public Interval Bounds(ReadOnlySpan<double> coefficients, SearchRegion region, int variable)
    {
        Interval rest = Range(coefficients, region, variable);
        return -rest;
    }

    private Interval Range(ReadOnlySpan<double> coefficients, SearchRegion region, int solved)
    {
        Sum(coefficients, region.Factors);
        if (solved >= 0)
        {
            total[solved] -= 1;
            size[solved] += 1;
        }

        double low = 0;
        double high = 0;
        double error = 0;
        double magnitude = 0;
        for (int v = 0; v < equations.Variables; v++)
        {
            if (size[v] == 0)
            {
                continue;
            }

            double g = total[v];
            (double l, double u) = (region.Lower[v], region.Upper[v]);
            double largest = Math.Max(Math.Abs(l), Math.Abs(u));
            (double a, double b) = (g * l, g * u);
            low += Math.Min(a, b);
            high += Math.Max(a, b);
            magnitude += Math.Abs(g) * largest;
            error += ((gamma * size[v]) + slack[v]) * largest;
        }

        // The sums of bounds are themselves rounded: at most one rounding a product and one an addition; 1e−300 stands for underflow.
        error = (1.0001 * (error + (gamma * magnitude))) + 1e-300;
        (low, high) = (low - error, high + error);
        return low <= high && double.IsFinite(low) && double.IsFinite(high) ? new Interval(low, high) : Interval.Entire;
    }

    private void Sum(ReadOnlySpan<double> coefficients, double[] factors)
    {
        total.AsSpan().Clear();
        size.AsSpan().Clear();
        slack.AsSpan().Clear();
        foreach (PiecewiseUnit unit in equations.Units)
        {
            for (int row = unit.FirstRow; row < unit.FirstRow + unit.FixedRows + unit.ChordRows; row++)
            {
                double y = coefficients[row];
                if (y != 0)
                {
                    // y·(r − h + factor·z) = 0.
                    Add(row, y);
                    Add(unit.Output, -y);
                    Add(unit.Input, y * factors[row]);
                }
            }
        }

        // Last inputs first: one input's definition holds structural variables only, so the order is free.
        for (int k = 0; k < inputs.Count; k++)
        {
            int z = equations.Inputs[k].Variable;
            double y = coefficients[z] - total[z];
            if (y != 0)
            {
                Add(z, y);
                AddRow(inputs, k, -y);
            }
        }

        for (int i = 0; i < residuals.Count; i++)
        {
            double y = coefficients[equations.FirstResidual + i];
            if (y != 0)
            {
                Add(equations.FirstResidual + i, y);
                AddRow(residuals, i, -y);
            }
        }
    }

    private void Add(int variable, double coefficient)
    {
        total[variable] += coefficient;
        size[variable] += Math.Abs(coefficient);
    }

    private void AddRow(EnclosedRows rows, int i, double y)
    {
        ReadOnlySpan<double> row = rows.Row(i);
        RowArithmetic.AddMultiple(row, y, total.AsSpan(0, row.Length));
        RowArithmetic.AddAbsoluteMultiple(row, Math.Abs(y), size.AsSpan(0, row.Length));
        ReadOnlySpan<double> radius = rows.Radius(i);
        if (!radius.IsEmpty)
        {
            RowArithmetic.AddMultiple(radius, 1.0001 * Math.Abs(y), slack.AsSpan(0, radius.Length));
        }
    }
}
