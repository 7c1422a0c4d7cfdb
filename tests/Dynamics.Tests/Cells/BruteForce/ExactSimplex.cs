using System.Numerics;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Tests.Cells.BruteForce;

/// <summary>
/// max c·y subject to A y ≤ β with β ≥ 0 and y free, in whole numbers (Edmonds' integer pivoting; Bland's rule, so that it ends). Shares nothing with the
/// library's
/// polytopes.
/// </summary>
internal sealed class ExactSimplex
{
    private readonly BigInteger[][] tableau;
    private readonly int[] basic;
    private readonly int[] nonbasic;
    private readonly int n;
    private BigInteger denominator = BigInteger.One;

    private ExactSimplex(IReadOnlyList<Rational[]> constraints, Rational[] objective)
    {
        n = objective.Length;
        tableau = [.. constraints.Select(Whole), Whole([.. objective.Select(c => -c), Rational.Zero])];
        nonbasic = [.. Enumerable.Range(0, n)];
        basic = [.. Enumerable.Range(n, constraints.Count)];
    }

    /// <summary>An optimal y.</summary>
    /// <param name="constraints">Rows (a_1 … a_n, β) of a bounded polytope that contains 0.</param>
    /// <param name="objective">c.</param>
    public static Rational[] Maximise(IReadOnlyList<Rational[]> constraints, Rational[] objective)
    {
        ExactSimplex simplex = new(constraints, objective);
        while (simplex.Step())
        {
        }

        Rational[] y = new Rational[simplex.n];
        for (int row = 0; row < simplex.basic.Length; row++)
        {
            if (simplex.basic[row] < simplex.n)
            {
                y[simplex.basic[row]] = new Rational(simplex.tableau[row][^1], simplex.denominator);
            }
        }

        return y;
    }

    private static BigInteger[] Whole(Rational[] row)
    {
        BigInteger scale = row.Aggregate(BigInteger.One, (least, x) => least / BigInteger.GreatestCommonDivisor(least, x.Denominator) * x.Denominator);
        return [.. row.Select(x => x.Numerator * (scale / x.Denominator))];
    }

    // y are variables 0 … n − 1 and free; the slacks after them are not negative.
    private bool Step()
    {
        BigInteger[] costs = tableau[^1];
        int column = Enumerable.Range(0, n).Where(j => costs[j].Sign < 0 || (nonbasic[j] < n && costs[j].Sign > 0)).OrderBy(j => nonbasic[j]).FirstOrDefault(-1);
        if (column < 0)
        {
            return false;
        }

        int direction = -costs[column].Sign;
        int leaving = -1;
        for (int row = 0; row < basic.Length; row++)
        {
            if (basic[row] >= n && tableau[row][column].Sign == direction && (leaving < 0 || Compare(row, leaving, column) < 0))
            {
                leaving = row;
            }
        }

        Pivot(leaving >= 0 ? leaving : throw new InvalidOperationException("unbounded"), column);
        return true;
    }

    private int Compare(int row, int other, int column)
    {
        int order = (tableau[row][^1] * BigInteger.Abs(tableau[other][column])).CompareTo(tableau[other][^1] * BigInteger.Abs(tableau[row][column]));
        return order != 0 ? order : basic[row].CompareTo(basic[other]);
    }

    private void Pivot(int row, int column)
    {
        BigInteger pivot = tableau[row][column];
        for (int i = 0; i < tableau.Length; i++)
        {
            BigInteger factor = tableau[i][column];
            for (int j = 0; j <= n && i != row; j++)
            {
                tableau[i][j] = j == column ? -factor : ((tableau[i][j] * pivot) - (factor * tableau[row][j])) / denominator;
            }
        }

        tableau[row][column] = denominator;
        denominator = pivot;
        (basic[row], nonbasic[column]) = (nonbasic[column], basic[row]);
        if (denominator.Sign < 0)
        {
            denominator = -denominator;
            foreach (BigInteger[] line in tableau)
            {
                for (int j = 0; j <= n; j++)
                {
                    line[j] = -line[j];
                }
            }
        }
    }
}
