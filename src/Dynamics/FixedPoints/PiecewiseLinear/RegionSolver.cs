using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearPrograms;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>What one worker does with a region: narrow it, refute it, or name the unit to divide it by. Holds a dictionary of its own.</summary>
internal sealed class RegionSolver
{
    private const int RenewAfter = 400;
    private const int MostPivots = 2000;
    private const int MostContractions = 20;

    /// <summary>Up to this dimension x is halved as well; above it only units are divided.</summary>
    private const int MostBisected = 5;

    /// <summary>From this number of undecided units downward linear programs are worth their cost in low dimension.</summary>
    private const int FewUnits = 6;

    /// <summary>How many units get linear programs for the bounds of their inputs, those farthest from their graphs first. Measured: 4 to 10 need the fewest pivots.</summary>
    private const int MostTightened = 4;

    /// <summary>Boxes narrower than this share of their distance from 0 are not halved.</summary>
    private const double SmallestWidth = 1e-10;

    private readonly FixedPointEquations equations;
    private readonly MultiplierProof proof;
    private readonly BoundPropagation propagation;
    private readonly AffineEnclosure enclosure;
    private readonly BoundedDualSimplex simplex;
    private readonly double[] coefficients;
    private readonly double[] costs;
    private SearchRegion? loaded;

    public RegionSolver(FixedPointEquations equations)
    {
        this.equations = equations;
        proof = new MultiplierProof(equations);
        propagation = new BoundPropagation(equations, proof);
        enclosure = new AffineEnclosure(equations);
        simplex = new BoundedDualSimplex(equations.Structural, equations.Variables - equations.Structural);
        coefficients = new double[equations.Variables];
        costs = new double[equations.Variables];
    }

    /// <summary>Pivots so far.</summary>
    public long Pivots { get; private set; }

    /// <summary>How often the simplex said infeasible and the proof did not follow.</summary>
    public long Unproved { get; private set; }

    /// <summary>Where f takes a box, unit by unit, by interval arithmetic, fixed or not.</summary>
    /// <param name="box">Bounds of x.</param>
    public SearchRegion? Range(Box box)
    {
        SearchRegion region = new(new double[equations.Variables], new double[equations.Variables], new double[equations.Variables]);
        region.Lower.AsSpan().Fill(double.NegativeInfinity);
        region.Upper.AsSpan().Fill(double.PositiveInfinity);
        region.Lower[0] = region.Upper[0] = 1;
        box.Lower.CopyTo(region.Lower, 1);
        box.Upper.CopyTo(region.Upper, 1);
        region.Lower.AsSpan(equations.FirstResidual).Clear();
        region.Upper.AsSpan(equations.FirstResidual).Clear();
        foreach (PiecewiseUnit unit in equations.Units)
        {
            unit.Graph.Slopes.CopyTo(region.Factors, unit.FirstRow);
        }

        return propagation.Run(region, 0) ? region : null;
    }

    /// <summary>Narrows a region and looks for a proof that it holds no fixed point; if there is none, says how to divide it.</summary>
    /// <param name="region">Changed in place.</param>
    /// <returns>Null when the region is proved empty; a division without variable when every unit has one piece.</returns>
    public Division? Examine(SearchRegion region)
    {
        double narrowed = 0;
        for (int pass = 0; pass == 0 || (narrowed > 0.25 && pass < MostContractions); pass++)
        {
            if (!enclosure.Run(region, out narrowed) || !propagation.Run(region, pass == 0 ? 1 : 0))
            {
                return null;
            }
        }

        int undecided = equations.Units.Count(unit => !region.IsDecided(unit));
        if (undecided == 0)
        {
            return default(Division);
        }

        if (equations.Dimension <= MostBisected && undecided > FewUnits && Bisection(region) is { } halves)
        {
            return halves;
        }

        Load(region);
        MoveChords(region);
        SimplexStatus status = Optimise(region, () => simplex.SetObjective(Costs(region)));
        return status == SimplexStatus.Infeasible || (status == SimplexStatus.Optimal && !Tighten(region)) ? null : ByUnit(region);
    }

