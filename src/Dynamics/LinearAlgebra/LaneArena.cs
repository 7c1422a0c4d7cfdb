using System.Runtime.InteropServices;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>
/// A stack of cache-line aligned working memory, counted in vectors of eight doubles. One thread's; it is filled once and reused for every tile,
/// so that the loops above it allocate nothing.
/// </summary>
internal sealed unsafe class LaneArena : IDisposable
{
    private readonly nuint capacity;
    private Lanes* memory;
    private nuint used;

    public LaneArena(long vectors)
    {
        capacity = (nuint)vectors;
        memory = (Lanes*)NativeMemory.AlignedAlloc(Math.Max(capacity, 1) * (nuint)sizeof(Lanes), 64);
    }

    ~LaneArena() => Free();

    /// <summary>The present height of the stack, to be given to <see cref="Release"/>.</summary>
    public nuint Mark => used;

    /// <summary>Takes <paramref name="vectors"/> vectors; their contents are undefined.</summary>
    public Lanes* Take(int vectors)
    {
        nuint start = used;
        used += (nuint)vectors;
        if (used > capacity)
        {
            throw new InvalidOperationException($"working memory holds {capacity} vectors, {used} were asked for");
        }

        return memory + start;
    }

    /// <summary>Gives back everything taken since <paramref name="mark"/>.</summary>
    public void Release(nuint mark) => used = mark;

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(memory);
        memory = null;
    }
}
