using System.Runtime.InteropServices;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>
/// A stack of cache-line aligned memory that grows by chunks and never moves what it gave out. One worker's; a walk takes from it and releases to a mark, so
/// that nothing is allocated for a cell once the chunks are there.
/// </summary>
internal sealed unsafe class StackArena : IDisposable
{
    private const nuint ChunkBytes = 1 << 18;

    private readonly List<(nuint Start, nuint Size)> chunks = [];
    private int chunk = -1;
    private nuint next;
    private nuint end;

    ~StackArena() => Free();

    /// <summary>The present height.</summary>
    public Mark Height => new(chunk, next);

    /// <summary>Takes memory with undefined contents.</summary>
    /// <param name="words">How many units of 8 bytes; rounded up to whole cache lines.</param>
    public double* Take(int words)
    {
        nuint bytes = (((nuint)words * 8) + 63) & ~(nuint)63;
        nuint start = next;
        if (bytes > end - start)
        {
            start = TakeChunk(bytes);
        }

        next = start + bytes;
        return (double*)start;
    }

    /// <summary>Gives back everything taken since.</summary>
    /// <param name="mark">A height that this arena had.</param>
    public void Release(Mark mark)
    {
        if (mark.Chunk != chunk)
        {
            chunk = mark.Chunk;
            end = chunk < 0 ? 0 : chunks[chunk].Start + chunks[chunk].Size;
        }

        next = mark.Next;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private nuint TakeChunk(nuint bytes)
    {
        chunk++;
        while (chunk < chunks.Count && chunks[chunk].Size < bytes)
        {
            // Chunks above the height hold nothing; one that is too small here makes room for a larger one.
            NativeMemory.AlignedFree((void*)chunks[chunk].Start);
            chunks.RemoveAt(chunk);
        }

        if (chunk == chunks.Count)
        {
            nuint size = Math.Max(bytes, ChunkBytes);
            chunks.Add(((nuint)NativeMemory.AlignedAlloc(size, 64), size));
        }

        end = chunks[chunk].Start + chunks[chunk].Size;
        return chunks[chunk].Start;
    }

    private void Free()
    {
        foreach ((nuint start, _) in chunks)
        {
            NativeMemory.AlignedFree((void*)start);
        }

        chunks.Clear();
        chunk = -1;
        next = end = 0;
    }

    /// <summary>A height of the stack.</summary>
    /// <param name="Chunk">The chunk.</param>
    /// <param name="Next">The first free byte in it.</param>
    internal readonly record struct Mark(int Chunk, nuint Next);
}
