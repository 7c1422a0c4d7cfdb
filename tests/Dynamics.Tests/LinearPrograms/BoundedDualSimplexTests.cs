using TorchDynInspect.Dynamics.LinearPrograms;

namespace TorchDynInspect.Dynamics.Tests.LinearPrograms;

public class BoundedDualSimplexTests
{
    [Fact]
    public void Optimum_and_infeasibility_agree_with_all_vertices()
    {
        int infeasible = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            Problem problem = new(new Random(seed));
            double best = problem.BestVertex();
            SimplexStatus status = problem.Solve(out double value);
            Assert.Equal(double.IsPositiveInfinity(best) ? SimplexStatus.Infeasible : SimplexStatus.Optimal, status);
            infeasible += status == SimplexStatus.Infeasible ? 1 : 0;
            if (status == SimplexStatus.Optimal)
            {
                Assert.Equal(best, value, 1e-7);
            }
        }

        Assert.InRange(infeasible, 30, 270);
    }

    [Fact]
    public void A_run_from_the_last_basis_with_other_bounds_gives_what_a_fresh_one_gives()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Problem problem = new(new Random(seed));
            problem.Solve(out _);
            problem.Narrow();
            SimplexStatus warm = problem.Again(out double again);
            SimplexStatus cold = problem.Solve(out double fresh);
            Assert.Equal(cold, warm);
            if (cold == SimplexStatus.Optimal)
            {
                Assert.Equal(fresh, again, 1e-7);
            }
        }
    }

    /// <summary>n structural and m logical variables with random rows and bounds.</summary>
    private sealed class Problem
    {
        private const int N = 3;
        private const int M = 4;
        private readonly double[][] rows = new double[M][];
        private readonly double[] lower = new double[N + M];
        private readonly double[] upper = new double[N + M];
        private readonly double[] costs = new double[N + M];
        private readonly BoundedDualSimplex simplex = new(N, M);
        private readonly Random random;

        public Problem(Random random)
        {
            this.random = random;
            for (int i = 0; i < M; i++)
            {
                rows[i] = [.. Enumerable.Range(0, N).Select(_ => Next())];
            }

            for (int v = 0; v < N + M; v++)
            {
                double middle = v < N ? Next() : 1.5 * Next();
                double half = random.NextDouble();
                (lower[v], upper[v], costs[v]) = (middle - half, middle + half, v < N ? Next() : 0);
            }
        }

        public SimplexStatus Solve(out double value)
        {
            simplex.Begin((i, row) => rows[i].CopyTo(row));
            return Again(out value);
        }

        public SimplexStatus Again(out double value)
        {
            simplex.SetBounds(lower, upper);
            simplex.SetObjective(costs);
            SimplexStatus status = simplex.Run(1000);
            value = 0;
            for (int v = 0; v < N; v++)
            {
                value += costs[v] * simplex.Values[v];
            }

            return status;
        }

        public void Narrow()
        {
            int v = random.Next(N + M);
            upper[v] = lower[v] + ((upper[v] - lower[v]) / 2);
        }

        /// <summary>The least objective over all intersections of three bounds that satisfy the others; +∞ when there is none.</summary>
        public double BestVertex()
        {
            double best = double.PositiveInfinity;
            for (int a = 0; a < N + M; a++)
            {
                for (int b = a + 1; b < N + M; b++)
                {
                    for (int c = b + 1; c < N + M; c++)
                    {
                        for (int sides = 0; sides < 8; sides++)
                        {
                            best = Math.Min(best, Vertex([a, b, c], sides));
                        }
                    }
                }
            }

            return best;
        }

        private double Vertex(int[] tight, int sides)
        {
            var matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowArrays(tight.Select(Row));
            if (Math.Abs(matrix.Determinant()) < 1e-9)
            {
                return double.PositiveInfinity;
            }

            double[] right = [.. tight.Select((v, k) => ((sides >> k) & 1) == 0 ? lower[v] : upper[v])];
            double[] x = [.. matrix.Solve(MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(right))];
            for (int v = 0; v < N + M; v++)
            {
                double at = Row(v).Zip(x, (p, q) => p * q).Sum();
                if (at < lower[v] - 1e-9 || at > upper[v] + 1e-9)
                {
                    return double.PositiveInfinity;
                }
            }

            return Enumerable.Range(0, N).Sum(v => costs[v] * x[v]);
        }

        private double[] Row(int v) => v >= N ? rows[v - N] : [.. Enumerable.Range(0, N).Select(j => j == v ? 1.0 : 0)];

        private double Next() => (2 * random.NextDouble()) - 1;
    }
}
