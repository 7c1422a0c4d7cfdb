using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Dynamics.Invariance;

/// <summary>Looks for a cell of f, divided at the box's sides, whose image lies outside; from then on it enters nothing.</summary>
/// <param name="units">Length of f's pattern, after which the sides follow.</param>
internal sealed class LeavingVisitor(int units) : ICellVisitor
{
    /// <summary>The mean of the vertices of such a cell; null when none was met.</summary>
    public double[]? Witness { get; private set; }

    public bool Enter(CellPart part) => Witness is null;

    public void Visit(Cell cell)
    {
        // Piece 1 of three lies between the box's bounds.
        if (Witness is null && cell.Pattern[units..].ContainsAnyExcept((byte)1))
        {
            Witness = new double[cell.Dimension];
            for (int i = 0; i < cell.Vertices.Length; i++)
            {
                Witness[i % cell.Dimension] += cell.Vertices[i] / cell.VertexCount;
            }
        }
    }
}
