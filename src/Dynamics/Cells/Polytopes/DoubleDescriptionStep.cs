namespace TorchDynInspect.Dynamics.Cells.Polytopes;

/// <summary>
/// What cutting a polytope by a halfspace does to its vertices, edges and facets, whatever arithmetic decided on which side each vertex lies: one step of the
/// double description method (Motzkin, Raiffa, Thompson, Thrall 1953).
/// </summary>
/// <param name="KeptVertices">Old vertices inside or on the boundary; they become the first vertices of the result.</param>
/// <param name="CutEdges">Edges from an inner to an outer vertex; each gives one new vertex, after the kept ones.</param>
/// <param name="Incidence">Of the result: the old facets, then the boundary of the halfspace.</param>
internal sealed record DoubleDescriptionStep(int[] KeptVertices, (int Inside, int Outside)[] CutEdges, Incidence Incidence)
{
    /// <summary>Plans the cut of a polytope in d dimensions.</summary>
    /// <param name="incidence">Of the polytope.</param>
    /// <param name="sides">−1 inside, 0 on the boundary, 1 outside, for each vertex.</param>
    /// <param name="dimension">d.</param>
    public static DoubleDescriptionStep Of(Incidence incidence, ReadOnlySpan<sbyte> sides, int dimension)
    {
        List<int> kept = new(incidence.Vertices);
        List<(int Inside, int Outside)> edges = [];
        for (int v = 0; v < incidence.Vertices; v++)
        {
            if (sides[v] <= 0)
            {
                kept.Add(v);
            }

            for (int w = 0; sides[v] < 0 && w < incidence.Vertices; w++)
            {
                if (sides[w] > 0 && incidence.AreAdjacent(v, w, dimension))
                {
                    edges.Add((v, w));
                }
            }
        }

        Incidence result = new(kept.Count + edges.Count, incidence.Facets + 1);
        for (int v = 0; v < kept.Count; v++)
        {
            result.Copy(v, incidence, kept[v]);
            if (sides[kept[v]] == 0)
            {
                result.Set(v, incidence.Facets);
            }
        }

        for (int e = 0; e < edges.Count; e++)
        {
            result.CopyCommon(kept.Count + e, incidence, edges[e].Inside, edges[e].Outside);
            result.Set(kept.Count + e, incidence.Facets);
        }

        return new DoubleDescriptionStep([.. kept], [.. edges], result);
    }

    /// <summary>The old facets that stay facets when a polytope of full dimension is cut through its interior.</summary>
    /// <param name="incidence">Of the polytope.</param>
    /// <param name="sides">−1 inside, 0 on the boundary, 1 outside, for each vertex.</param>
    public static int[] FacetsThatStay(Incidence incidence, ReadOnlySpan<sbyte> sides)
    {
        // A facet keeps its dimension exactly when one of its vertices lies strictly inside.
        List<int> facets = new(incidence.Facets);
        for (int f = 0; f < incidence.Facets; f++)
        {
            for (int v = 0; v < incidence.Vertices; v++)
            {
                if (sides[v] < 0 && incidence[v, f])
                {
                    facets.Add(f);
                    break;
                }
            }
        }

        return [.. facets];
    }
}
