using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Tests.Cells.BruteForce;

/// <summary>A cell that the brute force found.</summary>
/// <param name="Constraints">Its halfspaces as rows (a, b): a·x ≤ b.</param>
/// <param name="Inside">A point strictly inside.</param>
internal sealed record FoundCell(List<Rational[]> Constraints, Rational[] Inside)
{
    /// <summary>Half the side of the largest cube in the cell: max t with a·x + ‖a‖₁ t ≤ b.</summary>
    public double Thickness()
    {
        int d = Inside.Length;
        List<Rational[]> rows = [.. Constraints.Select(row => (Rational[])
            [.. row.Take(d), row.Take(d).Aggregate(Rational.Zero, (sum, a) => sum + Rational.Abs(a)), row[d] - Rational.Dot(row.AsSpan(0, d), Inside)])];
        Rational[] objective = new Rational[d + 1];
        objective[d] = Rational.One;
        return ExactSimplex.Maximise(rows, objective)[d].ToDouble();
    }
}
