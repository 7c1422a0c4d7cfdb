using System.Runtime.CompilerServices;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>Pinned doubles that start on a cache line, zero at first; alive as long as the object is.</summary>
internal sealed unsafe class AlignedArray
{
    private readonly double[] memory;

    /// <summary>Takes memory.</summary>
    /// <param name="length">Number of doubles.</param>
    public AlignedArray(int length)
    {
        memory = GC.AllocateArray<double>(length + 8, pinned: true);
        double* start = (double*)Unsafe.AsPointer(ref memory[0]);
        Pointer = (double*)(((nuint)start + 63) & ~(nuint)63);
    }

    /// <summary>The first of them.</summary>
    public double* Pointer { get; }

    /// <summary>The first <paramref name="length"/> of them.</summary>
    /// <param name="length">At most the length given to the constructor.</param>
    public Span<double> Span(int length) => new(Pointer, length);
}
