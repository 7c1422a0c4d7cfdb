using System.Numerics;
using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>
/// A pattern's cell in exact rationals, from the pattern alone: whether it has full dimension, its facets, and the pattern beyond each. Nothing is assumed of
/// general position.
/// </summary>
/// <remarks>
/// The partition is face to face: a unit's pre-activation is affine on a closed cell and does not change sign there, so where it vanishes in the relative
/// interior of a facet it
/// vanishes on all of it, and one cell lies beyond. Its pattern is read off at a point of the facet moved outwards by an infinitesimal.
/// </remarks>
internal sealed class ExactCellCheck(ExactProgram program, CellDomain domain)
{
    private readonly int d = domain.Dimension;
    private readonly BigInteger[] nowhere = new BigInteger[domain.Dimension];

    /// <summary>The cell of a pattern, or null when it has no interior in the domain.</summary>
    /// <exception cref="InvalidOperationException">The network at the witness contradicts the cell: a fault of this program.</exception>
    public ExactCell? Check(ReadOnlySpan<byte> pattern)
    {
        List<ExactHalfspace> halfspaces = program.Halfspaces(pattern);
        ExactPolytope? polytope = ExactPolytope.Of(domain, halfspaces);
        if (polytope is null)
        {
            return null;
        }

        UnitPlace[] inside = program.PlacesBeside(polytope.InnerPoint(), nowhere);
        byte[] canonical = Pattern(inside);
        Facet[] onBreakpoint = [.. inside.Select((place, unit) => (place, unit)).Where(x => x.place.OnBreakpoint)
            .Select(x => new Facet(FacetKind.Unit, x.unit, x.place.Piece))];
        RequireSame(pattern, inside);

        BigInteger[] sets = polytope.VertexSets();
        FaceLattice lattice = FaceLattice.Of(d, polytope.Vertices.Length, sets);
        List<LatticeFace> facets = lattice.Faces[d - 1];
        List<byte[]> neighbours = [];
        foreach (BigInteger facet in facets.Select(face => face.Vertices))
        {
            int carrier = Array.IndexOf(sets, facet);
            bool isBoundary = Enumerable.Range(0, sets.Length).Any(h => sets[h] == facet && polytope.Halfspaces[h].Facet.Kind != FacetKind.Unit);
            if (!isBoundary)
            {
                BigInteger[] point = polytope.InnerPoint(facet);
                neighbours.Add(Pattern(program.PlacesBeside(point, polytope.Halfspaces[carrier].Form.AsSpan(0, d))));
            }
        }

        (int owned, List<(UInt128, int)> shared) = CountFaces(polytope, sets, lattice, canonical, onBreakpoint);
        return new ExactCell(canonical, neighbours, facets.Count - neighbours.Count, owned, shared);
    }

    // A unit that stays on a breakpoint counts as to its right, as in the walk.
    private static byte[] Pattern(UnitPlace[] places) => [.. places.Select(place => (byte)(place.OnBreakpoint ? place.Piece + 1 : place.Piece))];

    private static void RequireSame(ReadOnlySpan<byte> pattern, UnitPlace[] inside)
    {
        for (int unit = 0; unit < inside.Length; unit++)
        {
            if (!inside[unit].IsIn(pattern[unit]))
            {
                throw new InvalidOperationException($"exact cell: unit {unit} is on piece {inside[unit].Piece} at the witness, the pattern says {pattern[unit]}");
            }
        }
    }

    private (int Owned, List<(UInt128 Key, int Sign)> Shared) CountFaces(
        ExactPolytope polytope, BigInteger[] sets, FaceLattice lattice, byte[] canonical, Facet[] onBreakpoint)
    {
        int owned = 0;
        List<(UInt128, int)> shared = [];
        foreach ((int dimension, LatticeFace face) in lattice.Faces.SelectMany((faces, dimension) => faces.Select(face => (dimension, face))))
        {
            List<Facet> tight = [.. onBreakpoint];
            for (int h = 0; h < sets.Length; h++)
            {
                if ((sets[h] & face.Vertices) == face.Vertices)
                {
                    tight.Add(polytope.Halfspaces[h].Facet);
                }
            }

            int sign = dimension % 2 == 0 ? 1 : -1;
            if (tight.Count > d - dimension)
            {
                shared.Add((Key(canonical, tight), sign));
            }
            else if (tight.All(facet => facet.Kind != FacetKind.Unit || canonical[facet.Index] > facet.Breakpoint))
            {
                owned += sign;
            }
        }

        return (owned, shared);
    }

    // A face is told by the sides it lies on and, for each unit, the piece or the breakpoint it is on.
    private static UInt128 Key(byte[] canonical, List<Facet> tight)
    {
        const int OnBreakpoint = 1 << 8;
        const int OnSide = 1 << 9;
        int units = canonical.Length;
        UInt128 key = 0;
        for (int unit = 0; unit < units; unit++)
        {
            key ^= Wide(unit, canonical[unit]);
        }

        foreach (Facet facet in tight)
        {
            key ^= facet.Kind == FacetKind.Unit
                ? Wide(facet.Index, canonical[facet.Index]) ^ Wide(facet.Index, OnBreakpoint + facet.Breakpoint)
                : Wide(units + (2 * facet.Index) + (facet.Kind == FacetKind.Box ? 0 : 1), OnSide);
        }

        return key;
    }

    private static UInt128 Wide(int unit, int state) => new(PatternLayout.Key(unit, state), PatternLayout.Key(unit, state + (1 << 12)));
}
