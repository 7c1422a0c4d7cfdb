using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>
/// The vertices that need a closer look, by the fingerprint of all hyperplanes through them. Distances only save work: a vertex far from every special point is not evaluated.
/// </summary>
internal sealed class SpecialPoints
{
    private readonly FaceFingerprint fingerprint;
    private readonly HashSet<UInt128> keys = [];
    private readonly double[] direction;
    private readonly double[] projections;
    private readonly double near;

    public SpecialPoints(IEnumerable<double[]> points, CellDomain domain, FaceFingerprint fingerprint, BreakpointFinder finder)
    {
        this.fingerprint = fingerprint;
        direction = [.. Enumerable.Range(0, domain.Dimension).Select(i => Math.Cos(i + 0.7))];
        double extent = 0;
        for (int i = 0; i < domain.Dimension; i++)
        {
            extent += Math.Abs(direction[i]) * (Math.Abs(domain.Box.Lower[i]) + Math.Abs(domain.Box.Upper[i]));
        }

        near = 1e-8 * extent;
        List<double> along = [];
        List<Facet> found = [];
        foreach (double[] x in points)
        {
            found.Clear();
            finder.Find(x, found);
            if (keys.Add(Key(finder, found)))
            {
                along.Add(Project(x));
            }
        }

        along.Sort();
        projections = [.. along];
    }

    /// <summary>How many there are.</summary>
    public int Count => keys.Count;

    /// <summary>Whether a point may be one of them.</summary>
    public bool MayContain(ReadOnlySpan<double> x)
    {
        double p = Project(x);
        int at = Array.BinarySearch(projections, p - near);
        at = at < 0 ? ~at : at;
        return at < projections.Length && projections[at] <= p + near;
    }

    /// <summary>Whether a part of the domain may hold one: its vertices do not lie all on one side of them.</summary>
    public bool MayMeet(CellPart part)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        for (int v = 0; v < part.VertexCount; v++)
        {
            double p = Project(part.Vertices.Slice(v * part.Dimension, part.Dimension));
            low = Math.Min(low, p);
            high = Math.Max(high, p);
        }

        int at = Array.BinarySearch(projections, low - near);
        at = at < 0 ? ~at : at;
        return at < projections.Length && projections[at] <= high + near;
    }

    /// <summary>Whether the vertex with this fingerprint is one of them.</summary>
    public bool Contains(UInt128 key) => keys.Contains(key);

    private UInt128 Key(BreakpointFinder finder, List<Facet> found)
    {
        UInt128 key = fingerprint.OfCell(finder.Pieces);
        foreach (Facet facet in found)
        {
            key ^= fingerprint.Change(facet, finder.Pieces);
        }

        return key;
    }

    private double Project(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += direction[i] * x[i];
        }

        return sum;
    }
}
