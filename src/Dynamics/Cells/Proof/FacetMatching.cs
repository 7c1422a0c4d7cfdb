using System.Runtime.InteropServices;

namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>Looks up the pattern beyond each facet and counts how often each pattern is found that way.</summary>
internal sealed class FacetMatching(PatternLayout layout, PatternTable table)
{
    private const int Batch = 4096;

    private readonly Lock gate = new();
    private readonly List<ulong> missing = [];
    private readonly List<ulong> missingHashes = [];
    private int[] named = new int[table.Count];
    private int first;

    /// <summary>Follows the facets of a worker's simple cells; workers in the order in which their cells were added to the table.</summary>
    public void Follow(ProofVisitor visitor, ParallelOptions parallelism)
    {
        int count = visitor.Hashes.Count;
        Parallel.For(0, (count + Batch - 1) / Batch, parallelism, batch =>
        {
            ulong[] beyond = new ulong[layout.Words];
            for (int cell = batch * Batch; cell < Math.Min(count, (batch + 1) * Batch); cell++)
            {
                ReadOnlySpan<ulong> pattern = table[first + cell];
                ulong hash = table.Hash(first + cell);
                foreach (Crossing crossing in visitor.Facets(cell))
                {
                    pattern.CopyTo(beyond);
                    int piece = layout.Piece(pattern, crossing.Unit);
                    layout.SetPiece(beyond, crossing.Unit, crossing.Piece);
                    Name(beyond, hash ^ PatternLayout.Key(crossing.Unit, piece) ^ PatternLayout.Key(crossing.Unit, crossing.Piece));
                }
            }
        });
        first += count;
    }

    /// <summary>Follows the facets of an exact cell.</summary>
    public void Follow(ExactCell cell)
    {
        ulong[] beyond = new ulong[layout.Words];
        foreach (byte[] neighbour in cell.Neighbours)
        {
            ulong hash = layout.Pack(neighbour, beyond);
            Name(beyond, hash);
        }
    }

    /// <summary>The patterns that were not in the table, each once. They stay pending until <see cref="Retry"/>.</summary>
    public List<byte[]> TakeMissing()
    {
        PatternTable distinct = new(layout.Words);
        List<byte[]> patterns = [];
        for (int i = 0; i < missingHashes.Count; i++)
        {
            if (distinct.Add(Missing(i), missingHashes[i]))
            {
                patterns.Add(layout.Unpack(Missing(i)));
            }
        }

        return patterns;
    }

    /// <summary>Looks up again what was missing.</summary>
    /// <returns>Whether everything is there now.</returns>
    public bool Retry()
    {
        Array.Resize(ref named, table.Count);
        for (int i = 0; i < missingHashes.Count; i++)
        {
            int number = table.Find(Missing(i), missingHashes[i]);
            if (number < 0)
            {
                return false;
            }

            named[number]++;
        }

        missing.Clear();
        missingHashes.Clear();
        return true;
    }

    /// <summary>For each pattern of the table how many facets lead to it.</summary>
    public IReadOnlyList<int> Named => named;

    private ReadOnlySpan<ulong> Missing(int i) => CollectionsMarshal.AsSpan(missing).Slice(i * layout.Words, layout.Words);

    private void Name(ulong[] beyond, ulong hash)
    {
        int number = table.Find(beyond, hash);
        if (number >= 0)
        {
            Interlocked.Increment(ref named[number]);
            return;
        }

        lock (gate)
        {
            missing.AddRange(beyond);
            missingHashes.Add(hash);
        }
    }
}
