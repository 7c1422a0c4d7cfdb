using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Dynamics.Tests.Cells.Walk;

internal sealed record CellRecord(
    string Pattern, double[][] Vertices, Facet[] Facets, int[][] FacetsAt, double[][] Normals, double[] Offsets, double[] A, double[] B)
{
    public int Dimension => Vertices[0].Length;

    public double[] Centroid => [.. Enumerable.Range(0, Dimension).Select(j => Vertices.Average(v => v[j]))];
}
