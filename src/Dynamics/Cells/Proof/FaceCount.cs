using System.Numerics;

namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>
/// Counts the faces of simple cells so that the whole complex's Euler characteristic comes out with each face counted once: a face on which exactly as many
/// hyperplanes are tight as its codimension belongs to the cell above all of its units' breakpoints, because around such a face the cells take every
/// combination of sides once.
/// </summary>
internal sealed class FaceCount
{
    private ulong[] faces = new ulong[256];

    /// <summary>Σ (−1)^dimension over the faces of a cell that it owns, itself included.</summary>
    /// <param name="dimension">d.</param>
    /// <param name="vertices">For each vertex the set of its d facets.</param>
    /// <param name="owned">The facets on the domain's boundary, and those of units that are above their breakpoint.</param>
    public int Euler(int dimension, ReadOnlySpan<ulong> vertices, ulong owned)
    {
        int count = 0;
        foreach (ulong vertex in vertices)
        {
            ulong set = vertex & owned;
            int subsets = 1 << BitOperations.PopCount(set);
            if (count + subsets > faces.Length)
            {
                Array.Resize(ref faces, Math.Max(2 * faces.Length, count + subsets));
            }

            // All subsets of a set, from the set itself down to the empty one, which is the cell.
            for (ulong subset = set; ; subset = (subset - 1) & set)
            {
                faces[count++] = subset;
                if (subset == 0)
                {
                    break;
                }
            }
        }

        Span<ulong> all = faces.AsSpan(0, count);
        all.Sort();
        int euler = 0;
        for (int i = 0; i < count; i++)
        {
            if (i == 0 || all[i] != all[i - 1])
            {
                euler += ((dimension - BitOperations.PopCount(all[i])) & 1) == 0 ? 1 : -1;
            }
        }

        return euler;
    }
}
