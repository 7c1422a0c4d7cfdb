namespace TorchDynInspect.Dynamics.Tests.Cells.Walk;

/// <summary>
/// The faces of a polytope from nothing but which vertices lie on which facets: the facets of a face are the largest of its intersections with the other
/// facets of the polytope. Each face is a bit set of vertices.
/// </summary>
internal sealed class FaceLattice
{
    private readonly double[][] vertices;
    private readonly UInt128[] facets;
    private readonly Dictionary<UInt128, UInt128[]> faces = [];
    private readonly List<int> counts = [];

    public FaceLattice(CellRecord cell)
    {
        vertices = cell.Vertices;
        Assert.True(vertices.Length <= 128);
        facets = new UInt128[cell.Facets.Length];
        for (int v = 0; v < vertices.Length; v++)
        {
            foreach (int f in cell.FacetsAt[v])
            {
                facets[f] |= UInt128.One << v;
            }
        }

        UInt128 whole = (UInt128.One << vertices.Length) - 1;
        HashSet<UInt128> level = [whole];
        while (level.Count > 0)
        {
            counts.Insert(0, level.Count);
            level = [.. level.SelectMany(FacetsOf)];
        }

        FacetCount = FacetsOf(whole).Length;
        Volume = VolumeOf(whole, []);
    }

    /// <summary>How many faces there are of dimension 0, 1, …, the polytope itself being the last.</summary>
    public IReadOnlyList<int> Counts => counts;

    public int FacetCount { get; }

    /// <summary>The volume, by pulling a vertex of each face (Cohen, Hickey 1979).</summary>
    public double Volume { get; }

    /// <summary>Σ (−1)^i f_i over all faces: 1 for a polytope.</summary>
    public int EulerCharacteristic => counts.Select((count, dimension) => dimension % 2 == 0 ? count : -count).Sum();

    private UInt128[] FacetsOf(UInt128 face)
    {
        if (!faces.TryGetValue(face, out UInt128[]? result))
        {
            UInt128[] cuts = [.. facets.Select(f => f & face).Where(f => f != face && f != 0).Distinct()];
            faces[face] = result = [.. cuts.Where(f => !cuts.Any(g => g != f && (f & g) == f))];
        }

        return result;
    }

    private double VolumeOf(UInt128 face, List<int> apexes)
    {
        int apex = (int)UInt128.TrailingZeroCount(face);
        if (UInt128.PopCount(face) == 1)
        {
            return apexes.Count == vertices[0].Length ? Simplex([.. apexes, apex]) : 0;
        }

        return FacetsOf(face).Where(f => ((f >> apex) & 1) == 0).Sum(f => VolumeOf(f, [.. apexes, apex]));
    }

    private double Simplex(int[] corners)
    {
        int d = vertices[0].Length;
        double[][] m = [.. corners.Skip(1).Select(c => vertices[c].Zip(vertices[corners[0]], (x, y) => x - y).ToArray())];
        double volume = 1;
        for (int k = 0; k < d; k++)
        {
            int pivot = Enumerable.Range(k, d - k).MaxBy(i => Math.Abs(m[i][k]));
            (m[k], m[pivot]) = (m[pivot], m[k]);
            volume *= Math.Abs(m[k][k]) / (k + 1);
            for (int i = k + 1; i < d && m[k][k] != 0; i++)
            {
                double factor = m[i][k] / m[k][k];
                for (int j = k; j < d; j++)
                {
                    m[i][j] -= factor * m[k][j];
                }
            }
        }

        return volume;
    }
}
