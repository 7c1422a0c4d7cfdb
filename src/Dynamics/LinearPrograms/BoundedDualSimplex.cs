namespace TorchDynInspect.Dynamics.LinearPrograms;

/// <summary>
/// The dual simplex method on a dense dictionary, for minimise c·v subject to lower ≤ v ≤ upper, every variable bounded on both sides. Variables 0 … n − 1 are
/// structural; n … n + m − 1 are logical, each a linear function of the structural ones. Because all variables are bounded, any basis is made dual feasible by
/// putting the nonbasic variables at the bound that their reduced cost asks for: there is no first phase, a run starts from any earlier basis and any objective, and
/// bounds and rows may change between runs. The ratio test takes long steps (it flips variables from bound to bound while the leaving one stays infeasible), the leaving
/// variable is chosen by steepest edge. A pivot costs m·n.
/// </summary>
/// <remarks>The result is a proposal: callers turn <see cref="Combination"/> into multipliers and prove what they need with directed rounding.</remarks>
internal sealed class BoundedDualSimplex
{
    private const double Tolerance = 1e-9;
    private const double SmallestPivot = 1e-7;
    private const double RatioSlack = 1e-9;
    private const double Negligible = 1e-15;
    private readonly int m;
    private readonly int n;
    private readonly int stride;
    private readonly double[] table;
    private readonly int[] basic;
    private readonly int[] nonbasic;
    private readonly int[] place;
    private readonly double[] value;
    private readonly double[] reduced;
    private readonly double[] scratch;
    private readonly List<int> candidates = [];
    private readonly double[] ratios;
    private double[] lower = [];
    private double[] upper = [];

    /// <summary>Creates a program whose logical variables are all 0; give them rows with <see cref="Begin"/>.</summary>
    /// <param name="structural">n.</param>
    /// <param name="logical">m.</param>
    public BoundedDualSimplex(int structural, int logical)
    {
        (n, m) = (structural, logical);
        stride = (n + 7) & ~7;
        table = new double[m * stride];
        basic = new int[m];
        nonbasic = new int[n];
        place = new int[n + m];
        value = new double[n + m];
        reduced = new double[stride];
        scratch = new double[stride];
        ratios = new double[n];
    }

    /// <summary>Number of pivots since <see cref="Begin"/>; rounding errors grow with it.</summary>
    public int Pivots { get; private set; }

    /// <summary>After <see cref="SimplexStatus.Infeasible"/>: the variable whose row proposes the proof.</summary>
    public int InfeasibleVariable { get; private set; }

    /// <summary>The present value of every variable.</summary>
    public ReadOnlySpan<double> Values => value;

    /// <summary>Starts over from the basis of the logical variables.</summary>
    /// <param name="row">Fills the n coefficients of logical variable n + i.</param>
    public void Begin(Action<int, Span<double>> row)
    {
        for (int j = 0; j < n; j++)
        {
            nonbasic[j] = j;
            place[j] = ~j;
        }

        Array.Clear(table);
        Array.Clear(reduced);
        for (int i = 0; i < m; i++)
        {
            basic[i] = n + i;
            place[n + i] = i;
            row(i, Row(i)[..n]);
        }

        Pivots = 0;
    }

    /// <summary>Starts over from rows, then brings the present basis back as far as the pivots allow.</summary>
    /// <param name="row">As for <see cref="Begin"/>.</param>
    public void Renew(Action<int, Span<double>> row)
    {
        bool[] wasBasic = new bool[n + m];
        foreach (int variable in basic)
        {
            wasBasic[variable] = true;
        }

        Begin(row);
        for (int j = 0; j < n; j++)
        {
            int variable = nonbasic[j];
            if (!wasBasic[variable])
            {
                continue;
            }

            int best = -1;
            double size = 1e-7;
            for (int i = 0; i < m; i++)
            {
                double entry = Math.Abs(table[(i * stride) + j]);
                if (!wasBasic[basic[i]] && entry > size)
                {
                    (best, size) = (i, entry);
                }
            }

            if (best >= 0)
            {
                Pivot(best, j);
            }
        }

        Pivots = 0;
    }

    /// <summary>The bounds of all n + m variables; kept by reference.</summary>
    public void SetBounds(double[] lower, double[] upper) => (this.lower, this.upper) = (lower, upper);

    /// <summary>Sets the objective, to be minimised, from the costs of all n + m variables.</summary>
    public void SetObjective(ReadOnlySpan<double> costs)
    {
        Array.Clear(reduced);
        for (int variable = 0; variable < costs.Length; variable++)
        {
            if (costs[variable] != 0)
            {
                AddExpression(variable, costs[variable], reduced);
            }
        }
    }

