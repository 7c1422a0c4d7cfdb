using System.Collections;

namespace TorchSharp.Modules;

/// <summary>
/// The indices of a dataset in a random order: the same one at every enumeration with a seed, a new one without. The order of a seed is this engine's own; the
/// package may draw another.
/// </summary>
internal sealed class Shuffle(long count, int? seed) : IEnumerable<long>
{
    public IEnumerator<long> GetEnumerator()
    {
        var random = seed is { } s ? new Random(s) : new Random();
        var order = new long[count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        random.Shuffle(order);
        return ((IEnumerable<long>)order).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
