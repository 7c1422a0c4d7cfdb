using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Cells.Proof;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Tests.Cells.BruteForce;

namespace TorchDynInspect.Dynamics.Tests.Cells.Proof;

public class ErrorBoundTests
{
    // Rows in doubles with their bounds against the same rows in rationals, for random patterns, whether or not a point has them.
    [Property(MaxTest = 150)]
    public bool Rows_lie_within_their_bounds_of_the_exact_ones(int seed)
    {
        RandomNetwork random = RandomNetwork.Create(seed);
        PiecewiseLinearProgram program = PiecewiseLinearProgram.Of(random.Network);
        RowEnclosure rows = new(program, random.Domain);
        Random next = new(seed);
        byte[] pattern = [.. program.Steps.OfType<ProgramStep.Pieces>().SelectMany(step => step.Units)
            .Select(unit => (byte)next.Next(unit.Breakpoints.Length + 1))];
        double[] centre = [.. Enumerable.Range(0, rows.Dimension).Select(_ => (4 * next.NextDouble()) - 2)];
        rows.Compute(pattern, centre);
        RowRule exact = new(pattern, Rational.Of(centre));
        ExactProgram.Of(program).Run(ExactRows.Coordinates(rows.Dimension), ref exact);
        for (int unit = 0; unit < pattern.Length; unit++)
        {
            for (int j = 0; j <= rows.Dimension; j++)
            {
                int at = (unit * rows.Stride) + j;
                Rational distance = Rational.Abs(Rational.Of(rows.Rows[at]) - exact.Rows[unit][j]);
                if (distance > Rational.Of(rows.Errors[at]) || rows.Errors[at] > 1e-9)
                {
                    return false;
                }
            }
        }

        return true;
    }

    [Property(MaxTest = 300)]
    public bool The_point_where_hyperplanes_meet_lies_within_the_proven_radius(int seed)
    {
        Random random = new(seed);
        int d = random.Next(1, 6);
        double thin = Math.Pow(10, -random.Next(0, 14));
        VertexEnclosure enclosure = new(d);
        double[] x = [.. Enumerable.Range(0, d).Select(_ => random.NextDouble())];
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++)
            {
                // Nearly parallel hyperplanes for small numbers.
                enclosure.Matrix[(i * d) + j] = Math.Cos(j + 1) + (thin * random.NextDouble());
            }
        }

        // F is the value at the approximation x̃ = 0 of A y − A x, so that the true point is x.
        RationalMatrix a = RationalMatrix.Of(d, d, enclosure.Matrix);
        Rational[] target = a * Rational.Of(x);
        for (int i = 0; i < d; i++)
        {
            enclosure.Residual[i] = Rational.Abs(target[i]).RoundedUp();
        }

        double radius = enclosure.Radius();
        return double.IsPositiveInfinity(radius) || (a.Determinant().Sign != 0 && x.Max() <= radius);
    }

    private readonly struct RowRule(byte[] pattern, Rational[] centre) : IPieceRule
    {
        /// <summary>For each unit its gradient and its value at the centre.</summary>
        public Rational[][] Rows { get; } = new Rational[pattern.Length][];

        public int Choose(int place, ExactUnit unit, ReadOnlySpan<System.Numerics.BigInteger> row, System.Numerics.BigInteger denominator)
        {
            Rational[] form = new Rational[row.Length];
            for (int j = 0; j < form.Length; j++)
            {
                form[j] = new Rational(row[j], denominator);
            }

            form[^1] += Rational.Dot(form.AsSpan(0, centre.Length), centre);
            Rows[place] = form;
            return pattern[place];
        }
    }
}
