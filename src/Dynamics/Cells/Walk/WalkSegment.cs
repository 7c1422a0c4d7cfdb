using TorchDynInspect.Dynamics.Cells.Programs;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>The steps between two activation layers (or the input, or the output), composed.</summary>
internal sealed class WalkSegment
{
    private WalkSegment(AffineForm value, AffineForm[] blocks, int[] kept, int units)
    {
        Value = value;
        Blocks = blocks;
        Kept = kept;
        Stride = (value.Width + 7) & ~7;
        Columns = new AlignedArray(Stride * units);
        if (value.FromUnits is { } matrix)
        {
            double[] dense = matrix.Dense();
            Span<double> columns = Columns.Span(Stride * units);
            for (int i = 0; i < value.Width; i++)
            {
                for (int u = 0; u < units; u++)
                {
                    columns[(u * Stride) + i] = dense[(i * units) + u];
                }
            }
        }
    }

    /// <summary>The value that the next activation layer receives.</summary>
    public AffineForm Value { get; }

    /// <summary>The values of the residual blocks open there, outermost first.</summary>
    public AffineForm[] Blocks { get; }

    /// <summary>For each of <see cref="Blocks"/> the block open at the beginning that it is, or −1 when it was opened, so has to be computed, here.</summary>
    public int[] Kept { get; }

    /// <summary>M of <see cref="Value"/> by columns: unit u's column starts at u · <see cref="Stride"/>, padded with zeros.</summary>
    public AlignedArray Columns { get; }

    /// <summary>The width of the value, rounded up to whole vectors.</summary>
    public int Stride { get; }

    /// <summary>Composes the steps from <paramref name="first"/> to the next activation layer or the end.</summary>
    /// <param name="steps">All steps of the program.</param>
    /// <param name="first">The first step of the segment.</param>
    /// <param name="units">Width of the value at its beginning.</param>
    /// <param name="open">Widths of the blocks open at its beginning.</param>
    /// <param name="next">Receives the index of the step that ends it.</param>
    public static WalkSegment Compose(IReadOnlyList<ProgramStep> steps, int first, int units, int[] open, out int next)
    {
        AffineForm value = AffineForm.OfUnits(units, open.Length);
        List<(AffineForm Form, int Kept)> blocks = [.. open.Select((width, i) => (AffineForm.OfBlock(width, open.Length, i), i))];
        for (next = first; next < steps.Count && steps[next] is not ProgramStep.Pieces; next++)
        {
            switch (steps[next])
            {
                case ProgramStep.Linear linear:
                    value = value.After(linear.Rows, linear.Weight, linear.Bias);
                    break;
                case ProgramStep.Enter:
                    blocks.Add((value, -1));
                    break;
                default:
                    value = value.Plus(blocks[^1].Form);
                    blocks.RemoveAt(blocks.Count - 1);
                    break;
            }
        }

        return new WalkSegment(value, [.. blocks.Select(b => b.Form)], [.. blocks.Select(b => b.Kept)], units);
    }
}
