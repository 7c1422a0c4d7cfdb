namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>
/// A value between two activation layers as a function of what the first one gives: M h + Σ S_i B_i + c, where the B_i are the values kept by the residual
/// blocks that were open there.
/// </summary>
/// <param name="Width">Length of the value.</param>
/// <param name="FromUnits">M; null for zero.</param>
/// <param name="FromBlocks">The S_i; null for zero.</param>
/// <param name="Constant">c.</param>
internal sealed record AffineForm(int Width, FormMatrix? FromUnits, FormMatrix?[] FromBlocks, double[] Constant)
{
    public static AffineForm OfUnits(int width, int blocks) => new(width, FormMatrix.Identity(width), new FormMatrix?[blocks], new double[width]);

    public static AffineForm OfBlock(int width, int blocks, int block)
    {
        var fromBlocks = new FormMatrix?[blocks];
        fromBlocks[block] = FormMatrix.Identity(width);
        return new AffineForm(width, null, fromBlocks, new double[width]);
    }

    /// <summary>W times this, plus b.</summary>
    public AffineForm After(int rows, double[] weight, double[] bias)
    {
        double[] constant = [.. bias];
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < Width; k++)
            {
                constant[i] += weight[(i * Width) + k] * Constant[k];
            }
        }

        return new AffineForm(rows, FromUnits?.After(rows, weight), [.. FromBlocks.Select(s => s?.After(rows, weight))], constant);
    }

    public AffineForm Plus(AffineForm other) => new(
        Width,
        FormMatrix.Sum(FromUnits, other.FromUnits),
        [.. FromBlocks.Zip(other.FromBlocks, FormMatrix.Sum)],
        [.. Constant.Zip(other.Constant, (a, b) => a + b)]);
}