    /// <summary>The middle of the longest axis of x; null when the box is too small to be worth halving.</summary>
    private Division? Bisection(SearchRegion region)
    {
        int axis = 0;
        double longest = 0;
        double size = 0;
        for (int i = 1; i <= equations.Dimension; i++)
        {
            double width = region.Upper[i] - region.Lower[i];
            size = Math.Max(size, Math.Max(Math.Abs(region.Lower[i]), Math.Abs(region.Upper[i])));
            if (width > longest)
            {
                (axis, longest) = (i, width);
            }
        }

        return longest > SmallestWidth * size ? new Division(axis, (region.Lower[axis] / 2) + (region.Upper[axis] / 2)) : null;
    }

    /// <summary>The undecided unit whose output lies farthest from its graph at the simplex's vertex, at the breakpoint nearest to that.</summary>
    private Division ByUnit(SearchRegion region)
    {
        PiecewiseUnit? chosen = null;
        double most = -1;
        foreach (PiecewiseUnit unit in equations.Units)
        {
            if (!region.IsDecided(unit) && Gap(unit) > most)
            {
                (chosen, most) = (unit, Gap(unit));
            }
        }

        if (chosen is null)
        {
            return default;
        }

        (int first, int last) = region.Pieces(chosen);
        double z = simplex.Values[chosen.Input];
        return new Division(chosen.Input, Enumerable.Range(first, last - first).Select(chosen.Graph.Break).MinBy(t => Math.Abs(t - z)));
    }

    private double Gap(PiecewiseUnit unit) => Math.Abs(simplex.Values[unit.Output] - unit.Graph.Value(simplex.Values[unit.Input]));

    /// <summary>A copy of a region for later or for another worker, with the dictionary where one was used.</summary>
    public SearchRegion Copy(SearchRegion region)
    {
        SearchRegion copy = region.Copy();
        copy.Basis = ReferenceEquals(loaded, region) ? simplex.Save() : region.Basis;
        return copy;
    }

    private void Load(SearchRegion region)
    {
        if (!ReferenceEquals(loaded, region))
        {
            if (region.Basis is null)
            {
                simplex.Begin((i, row) => Definition(i, row, region.Factors));
            }
            else
            {
                simplex.Restore(region.Basis);
                region.Basis = null;
            }

            loaded = region;
        }

        simplex.SetBounds(region.Lower, region.Upper);
    }

    private SimplexStatus Optimise(SearchRegion region, Action objective)
    {
        for (int attempt = 0; ; attempt++)
        {
            if (simplex.Pivots > RenewAfter || attempt > 0)
            {
                simplex.Renew((i, row) => Definition(i, row, region.Factors));
            }

            objective();
            int before = simplex.Pivots;
            SimplexStatus status = simplex.Run(MostPivots);
            Pivots += simplex.Pivots - before;
            if (status != SimplexStatus.Infeasible)
            {
                return status;
            }

            simplex.Combination(simplex.InfeasibleVariable, coefficients);
            coefficients[simplex.InfeasibleVariable] -= 1;
            if (proof.Refutes(coefficients, region))
            {
                return SimplexStatus.Infeasible;
            }

            if (attempt > 0)
            {
                Unproved++;
                return SimplexStatus.Stalled;
            }
        }
    }

