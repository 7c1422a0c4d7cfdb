namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>The part of the domain that a worker is about to divide by the next level.</summary>
internal sealed unsafe class WalkPart<TSigns>(CellEngine<TSigns> engine) : CellPart
    where TSigns : struct, IVertexSigns<TSigns>
{
    private readonly int d = engine.Plan.Dimension;
    private double[] vertices = [];
    private double[] rows = [];
    private double[][] blocks = [];
    private bool hasVertices;
    private bool hasRows;

    public override int Dimension => d;

    public override int NextStep => engine.Plan.Levels[Level].Step;

    public override ReadOnlySpan<byte> Pattern => engine.Pattern.AsSpan(0, engine.Plan.Levels[Level].FirstUnit);

    public override int VertexCount => engine.Current.Polytope.Count;

    public override ReadOnlySpan<double> Vertices
    {
        get
        {
            int count = VertexCount;
            if (!hasVertices)
            {
                hasVertices = true;
                if (vertices.Length < count * d)
                {
                    vertices = new double[2 * count * d];
                }

                engine.CopyVertices(vertices);
            }

            return vertices.AsSpan(0, count * d);
        }
    }

    public override int Width => engine.Plan.Levels[Level].Units.Length;

    public override ReadOnlySpan<double> Rows
    {
        get
        {
            int length = Width * (d + 1);
            if (!hasRows)
            {
                hasRows = true;
                if (rows.Length < length)
                {
                    rows = new double[length];
                }

                engine.CopyRows(engine.Frame(Level).Rows, engine.Plan.Levels[Level].Stride, rows, Width);
            }

            return rows.AsSpan(0, length);
        }
    }

    public override int OpenBlocks => engine.Plan.Segments[Level].Blocks.Length;

    private int Level => engine.Current.Level + 1;

    /// <summary>The walk has moved on.</summary>
    public void Reset() => hasVertices = hasRows = false;

    public override ReadOnlySpan<double> OpenBlockRows(int block)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(block);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(block, OpenBlocks);
        if (blocks.Length <= block)
        {
            Array.Resize(ref blocks, block + 1);
        }

        int width = engine.Plan.Segments[Level].Blocks[block].Width;
        int length = width * (d + 1);
        if (blocks[block] is not { } copy || copy.Length < length)
        {
            blocks[block] = copy = new double[length];
        }

        engine.CopyRows(engine.Frame(Level).Blocks[block], (width + 7) & ~7, copy, width);
        return copy.AsSpan(0, length);
    }
}
