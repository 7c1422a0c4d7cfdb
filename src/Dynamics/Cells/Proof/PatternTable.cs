using System.Runtime.InteropServices;

namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>A set of packed patterns, numbered in the order they were added. A hash finds the place; the patterns themselves are compared.</summary>
internal sealed class PatternTable(int words)
{
    private readonly List<ulong> patterns = [];
    private readonly List<ulong> hashes = [];
    private int[] slots = NewSlots(1 << 10);

    /// <summary>How many patterns there are.</summary>
    public int Count => hashes.Count;

    /// <summary>A pattern by its number; valid until the next <see cref="Add"/>.</summary>
    public ReadOnlySpan<ulong> this[int number] => CollectionsMarshal.AsSpan(patterns).Slice(number * words, words);

    /// <summary>The hash of a pattern.</summary>
    public ulong Hash(int number) => hashes[number];

    /// <summary>Adds a pattern unless it is there.</summary>
    /// <returns>Whether it was new.</returns>
    public bool Add(ReadOnlySpan<ulong> pattern, ulong hash)
    {
        int slot = Slot(pattern, hash);
        if (slots[slot] >= 0)
        {
            return false;
        }

        slots[slot] = Count;
        patterns.AddRange(pattern);
        hashes.Add(hash);
        if (Count > slots.Length / 2)
        {
            Grow();
        }

        return true;
    }

    /// <summary>The number of a pattern, −1 when it is not there. Safe from many threads while nobody adds.</summary>
    public int Find(ReadOnlySpan<ulong> pattern, ulong hash) => slots[Slot(pattern, hash)];

    private int Slot(ReadOnlySpan<ulong> pattern, ulong hash)
    {
        int mask = slots.Length - 1;
        int slot = (int)(hash & (uint)mask);
        while (slots[slot] >= 0 && !(hashes[slots[slot]] == hash && this[slots[slot]].SequenceEqual(pattern)))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        slots = NewSlots(2 * slots.Length);
        int mask = slots.Length - 1;
        for (int number = 0; number < Count; number++)
        {
            int slot = (int)(hashes[number] & (uint)mask);
            while (slots[slot] >= 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = number;
        }
    }

    private static int[] NewSlots(int length)
    {
        int[] empty = new int[length];
        empty.AsSpan().Fill(-1);
        return empty;
    }
}