    private bool Tighten(SearchRegion region)
    {
        PiecewiseUnit[] widest = [.. equations.Units.Where(unit => !region.IsDecided(unit)).OrderByDescending(Gap).Take(MostTightened)];
        foreach (PiecewiseUnit unit in widest)
        {
            for (int sign = -1; sign <= 1; sign += 2)
            {
                if (region.IsDecided(unit))
                {
                    break;
                }

                SimplexStatus status = Optimise(region, () => simplex.SetObjective(unit.Input, sign));
                if (status == SimplexStatus.Infeasible)
                {
                    return false;
                }

                simplex.Objective(coefficients);
                for (int v = 0; v < coefficients.Length; v++)
                {
                    coefficients[v] *= -sign;
                }

                coefficients[unit.Input] += 1;
                if (coefficients[unit.Input] == 0)
                {
                    continue;
                }

                Interval bounds = proof.Bounds(coefficients, region, unit.Input);
                if (double.IsFinite(bounds.Lower) && double.IsFinite(bounds.Upper)
                    && (!region.Narrow(unit.Input, bounds.Lower, bounds.Upper) || !BoundPropagation.Refresh(unit, region)))
                {
                    return false;
                }
            }

            MoveChords(region, unit);
        }

        return Optimise(region, () => simplex.SetObjective(Costs(region))) != SimplexStatus.Infeasible;
    }

    private void MoveChords(SearchRegion region)
    {
        foreach (PiecewiseUnit unit in equations.Units)
        {
            MoveChords(region, unit);
        }
    }

    private void MoveChords(SearchRegion region, PiecewiseUnit unit)
    {
        if (region.IsDecided(unit))
        {
            return;
        }

        (double l, double u) = (region.Lower[unit.Input], region.Upper[unit.Input]);
        (double above, double below) = unit.Graph.Chords(l, u);
        int row = unit.FirstRow + unit.FixedRows;
        for (int k = 0; k < unit.ChordRows; k++, row++)
        {
            double factor = (k == 0 && !double.IsNaN(above)) || double.IsNaN(below) ? above : below;
            if (double.IsFinite(factor) && Math.Abs(factor - region.Factors[row]) > 1e-3 && simplex.Redefine(row, unit.Output, factor, unit.Input))
            {
                region.Factors[row] = factor;
                Interval range = unit.Graph.Range(l, u, factor);
                (region.Lower[row], region.Upper[row]) = (range.Lower, range.Upper);
            }
        }
    }

    /// <summary>The objective that pulls the outputs towards their graphs: towards the lower hull where the graph is convex, the upper where it is concave.</summary>
    private double[] Costs(SearchRegion region)
    {
        Array.Clear(costs);
        foreach (PiecewiseUnit unit in equations.Units)
        {
            if (region.IsDecided(unit))
            {
                continue;
            }

            (double l, double u) = (region.Lower[unit.Input], region.Upper[unit.Input]);
            (double above, double below) = unit.Graph.Chords(l, u);
            double sign = double.IsNaN(below) ? 1 : double.IsNaN(above) ? -1 : 0;
            double weight = sign * (1 + (1e-3 * ((unit.Place * 0.6180339887498949) % 1)));
            costs[unit.Output] += weight;
            costs[unit.Input] -= weight * (double.IsNaN(above) ? below : above);
        }

        return costs;
    }

    private void Definition(int logical, Span<double> row, double[] factors)
    {
        int variable = equations.Structural + logical;
        if (variable >= equations.FirstResidual)
        {
            proof.Residuals.Row(variable - equations.FirstResidual)[..row.Length].CopyTo(row);
            return;
        }

        int input = InputOf(variable);
        if (input >= 0)
        {
            proof.Inputs.Row(input)[..row.Length].CopyTo(row);
            return;
        }

        PiecewiseUnit unit = UnitOf(variable);
        int source = InputOf(unit.Input);
        if (source >= 0)
        {
            ReadOnlySpan<double> from = proof.Inputs.Row(source);
            for (int v = 0; v < row.Length; v++)
            {
                row[v] = -factors[variable] * from[v];
            }
        }
        else
        {
            row[unit.Input] -= factors[variable];
        }

        row[unit.Output] += 1;
    }

    private int InputOf(int variable) => equations.InputRow[variable];

    private PiecewiseUnit UnitOf(int variable) => equations.Units[equations.UnitOfRow[variable]];
}
