using TorchDynInspect.Dynamics.Cells.Programs;

namespace TorchDynInspect.Dynamics.Suprema;

/// <summary>
/// The Jacobian that an activation pattern gives, composed step by step from the input. Unlike a walk's own map it can belong to the whole input space while the walk sees a
/// slice of it, and every rounding of it is one of the products and sums written here. One instance serves one thread.
/// </summary>
internal sealed class PatternJacobian
{
    private readonly PiecewiseLinearProgram program;
    private readonly double[] identity;
    private readonly double[][] results;
    private readonly double[]?[] before;
    private readonly int[] stepOf;
    private readonly Stack<double[]> open = new();

    public PatternJacobian(PiecewiseLinearProgram program)
    {
        this.program = program;
        identity = new double[program.Inputs * program.Inputs];
        for (int i = 0; i < program.Inputs; i++)
        {
            identity[(i * program.Inputs) + i] = 1;
        }

        int width = program.Inputs;
        results = new double[program.Steps.Length][];
        before = new double[program.Steps.Length][];
        stepOf = new int[program.Units];
        for (int s = 0; s < results.Length; s++)
        {
            width = program.Steps[s] is ProgramStep.Linear linear ? linear.Rows : width;
            results[s] = new double[width * program.Inputs];
            if (program.Steps[s] is ProgramStep.Pieces pieces)
            {
                stepOf.AsSpan(pieces.FirstUnit, pieces.Units.Length).Fill(s);
            }
        }
    }

    /// <summary>The gradient of a unit's pre-activation for the last pattern, valid until the next call of <see cref="Of"/>.</summary>
    public ReadOnlySpan<double> PreActivation(int unit)
    {
        int row = unit - ((ProgramStep.Pieces)program.Steps[stepOf[unit]]).FirstUnit;
        return before[stepOf[unit]].AsSpan(row * program.Inputs, program.Inputs);
    }

    /// <summary>A, outputs × inputs, valid until the next call. O(Σ width²·inputs).</summary>
    public ReadOnlySpan<double> Of(ReadOnlySpan<byte> pattern)
    {
        int d = program.Inputs;
        double[] present = identity;
        for (int s = 0; s < results.Length; s++)
        {
            double[] next = results[s];
            switch (program.Steps[s])
            {
                case ProgramStep.Linear linear:
                    Multiply(linear, present, next, d);
                    break;
                case ProgramStep.Pieces pieces:
                    before[s] = present;
                    for (int i = 0; i < next.Length; i++)
                    {
                        int unit = i / d;
                        next[i] = pieces.Units[unit].Pieces[pattern[pieces.FirstUnit + unit]].Slope * present[i];
                    }

                    break;
                case ProgramStep.Enter:
                    open.Push(present);
                    continue;
                default:
                    double[] kept = open.Pop();
                    for (int i = 0; i < next.Length; i++)
                    {
                        next[i] = present[i] + kept[i];
                    }

                    break;
            }

            present = next;
        }

        return present;
    }

    private static void Multiply(ProgramStep.Linear linear, double[] present, double[] next, int d)
    {
        Array.Clear(next);
        for (int i = 0; i < linear.Rows; i++)
        {
            Span<double> row = next.AsSpan(i * d, d);
            for (int j = 0; j < linear.Columns; j++)
            {
                double weight = linear.Weight[(i * linear.Columns) + j];
                for (int k = 0; k < d; k++)
                {
                    row[k] += weight * present[(j * d) + k];
                }
            }
        }
    }
}
