namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>Aligned memory that grows when more is asked for, and is filled again and again.</summary>
internal sealed unsafe class ScratchBuffer
{
    private AlignedArray memory = new(64);
    private int capacity = 64;

    /// <summary>The memory as doubles.</summary>
    public double* Doubles => memory.Pointer;

    /// <summary>The memory as sets of 64.</summary>
    public ulong* Masks => (ulong*)memory.Pointer;

    /// <summary>Makes room; what was in it is kept.</summary>
    /// <param name="length">How many numbers of 8 bytes.</param>
    public void Reserve(int length)
    {
        if (length <= capacity)
        {
            return;
        }

        AlignedArray larger = new(2 * length);
        memory.Span(capacity).CopyTo(larger.Span(capacity));
        capacity = 2 * length;
        memory = larger;
    }
}
