using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Suprema;

/// <summary>
/// How far the Jacobian of <see cref="PatternJacobian"/> may be from the exact one, for every pattern: with B the product of the moduli of all factors, |Ã − A| ≤ γ_N·B entry by
/// entry (Higham, Accuracy and Stability of Numerical Algorithms, 2002, §3.5), N the number of roundings on a path, a slope that is no double counted as one more.
/// </summary>
internal sealed class JacobianRounding
{
    // Covers products that underflow.
    private const double Floor = 1e-290;

    private JacobianRounding(double frobenius, double infinity, double entry, double[] units)
    {
        (Frobenius, Infinity, Entry, Units) = (frobenius, infinity, entry, units);
    }

    /// <summary>A bound of every entry of |Ã − A|.</summary>
    public double Entry { get; }

    /// <summary>For each unit a bound of every entry of the error of its pre-activation's gradient.</summary>
    public double[] Units { get; }

    /// <summary>A bound of ‖Ã − A‖_F, and so of ‖Ã − A‖₂.</summary>
    public double Frobenius { get; }

    /// <summary>A bound of ‖Ã − A‖∞.</summary>
    public double Infinity { get; }

    public static JacobianRounding Of(PiecewiseLinearProgram program)
    {
        int d = program.Inputs;
        double[] present = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            present[(i * d) + i] = 1;
        }

        int roundings = 2;
        Stack<double[]> open = new();
        double[] units = new double[program.Units];
        foreach (ProgramStep step in program.Steps)
        {
            switch (step)
            {
                case ProgramStep.Linear linear:
                    present = Moduli(linear, present, d);
                    roundings += linear.Columns + 1;
                    break;
                case ProgramStep.Pieces pieces:
                    for (int i = 0; i < pieces.Units.Length; i++)
                    {
                        units[pieces.FirstUnit + i] = Entries(present.AsSpan(i * d, d), roundings);
                    }

                    present = [.. present.Select((value, i) => value * pieces.Units[i / d].Pieces.Max(piece => Math.Abs(piece.Slope)))];
                    roundings += 2;
                    break;
                case ProgramStep.Enter:
                    open.Push((double[])present.Clone());
                    break;
                default:
                    present = [.. present.Zip(open.Pop(), (x, y) => x + y)];
                    roundings += 1;
                    break;
            }
        }

        double gamma = Gamma(roundings);
        double floor = Floor * roundings * present.Length;
        double frobenius = (gamma * Math.Sqrt(present.Sum(value => value * value)) * (1 + 1e-10)) + floor;
        double infinity = (gamma * Enumerable.Range(0, present.Length / d).Max(row => present.AsSpan(row * d, d).ToArray().Sum()) * (1 + 1e-10)) + floor;
        return new JacobianRounding(frobenius, infinity, Entries(present, roundings), units);
    }

    // B itself is rounded up to as often; doubling covers that.
    private static double Gamma(int roundings) => 2 * roundings * RoundingBound.Unit / (1 - (4 * roundings * RoundingBound.Unit));

    private static double Entries(ReadOnlySpan<double> moduli, int roundings)
    {
        double largest = 0;
        foreach (double value in moduli)
        {
            largest = Math.Max(largest, value);
        }

        return (Gamma(roundings) * largest * (1 + 1e-10)) + (Floor * roundings);
    }

    private static double[] Moduli(ProgramStep.Linear linear, double[] present, int d)
    {
        double[] next = new double[linear.Rows * d];
        for (int i = 0; i < linear.Rows; i++)
        {
            for (int j = 0; j < linear.Columns; j++)
            {
                double weight = Math.Abs(linear.Weight[(i * linear.Columns) + j]);
                for (int k = 0; k < d; k++)
                {
                    next[(i * d) + k] += weight * present[(j * d) + k];
                }
            }
        }

        return next;
    }
}