    /// <summary>Sets the objective ±(one variable), to be minimised.</summary>
    public void SetObjective(int variable, double sign)
    {
        Array.Clear(reduced);
        AddExpression(variable, sign, reduced);
    }

    /// <summary>Makes a logical variable mean v_first − factor·v_second from now on.</summary>
    /// <returns>False when it could not be done, because the variable is nonbasic and the new meaning does not involve the old one: nothing is changed then.</returns>
    public bool Redefine(int logical, int first, double factor, int second)
    {
        Array.Clear(scratch);
        AddExpression(first, 1, scratch);
        AddExpression(second, -factor, scratch);
        if (place[logical] >= 0)
        {
            scratch.CopyTo(Row(place[logical]));
            return true;
        }

        int q = ~place[logical];
        double share = scratch[q];
        if (Math.Abs(share) < 1e-6)
        {
            return false;
        }

        // new = share·old + rest, so old = (new − rest)/share is put in place of old everywhere.
        scratch[q] = 0;
        RowArithmetic.Scale(scratch, -1 / share);
        scratch[q] = 1 / share;
        for (int i = 0; i < m; i++)
        {
            Substitute(Row(i), q, scratch);
        }

        Substitute(reduced, q, scratch);
        return true;
    }

    /// <summary>Runs from the present basis.</summary>
    /// <param name="mostPivots">Gives up after these.</param>
    public SimplexStatus Run(int mostPivots)
    {
        PutAtBounds();
        for (int pivots = 0; ; pivots++)
        {
            int leaving = Leaving();
            if (leaving < 0)
            {
                return SimplexStatus.Optimal;
            }

            if (pivots >= mostPivots)
            {
                return SimplexStatus.Stalled;
            }

            int variable = basic[leaving];
            bool rises = value[variable] < lower[variable];
            double target = rises ? lower[variable] : upper[variable];
            double missing = Math.Abs(target - value[variable]);
            int entering = Entering(leaving, rises, missing, out bool exhausted);
            if (entering < 0)
            {
                InfeasibleVariable = variable;
                return exhausted ? SimplexStatus.Infeasible : SimplexStatus.Stalled;
            }

            double step = (target - value[variable]) / table[(leaving * stride) + entering];
            Shift(entering, step);
            value[variable] = target;
            Pivot(leaving, entering);
        }
    }

    /// <summary>The present expression of a variable as coefficients over all n + m variables: v = Σ g_u u over the nonbasic u.</summary>
    public void Combination(int variable, Span<double> coefficients)
    {
        coefficients.Clear();
        if (place[variable] < 0)
        {
            coefficients[variable] = 1;
            return;
        }

        ReadOnlySpan<double> row = Row(place[variable]);
        for (int j = 0; j < n; j++)
        {
            coefficients[nonbasic[j]] = row[j];
        }
    }

    /// <summary>The present objective as coefficients over all n + m variables.</summary>
    public void Objective(Span<double> coefficients)
    {
        coefficients.Clear();
        for (int j = 0; j < n; j++)
        {
            coefficients[nonbasic[j]] = reduced[j];
        }
    }

    /// <summary>Copies the dictionary out.</summary>
    public SimplexBasis Save() => new([.. table], [.. basic], [.. nonbasic], [.. reduced], Pivots);

    /// <summary>Copies a dictionary back in.</summary>
    public void Restore(SimplexBasis saved)
    {
        saved.Table.CopyTo(table, 0);
        saved.Basic.CopyTo(basic, 0);
        saved.Nonbasic.CopyTo(nonbasic, 0);
        saved.Reduced.CopyTo(reduced, 0);
        Pivots = saved.Pivots;
        for (int i = 0; i < m; i++)
        {
            place[basic[i]] = i;
        }

        for (int j = 0; j < n; j++)
        {
            place[nonbasic[j]] = ~j;
        }
    }

    private Span<double> Row(int i) => table.AsSpan(i * stride, stride);

    private void AddExpression(int variable, double factor, Span<double> sum)
    {
        if (place[variable] < 0)
        {
            sum[~place[variable]] += factor;
        }
        else
        {
            RowArithmetic.AddMultiple(Row(place[variable]), factor, sum);
        }
    }

