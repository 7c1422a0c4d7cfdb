using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Dynamics.Tests.Cells.Walk;

/// <summary>Keeps a copy of every cell.</summary>
internal sealed class RecordingVisitor(int outputs) : ICellVisitor
{
    public List<CellRecord> Cells { get; } = [];

    public void Visit(Cell cell)
    {
        int d = cell.Dimension;
        double[] a = new double[outputs * d];
        double[] b = new double[outputs];
        cell.AffineMap(a, b);
        double[][] normals = [.. Enumerable.Range(0, cell.Facets.Length).Select(_ => new double[d])];
        double[] offsets = new double[normals.Length];
        for (int f = 0; f < normals.Length; f++)
        {
            offsets[f] = cell.Halfspace(f, normals[f]);
        }

        int[][] incidences = new int[cell.VertexCount][];
        double[][] vertices = new double[cell.VertexCount][];
        for (int v = 0; v < vertices.Length; v++)
        {
            incidences[v] = cell.FacetsAt(v).ToArray();
            vertices[v] = cell.Vertices.Slice(v * d, d).ToArray();
        }

        Cells.Add(new CellRecord(Convert.ToHexString(cell.Pattern), vertices, cell.Facets.ToArray(), incidences, normals, offsets, a, b));
    }
}
