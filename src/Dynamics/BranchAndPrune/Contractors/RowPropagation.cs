using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Contractors;

/// <summary>
/// Solves each row of 0 ∈ F(c) + J (x − c) for each of its unknowns in turn, without preconditioning: on wide boxes, where the middle of J says
/// little, a row with a derivative of one sign still cuts. O(n²) interval operations a pass.
/// </summary>
internal sealed class RowPropagation(int n)
{
    private readonly Interval[] terms = new Interval[n];
    private readonly Interval[] before = new Interval[n + 1];

    /// <summary>Narrows the box.</summary>
    /// <param name="axes">The box.</param>
    /// <param name="centre">c.</param>
    /// <param name="values">F(c), n enclosures.</param>
    /// <param name="matrix">J, n × n enclosures.</param>
    public Outcome Contract(Span<Interval> axes, ReadOnlySpan<double> centre, ReadOnlySpan<Interval> values, ReadOnlySpan<Interval> matrix)
    {
        Outcome outcome = Outcome.Unchanged;
        for (int i = 0; i < n; i++)
        {
            switch (Row(axes, centre, values[i], matrix.Slice(i * n, n)))
            {
                case Outcome.Empty:
                    return Outcome.Empty;
                case Outcome.Narrowed:
                    outcome = Outcome.Narrowed;
                    break;
            }
        }

        return outcome;
    }

    private Outcome Row(Span<Interval> axes, ReadOnlySpan<double> centre, Interval value, ReadOnlySpan<Interval> row)
    {
        Outcome outcome = Outcome.Unchanged;
        before[0] = value;
        for (int j = 0; j < n; j++)
        {
            terms[j] = row[j] * (axes[j] - centre[j]);
            before[j + 1] = before[j] + terms[j];
        }

        if (before[n].Lower > 0 || before[n].Upper < 0)
        {
            return Outcome.Empty;
        }

        Interval after = Interval.Zero;
        for (int j = n - 1; j >= 0; j--)
        {
            // row_j (x_j − c_j) ∈ −(value + the other terms).
            Interval others = before[j] + after;
            (Interval first, Interval second) = Interval.Quotients(-others, row[j]);
            first = axes[j].Intersect(first + centre[j]);
            second = second.IsEmpty ? second : axes[j].Intersect(second + centre[j]);
            Interval hull = first.IsEmpty ? second : second.IsEmpty ? first : first.Hull(second);
            if (hull.IsEmpty)
            {
                return Outcome.Empty;
            }

            after += terms[j];
            outcome = Narrowing.Intersect(ref axes[j], hull.Lower, hull.Upper) == Outcome.Narrowed ? Outcome.Narrowed : outcome;
        }

        return outcome;
    }
}
