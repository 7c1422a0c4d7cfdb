namespace TorchDynInspect.Training;

/// <summary>
/// Fisher–Yates shuffles driven by SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), keyed by seed and stream: the same on every runtime and
/// machine, and no state to save with a checkpoint.
/// </summary>
internal static class SeededPermutation
{
    /// <summary>A shuffled copy of <paramref name="items"/>. O(n).</summary>
    public static long[] Of(ReadOnlySpan<long> items, int seed, int stream)
    {
        long[] order = items.ToArray();
        ulong state = Mix(((ulong)(uint)seed << 32) | (uint)stream);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = Below(ref state, (uint)i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    // The high half of a 64×64-bit product is uniform up to a bias of bound/2⁶⁴.
    private static int Below(ref ulong state, uint bound)
    {
        state += 0x9E3779B97F4A7C15UL;
        return (int)Math.BigMul(Mix(state), bound, out _);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
