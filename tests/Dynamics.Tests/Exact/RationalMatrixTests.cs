using System.Numerics;
using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Tests.Exact;

public class RationalMatrixTests
{
    [Theory]
    [InlineData(1, "1")]
    [InlineData(3, "2160")]
    [InlineData(5, "266716800000")]
    [InlineData(8, "365356847125734485878112256000000")]
    public void Determinant_of_the_Hilbert_matrix_is_one_over_the_known_whole_number(int n, string inverse)
    {
        Assert.Equal(new Rational(1, BigInteger.Parse(inverse)), Hilbert(n).Determinant());
    }

    [Fact]
    public void Hilbert_systems_are_solved_exactly()
    {
        const int n = 12;
        Rational[] x = [.. Enumerable.Range(0, n).Select(i => new Rational(i - 4, i + 1))];
        Assert.Equal(x, Hilbert(n).Solve(Hilbert(n) * x));
    }

    [Property(MaxTest = 300)]
    public bool Solutions_and_null_space_of_a_random_low_rank_system_solve_it(int seed)
    {
        Random random = new(seed);
        (int rows, int columns) = (random.Next(1, 7), random.Next(1, 7));
        int rank = random.Next(0, Math.Min(rows, columns) + 1);
        RationalMatrix a = Whole(random, rows, rank) * Whole(random, rank, columns);
        Rational[] x = [.. Enumerable.Range(0, columns).Select(_ => new Rational(random.Next(-9, 10), random.Next(1, 9)))];
        Rational[] b = a * x;
        AffineSolutions? solutions = a.AllSolutions(b);
        RationalMatrix? basis = solutions is null or { IsUnique: true }
            ? null
            : new RationalMatrix(solutions.Dimension, columns, [.. solutions.Basis.SelectMany(v => v)]);
        return solutions is not null
            && (a * solutions.Particular).SequenceEqual(b)
            && solutions.Basis.All(v => (a * v).All(y => y.Sign == 0))
            && a.Rank() <= rank
            && solutions.Dimension == columns - a.Rank()
            && (basis?.Rank() ?? 0) == solutions.Dimension
            && a.Rank() == a.Transposed().Rank()
            && (rows != columns || (a.Determinant().Sign == 0) == (a.Rank() < rows));
    }

    [Fact]
    public void An_inconsistent_system_has_no_solution()
    {
        RationalMatrix a = RationalMatrix.Of(2, 2, [1, 2, 2, 4]);
        Assert.Null(a.AllSolutions([1, 3]));
        Assert.Null(a.Solve([1, 2]));
        Assert.Equal(1, a.AllSolutions([1, 2])!.Dimension);
        Assert.Equal(Rational.Zero, a.Determinant());
    }

    // Leibniz's sum over permutations shares nothing with elimination.
    [Property(MaxTest = 200)]
    public bool Determinant_is_Leibniz_sum(int seed)
    {
        Random random = new(seed);
        int n = random.Next(1, 6);
        RationalMatrix a = Whole(random, n, n);
        return a.Determinant() == Leibniz(a, []);
    }

    [Fact]
    public void A_random_system_of_thirty_doubles_is_solved_exactly()
    {
        Random random = new(1);
        double[] entries = [.. Enumerable.Range(0, 900).Select(_ => (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-8, 3)))];
        RationalMatrix a = RationalMatrix.Of(30, 30, entries);
        Rational[] b = [.. Enumerable.Range(0, 30).Select(_ => Rational.Of(random.NextDouble()))];
        Rational[]? x = a.Solve(b);
        Assert.NotNull(x);
        Assert.Equal(b, a * x);
    }

    private static Rational Leibniz(RationalMatrix a, List<int> columns)
    {
        if (columns.Count == a.Rows)
        {
            int inversions = columns.SelectMany((c, i) => columns.Skip(i + 1).Where(later => later < c)).Count();
            Rational product = columns.Select((c, i) => a[i, c]).Aggregate(Rational.One, (x, y) => x * y);
            return inversions % 2 == 0 ? product : -product;
        }

        return Enumerable.Range(0, a.Rows).Except(columns).Select(c => Leibniz(a, [.. columns, c])).Aggregate(Rational.Zero, (x, y) => x + y);
    }

    private static RationalMatrix Hilbert(int n) =>
        new(n, n, [.. Enumerable.Range(0, n * n).Select(k => new Rational(1, (k / n) + (k % n) + 1))]);

    private static RationalMatrix Whole(Random random, int rows, int columns) =>
        new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => (Rational)random.Next(-3, 4))]);
}
