namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>A list of indices that is filled again and again.</summary>
internal sealed class IndexList
{
    private int[] items = new int[64];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The indices.</summary>
    public ReadOnlySpan<int> Items => items.AsSpan(0, Count);

    /// <summary>Empties the list.</summary>
    /// <param name="capacity">How many may be added.</param>
    public void Clear(int capacity)
    {
        Count = 0;
        if (items.Length < capacity)
        {
            items = new int[2 * capacity];
        }
    }

    /// <summary>Adds one.</summary>
    /// <param name="index">The index.</param>
    public void Add(int index) => items[Count++] = index;
}