    /// <summary>Nonbasic variables to the bounds their reduced costs ask for, basic ones to what follows.</summary>
    private void PutAtBounds()
    {
        scratch.AsSpan().Clear();
        for (int j = 0; j < n; j++)
        {
            int variable = nonbasic[j];
            double at = reduced[j] >= 0 ? lower[variable] : upper[variable];
            value[variable] = at;
            scratch[j] = at;
        }

        for (int i = 0; i < m; i++)
        {
            value[basic[i]] = RowArithmetic.Dot(Row(i), scratch);
        }
    }

    private int Leaving()
    {
        int best = -1;
        double most = 0;
        for (int i = 0; i < m; i++)
        {
            int variable = basic[i];
            double v = value[variable];
            double violation = Math.Max(lower[variable] - v, v - upper[variable]);
            if (violation > Tolerance * (1 + Math.Abs(v)))
            {
                double score = violation * violation / (1 + RowArithmetic.Dot(Row(i), Row(i)));
                if (score > most)
                {
                    (best, most) = (i, score);
                }
            }
        }

        return best;
    }

    /// <summary>The long-step ratio test; flips what it passes.</summary>
    private int Entering(int leaving, bool rises, double missing, out bool exhausted)
    {
        ReadOnlySpan<double> row = Row(leaving);
        candidates.Clear();
        double reach = 0;
        for (int j = 0; j < n; j++)
        {
            double entry = rises ? row[j] : -row[j];
            int variable = nonbasic[j];
            double range = upper[variable] - lower[variable];
            if (range <= 0 || Math.Abs(entry) <= Negligible)
            {
                continue;
            }

            bool atLower = value[variable] <= lower[variable];
            if (entry > 0 == atLower)
            {
                candidates.Add(j);
                ratios[j] = Math.Abs(reduced[j] / entry);
                reach += Math.Abs(entry) * range;
            }
        }

        exhausted = reach < missing;
        if (exhausted)
        {
            return -1;
        }

        double left = missing;
        while (candidates.Count > 0)
        {
            // The next breakpoint of the dual objective; among nearly equal ones the largest pivot (Harris 1973).
            double least = double.PositiveInfinity;
            foreach (int j in candidates)
            {
                least = Math.Min(least, ratios[j] + (RatioSlack / Math.Abs(row[j])));
            }

            int best = -1;
            int at = -1;
            for (int c = 0; c < candidates.Count; c++)
            {
                int j = candidates[c];
                if (ratios[j] <= least && (best < 0 || Math.Abs(row[j]) > Math.Abs(row[best])))
                {
                    (best, at) = (j, c);
                }
            }

            int chosen = nonbasic[best];
            double range = upper[chosen] - lower[chosen];
            double gain = Math.Abs(row[best]) * range;
            candidates.RemoveAt(at);
            if (gain < left || Math.Abs(row[best]) < SmallestPivot)
            {
                left -= gain;
                bool rising = value[chosen] <= lower[chosen];
                Shift(best, rising ? range : -range);
                value[chosen] = rising ? upper[chosen] : lower[chosen];
                continue;
            }

            return best;
        }

        return -1;
    }

    /// <summary>Moves a nonbasic variable and all basic ones with it.</summary>
    private void Shift(int column, double step)
    {
        value[nonbasic[column]] += step;
        for (int i = 0, at = column; i < m; i++, at += stride)
        {
            value[basic[i]] += table[at] * step;
        }
    }

    private void Pivot(int leaving, int entering)
    {
        Span<double> row = Row(leaving);
        double pivot = row[entering];

        // x_leaving = pivot·x_entering + rest, so x_entering = (x_leaving − rest)/pivot.
        row[entering] = 0;
        RowArithmetic.Scale(row, -1 / pivot);
        row[entering] = 1 / pivot;
        for (int i = 0; i < m; i++)
        {
            if (i != leaving)
            {
                Substitute(Row(i), entering, row);
            }
        }

        Substitute(reduced, entering, row);
        (basic[leaving], nonbasic[entering]) = (nonbasic[entering], basic[leaving]);
        place[basic[leaving]] = leaving;
        place[nonbasic[entering]] = ~entering;
        Pivots++;
    }

    /// <summary>row := row with the variable of a column replaced by an expression that holds its own share in that column.</summary>
    private static void Substitute(Span<double> row, int column, ReadOnlySpan<double> expression)
    {
        double factor = row[column];
        if (Math.Abs(factor) <= Negligible)
        {
            row[column] = factor * expression[column];
            return;
        }

        row[column] = 0;
        RowArithmetic.AddMultiple(expression, factor, row);
    }
}
