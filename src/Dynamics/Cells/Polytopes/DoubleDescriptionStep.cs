namespace TorchDynInspect.Dynamics.Cells.Polytopes;

/// <summary>
/// What cutting a polytope by a halfspace does to its vertices, edges and facets, whatever arithmetic decided on which side each vertex lies: one step of the
/// double description method (Motzkin, Raiffa, Thompson, Thrall 1953).
/// </summary>
/// <param name="KeptVertices">Old vertices inside or on the boundary; they become the first vertices of the result.</param>
/// <param name="CutEdges">Edges from an inner to an outer vertex; each gives one new vertex, after the kept ones.</param>
/// <param name="KeptFacets">Old facets that stay; they become the first facets of the result, the boundary of the halfspace its last.</param>
/// <param name="Incidence">Of the result.</param>
internal sealed record DoubleDescriptionStep(
    int[] KeptVertices, (int Inside, int Outside)[] CutEdges, int[] KeptFacets, Incidence Incidence)
{
    /// <summary>Plans the cut of a d-dimensional polytope. The vertices must lie on both sides, strictly.</summary>
    /// <param name="incidence">Of the polytope.</param>
    /// <param name="sides">−1 inside, 0 on the boundary, 1 outside, for each vertex.</param>
    /// <param name="dimension">d.</param>
    public static DoubleDescriptionStep Of(Incidence incidence, ReadOnlySpan<sbyte> sides, int dimension)
    {
        List<int> kept = new(incidence.Vertices);
        List<(int, int)> edges = [];
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

        int[] facets = FacetsThatStay(incidence, sides);
        Incidence result = new(kept.Count + edges.Count, facets.Length + 1);
        for (int f = 0; f < facets.Length; f++)
        {
            for (int v = 0; v < kept.Count; v++)
            {
                if (incidence[kept[v], facets[f]])
                {
                    result.Set(v, f);
                }
            }

            for (int e = 0; e < edges.Count; e++)
            {
                if (incidence[edges[e].Item1, facets[f]] && incidence[edges[e].Item2, facets[f]])
                {
                    result.Set(kept.Count + e, f);
                }
            }
        }

        for (int v = 0; v < result.Vertices; v++)
        {
            if (v >= kept.Count || sides[kept[v]] == 0)
            {
                result.Set(v, facets.Length);
            }
        }

        return new DoubleDescriptionStep([.. kept], [.. edges], facets, result);
    }

    // A facet keeps its dimension exactly when one of its vertices lies strictly inside.
    private static int[] FacetsThatStay(Incidence incidence, ReadOnlySpan<sbyte> sides)
    {
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
