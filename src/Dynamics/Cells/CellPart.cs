namespace TorchDynInspect.Dynamics.Cells;

/// <summary>
/// A part of the domain on which the pattern of the first layers is constant, before the next layer divides it. A view, valid only while
/// <see cref="ICellVisitor.Enter"/> runs.
/// </summary>
public abstract class CellPart
{
    private protected CellPart()
    {
    }

    /// <summary>The dimension d.</summary>
    public abstract int Dimension { get; }

    /// <summary>Index of the program's step that comes next: the steps before it act affinely on this part.</summary>
    public abstract int NextStep { get; }

    /// <summary>The pieces of the units of the steps before <see cref="NextStep"/>; the rest is not defined yet.</summary>
    public abstract ReadOnlySpan<byte> Pattern { get; }

    /// <summary>How many vertices the part has.</summary>
    public abstract int VertexCount { get; }

    /// <summary>The vertices, VertexCount × d, row-major.</summary>
    public abstract ReadOnlySpan<double> Vertices { get; }

    /// <summary>Width of the value that the next step receives.</summary>
    public abstract int Width { get; }

    /// <summary>The affine map from the input to that value, row i being (a_i1 … a_id, b_i): Width × (d + 1), row-major.</summary>
    public abstract ReadOnlySpan<double> Rows { get; }

    /// <summary>How many residual blocks are open at <see cref="NextStep"/>.</summary>
    public abstract int OpenBlocks { get; }

    /// <summary>The affine map to the value that an open block will add, in the form of <see cref="Rows"/>.</summary>
    /// <param name="block">0 for the outermost.</param>
    public abstract ReadOnlySpan<double> OpenBlockRows(int block);
}
