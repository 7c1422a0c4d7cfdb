using System.Numerics;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>The cell at which a worker stands. What a visitor does not ask for is not computed.</summary>
internal sealed unsafe class WalkCell<TSigns>(CellEngine<TSigns> engine) : Cell
    where TSigns : struct, IVertexSigns<TSigns>
{
    private readonly int d = engine.Plan.Dimension;
    private double[] vertices = [];
    private Facet[] facets = [];
    private int[] facetIds = [];
    private int[] incidences = [];
    private int[] starts = [];
    private int facetCount = -1;
    private bool hasVertices;
    private bool hasIncidences;

    public override int Dimension => d;

    public override ReadOnlySpan<byte> Pattern => engine.Pattern;

    public override int VertexCount => engine.Current.Polytope.Count;

    public override ReadOnlySpan<double> Vertices
    {
        get
        {
            int count = VertexCount;
            if (!hasVertices)
            {
                hasVertices = true;
                Reserve(ref vertices, count * d);
                engine.CopyVertices(vertices);
            }

            return vertices.AsSpan(0, count * d);
        }
    }

    public override ReadOnlySpan<Facet> Facets
    {
        get
        {
            FindFacets();
            return facets.AsSpan(0, facetCount);
        }
    }

    /// <summary>The walk has moved on.</summary>
    public void Reset()
    {
        hasVertices = hasIncidences = false;
        facetCount = -1;
    }

    public override ReadOnlySpan<int> FacetsAt(int vertex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vertex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(vertex, VertexCount);
        FindIncidences();
        return incidences.AsSpan(starts[vertex], starts[vertex + 1] - starts[vertex]);
    }

    public override double Halfspace(int facet, Span<double> normal)
    {
        FindFacets();
        ArgumentOutOfRangeException.ThrowIfNegative(facet);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(facet, facetCount);
        Preconditions.RequireLength(normal.Length, d, "normal");
        double offset = engine.Inward(facetIds[facet], normal);
        for (int i = 0; i < d; i++)
        {
            normal[i] = -normal[i];
        }

        return offset;
    }

    public override void AffineMap(Span<double> a, Span<double> b) => engine.OutputMap(a, b);

    private static void Reserve<T>(ref T[] memory, int length)
    {
        if (memory.Length < length)
        {
            memory = new T[2 * length];
        }
    }

    private void FindFacets()
    {
        if (facetCount >= 0)
        {
            return;
        }

        Polytope polytope = engine.Current.Polytope;
        Reserve(ref facets, polytope.SlotCount);
        Reserve(ref facetIds, polytope.SlotCount);
        facetCount = 0;
        for (int w = 0; w < polytope.Words; w++)
        {
            for (ulong left = polytope.Alive[w]; left != 0; left &= left - 1)
            {
                int id = polytope.Slots[(64 * w) + BitOperations.TrailingZeroCount(left)];
                facetIds[facetCount] = id;
                facets[facetCount++] = engine.Plan.Facet(id);
            }
        }
    }

    private void FindIncidences()
    {
        if (hasIncidences)
        {
            return;
        }

        hasIncidences = true;
        Polytope polytope = engine.Current.Polytope;
        Reserve(ref starts, polytope.Count + 1);
        int count = 0;
        for (int v = 0; v < polytope.Count; v++)
        {
            starts[v] = count;
            int before = 0;
            for (int w = 0; w < polytope.Words; w++)
            {
                ulong alive = polytope.Alive[w];
                for (ulong left = polytope.Masks[(w * polytope.Stride) + v]; left != 0; left &= left - 1)
                {
                    if (count == incidences.Length)
                    {
                        Array.Resize(ref incidences, Math.Max(64, 2 * count));
                    }

                    incidences[count++] = before + BitOperations.PopCount(alive & ((left & (~left + 1)) - 1));
                }

                before += BitOperations.PopCount(alive);
            }
        }

        starts[polytope.Count] = count;
    }
}
