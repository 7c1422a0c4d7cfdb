using System.Numerics;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Polytopes;

namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>Collects, each once, the faces at special vertices on which Φ has its maximum there, and joins vertices along constant edges.</summary>
internal sealed class StarVisitor(SpecialPoints special, FaceFingerprint fingerprint, BreakpointFinder finder, EdgeSigns signs) : ICellVisitor
{
    private readonly List<Facet> touched = [];
    private readonly List<BigInteger> touching = [];

    /// <summary>The faces by their fingerprints.</summary>
    public Dictionary<UInt128, StarFace> Faces { get; } = [];

    /// <summary>Special vertices with one maximum in common.</summary>
    public List<(UInt128 First, UInt128 Second)> Joined { get; } = [];

    /// <summary>Whether a constant edge leads to a vertex that is not special, or an exact sign was not to be had.</summary>
    public bool Inconsistent { get; private set; }

    /// <inheritdoc/>
    public bool Enter(CellPart part) => special.MayMeet(part);

    /// <inheritdoc/>
    public void Visit(Cell cell)
    {
        bool near = false;
        for (int v = 0; v < cell.VertexCount && !near; v++)
        {
            near = special.MayContain(cell.Vertices.Slice(v * cell.Dimension, cell.Dimension));
        }

        if (!near)
        {
            return;
        }

        Touch(cell);
        UInt128 pattern = fingerprint.OfCell(cell.Pattern);
        UInt128[] vertices = [.. Enumerable.Range(0, cell.VertexCount).Select(v => Key(cell, pattern, BigInteger.One << v))];
        BigInteger specialVertices = BigInteger.Zero;
        for (int v = 0; v < vertices.Length; v++)
        {
            specialVertices |= special.Contains(vertices[v]) ? BigInteger.One << v : BigInteger.Zero;
        }

        if (!specialVertices.IsZero)
        {
            signs.Enter(cell);
            Collect(cell, pattern, vertices, specialVertices);
            Inconsistent |= signs.Undecided;
        }
    }

    private void Collect(Cell cell, UInt128 pattern, UInt128[] vertices, BigInteger specialVertices)
    {
        FaceLattice lattice = FaceLattice.Of(cell);
        (int Low, int High, int Sign)[] edges = [.. lattice.Faces[1].Select(edge => Edge(cell, edge.Vertices))];
        UInt128[]? keysBelow = null;
        BigInteger[]? topsBelow = null;
        for (int k = 0; k <= cell.Dimension; k++)
        {
            List<LatticeFace> faces = lattice.Faces[k];
            UInt128[] keys = new UInt128[faces.Count];
            BigInteger[] tops = new BigInteger[faces.Count];
            for (int f = 0; f < faces.Count; f++)
            {
                BigInteger face = faces[f].Vertices;
                tops[f] = Top(face, edges, vertices.Length);
                if ((tops[f] & specialVertices).IsZero)
                {
                    continue;
                }

                Inconsistent |= (tops[f] & specialVertices) != tops[f];
                keys[f] = k == 0 ? vertices[First(face)] : Key(cell, pattern, face);
                BigInteger top = tops[f];
                UInt128[] boundary = k == 0
                    ? []
                    : [.. faces[f].Boundary.Where(g => !(topsBelow![g] & top).IsZero).Select(g => keysBelow![g])];
                Add(cell, keys[f], k, face, top, boundary, vertices);
            }

            (keysBelow, topsBelow) = (keys, tops);
        }
    }

    private void Add(Cell cell, UInt128 key, int dimension, BigInteger face, BigInteger top, UInt128[] boundary, UInt128[] vertices)
    {
        int first = First(top);
        for (int v = first + 1; v < vertices.Length; v++)
        {
            if (!(top >> v).IsEven)
            {
                Joined.Add((vertices[first], vertices[v]));
            }
        }

        if (Faces.ContainsKey(key))
        {
            return;
        }

        bool interior = true;
        for (int i = 0; i < touched.Count; i++)
        {
            interior &= touched[i].Kind == FacetKind.Unit || (touching[i] & face) != face;
        }

        bool flat = top == face;
        double value = signs.Value(cell.Vertices.Slice(first * cell.Dimension, cell.Dimension));
        Faces.Add(key, new StarFace(dimension, vertices[first], boundary, flat, interior, flat ? Centre(cell, face) : null, value));
    }

    private (int Low, int High, int Sign) Edge(Cell cell, BigInteger vertices)
    {
        int v = First(vertices);
        int w = (int)vertices.GetBitLength() - 1;
        return (v, w, signs.Of(cell, v, w));
    }

    // A vertex of a face has the maximum exactly when no edge of the face rises from it; the vertices with the maximum hang together by constant edges.
    private static BigInteger Top(BigInteger face, (int Low, int High, int Sign)[] edges, int vertices)
    {
        BigInteger below = BigInteger.Zero;
        foreach ((int low, int high, int sign) in edges)
        {
            if (sign != 0 && !(face >> low).IsEven && !(face >> high).IsEven)
            {
                below |= BigInteger.One << (sign > 0 ? low : high);
            }
        }

        // What is level with a vertex below the maximum is below it too.
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach ((int low, int high, int sign) in edges)
            {
                if (sign == 0 && !(face >> low).IsEven && !(face >> high).IsEven && (below >> low).IsEven != (below >> high).IsEven)
                {
                    below |= (BigInteger.One << low) | (BigInteger.One << high);
                    changed = true;
                }
            }
        }

        return face & ~below;
    }

    private static int First(BigInteger set)
    {
        int v = 0;
        while ((set >> v).IsEven)
        {
            v++;
        }

        return v;
    }

    private static double[] Centre(Cell cell, BigInteger face)
    {
        double[] sum = new double[cell.Dimension];
        int count = 0;
        for (int v = 0; v < cell.VertexCount; v++)
        {
            if (!(face >> v).IsEven)
            {
                count++;
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] += cell.Vertices[(v * sum.Length) + i];
                }
            }
        }

        return Array.ConvertAll(sum, x => x / count);
    }

    private UInt128 Key(Cell cell, UInt128 pattern, BigInteger face)
    {
        UInt128 key = pattern;
        for (int i = 0; i < touched.Count; i++)
        {
            if ((touching[i] & face) == face)
            {
                key ^= fingerprint.Change(touched[i], cell.Pattern);
            }
        }

        return key;
    }

    // All hyperplanes at the cell's vertices, with the vertices on each.
    private void Touch(Cell cell)
    {
        touched.Clear();
        touching.Clear();
        List<Facet> found = [];
        for (int v = 0; v < cell.VertexCount; v++)
        {
            found.Clear();
            foreach (int facet in cell.FacetsAt(v))
            {
                found.Add(cell.Facets[facet]);
            }

            finder.Find(cell.Vertices.Slice(v * cell.Dimension, cell.Dimension), found);
            foreach (Facet facet in found)
            {
                bool reaches = facet.Kind != FacetKind.Unit || cell.Pattern[facet.Index] - facet.Breakpoint is 0 or 1;
                int at = touched.IndexOf(facet);
                if (at < 0 && reaches)
                {
                    at = touched.Count;
                    touched.Add(facet);
                    touching.Add(BigInteger.Zero);
                }

                if (reaches)
                {
                    touching[at] |= BigInteger.One << v;
                }
            }
        }
    }
}
