using System.Collections;

namespace TorchSharp.Modules;

/// <summary>The indices of a dataset in a random order: the same one at every enumeration with a seed, a new one without.</summary>
internal sealed class Shuffle(long count, int? seed) : IEnumerable<long>
{
    public IEnumerator<long> GetEnumerator()
    {
        var random = seed is { } s ? new Random(s) : new Random();
        var order = new long[count];
        for (var i = 0; i < order.Length; i++)
        {
            // Two 31-bit draws, the first the high one, as in TorchSharp: a seed gives the same order with either engine.
            var j = (((long)random.Next() << 32) + random.Next()) % (i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return ((IEnumerable<long>)order).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
