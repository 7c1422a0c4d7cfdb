using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Cells.Programs;

namespace TorchDynInspect.Dynamics.Exact;

/// <summary>
/// A piecewise-linear network in exact rationals. What is meant is the network's real function: weights are the rationals that their doubles are, activations
/// are the functions of their definition (hardsigmoid's slope is 1/6), and nothing rounds.
/// </summary>
/// <remarks>Whole numbers over one denominator run through the steps, so that no greatest common divisor is taken on the way.</remarks>
internal sealed class ExactProgram
{
    private ExactProgram(PiecewiseLinearProgram program, ImmutableArray<ExactStep> steps)
    {
        Program = program;
        Steps = steps;
    }

    /// <summary>The program that this one is exact for.</summary>
    public PiecewiseLinearProgram Program { get; }

    /// <summary>The steps, parallel to the program's.</summary>
    public ImmutableArray<ExactStep> Steps { get; }

    /// <summary>Makes a program exact.</summary>
    /// <exception cref="InvalidInputException">A number is not finite, or an activation does not join.</exception>
    public static ExactProgram Of(PiecewiseLinearProgram program) => new(program, [.. program.Steps.Select(ExactStep.Of)]);

    /// <summary>Runs forms or numbers through the first steps.</summary>
    /// <param name="input">One row an input.</param>
    /// <param name="rule">Chooses the pieces; told of every unit in the order of the pattern.</param>
    /// <param name="steps">How many steps; null for all.</param>
    public ExactRows Run<TRule>(ExactRows input, ref TRule rule, int? steps = null)
        where TRule : IPieceRule, allows ref struct
    {
        Preconditions.RequireLength(input.Count, Program.Inputs, "exact input");
        Stack<ExactRows> open = new();
        ExactRows present = input;
        for (int i = 0; i < (steps ?? Steps.Length); i++)
        {
            switch (Steps[i])
            {
                case ExactStep.Linear linear:
                    present = Apply(linear, present);
                    break;
                case ExactStep.Pieces pieces:
                    present = Apply(pieces, present, ref rule);
                    break;
                case ExactStep.Enter:
                    open.Push(present);
                    break;
                default:
                    present = Sum(present, open.Pop());
                    break;
            }
        }

        return present;
    }

    /// <summary>The value at a point and where each unit is.</summary>
    /// <param name="x">A point of the input space.</param>
    public ExactEvaluation Evaluate(ReadOnlySpan<Rational> x)
    {
        PointRule rule = new(Program.Units);
        ExactRows values = Run(ExactRows.Point(x), ref rule);
        return new ExactEvaluation(values.Column(0), rule.Places);
    }

    /// <summary>
    /// Where each unit is at x + ε·direction for all small ε &gt; 0. A unit that stays on its breakpoint all along is reported on it.
    /// </summary>
    /// <param name="x">A point of the input space in homogeneous coordinates, the last one positive.</param>
    /// <param name="direction">A vector times any positive number; zero asks for the point itself.</param>
    public UnitPlace[] PlacesBeside(ReadOnlySpan<BigInteger> x, ReadOnlySpan<BigInteger> direction)
    {
        PointRule rule = new(Program.Units);
        Run(ExactRows.Point(x, direction), ref rule);
        return rule.Places;
    }

    /// <summary>The affine map x ↦ A x + b that the pattern gives (whether or not any point has it).</summary>
    /// <param name="pattern">A piece a unit.</param>
    public (RationalMatrix A, Rational[] B) AffineMap(ReadOnlySpan<byte> pattern)
    {
        PatternRule rule = new(pattern);
        ExactRows rows = Run(ExactRows.Coordinates(Program.Inputs), ref rule);
        int d = Program.Inputs;
        Rational[] a = new Rational[rows.Count * d];
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = rows.Entry(i / d, i % d);
        }

        return (new RationalMatrix(rows.Count, d, a), rows.Column(d));
    }

    /// <summary>
    /// The halfspaces whose intersection is the pattern's closed cell in the whole input space: for each unit its pre-activation's lower and upper
    /// breakpoint, where
    /// it has one. The normal is zero where the pre-activation is constant on the cell.
    /// </summary>
    /// <param name="pattern">A piece a unit.</param>
    public List<ExactHalfspace> Halfspaces(ReadOnlySpan<byte> pattern)
    {
        PatternRule rule = new(pattern);
        Run(ExactRows.Coordinates(Program.Inputs), ref rule);
        return rule.Halfspaces;
    }

    private static ExactRows Apply(ExactStep.Linear linear, ExactRows present)
    {
        int columns = present.Columns;
        BigInteger[] result = new BigInteger[linear.Rows * columns];
        for (int i = 0; i < linear.Rows; i++)
        {
            result[(i * columns) + columns - 1] = linear.Bias[i] * present.Denominator;
            for (int j = 0; j < linear.Columns; j++)
            {
                BigInteger weight = linear.Weight[(i * linear.Columns) + j];
                for (int c = 0; c < columns && !weight.IsZero; c++)
                {
                    BigInteger entry = present.Values[(j * columns) + c];
                    if (!entry.IsZero)
                    {
                        result[(i * columns) + c] += weight * entry;
                    }
                }
            }
        }

        return new ExactRows(columns, result, linear.Denominator * present.Denominator);
    }

    private static ExactRows Apply<TRule>(ExactStep.Pieces pieces, ExactRows present, ref TRule rule)
        where TRule : IPieceRule, allows ref struct
    {
        int columns = present.Columns;
        BigInteger[] result = new BigInteger[present.Values.Length];
        for (int i = 0; i < pieces.Units.Length; i++)
        {
            int piece = rule.Choose(pieces.FirstUnit + i, pieces.Units[i], present.Row(i), present.Denominator);
            BigInteger slope = pieces.Slopes[i][piece];
            for (int c = 0; c < columns && !slope.IsZero; c++)
            {
                result[(i * columns) + c] = slope * present.Values[(i * columns) + c];
            }

            result[(i * columns) + columns - 1] += pieces.Intercepts[i][piece] * present.Denominator;
        }

        return new ExactRows(columns, result, pieces.Denominator * present.Denominator);
    }

    // The branch's denominator is a multiple of the one it started from.
    private static ExactRows Sum(ExactRows branch, ExactRows kept)
    {
        BigInteger factor = branch.Denominator / kept.Denominator;
        BigInteger[] sum = new BigInteger[branch.Values.Length];
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = branch.Values[i] + (factor * kept.Values[i]);
        }

        return branch with { Values = sum };
    }
}
