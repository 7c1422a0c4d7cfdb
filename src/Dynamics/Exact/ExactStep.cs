using System.Numerics;
using TorchDynInspect.Dynamics.Cells.Programs;

namespace TorchDynInspect.Dynamics.Exact;

/// <summary>A <see cref="ProgramStep"/> with whole numbers over one denominator.</summary>
internal abstract record ExactStep
{
    /// <summary>(Weight h + Bias) / Denominator.</summary>
    public sealed record Linear(int Rows, int Columns, BigInteger[] Weight, BigInteger[] Bias, BigInteger Denominator) : ExactStep;

    /// <summary>The units' functions, and per unit and piece slope and intercept over the denominator.</summary>
    public sealed record Pieces(int FirstUnit, ExactUnit[] Units, BigInteger[][] Slopes, BigInteger[][] Intercepts, BigInteger Denominator) : ExactStep;

    /// <summary>Opens a residual block.</summary>
    public sealed record Enter : ExactStep;

    /// <summary>Closes it.</summary>
    public sealed record Leave : ExactStep;

    /// <summary>The exact form of a step.</summary>
    public static ExactStep Of(ProgramStep step)
    {
        switch (step)
        {
            case ProgramStep.Linear linear:
                (BigInteger[] whole, BigInteger denominator) = CommonDenominator.Clear([.. linear.Weight, .. linear.Bias]);
                return new Linear(linear.Rows, linear.Columns, whole[..linear.Weight.Length], whole[linear.Weight.Length..], denominator);
            case ProgramStep.Pieces pieces:
                ExactUnit[] units = Exact(pieces.Units);
                (BigInteger[] flat, BigInteger common) =
                    CommonDenominator.Clear([.. units.SelectMany(unit => unit.Pieces).SelectMany(piece => new[] { piece.Slope, piece.Intercept })]);
                BigInteger[][] slopes = new BigInteger[units.Length][];
                BigInteger[][] intercepts = new BigInteger[units.Length][];
                for (int i = 0, k = 0; i < units.Length; k += 2 * units[i].Pieces.Length, i++)
                {
                    int first = k;
                    slopes[i] = [.. units[i].Pieces.Select((_, p) => flat[first + (2 * p)])];
                    intercepts[i] = [.. units[i].Pieces.Select((_, p) => flat[first + (2 * p) + 1])];
                }

                return new Pieces(pieces.FirstUnit, units, slopes, intercepts, common);
            case ProgramStep.Enter:
                return new Enter();
            default:
                return new Leave();
        }
    }

    // Layers of one activation share its record.
    private static ExactUnit[] Exact(UnitPieces[] units)
    {
        ExactUnit[] exact = new ExactUnit[units.Length];
        for (int i = 0; i < units.Length; i++)
        {
            bool repeated = i > 0 && Equals(units[i].Definition, units[i - 1].Definition)
                && units[i].Breakpoints.AsSpan().SequenceEqual(units[i - 1].Breakpoints) && units[i].Pieces.AsSpan().SequenceEqual(units[i - 1].Pieces);
            exact[i] = repeated ? exact[i - 1] : ExactUnit.Of(units[i]);
        }

        return exact;
    }
}
