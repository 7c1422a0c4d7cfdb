using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>Which vertices of a polytope lie on one side of a hyperplane, or on it: one bit a vertex, eight to a byte.</summary>
internal sealed unsafe class Separation
{
    private static readonly Vector512<long> Lanes = Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);

    private byte[] bits = GC.AllocateArray<byte>(64, pinned: true);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The number of bytes in use.</summary>
    public int Blocks { get; private set; }

    private byte* Bits => (byte*)Unsafe.AsPointer(ref bits[0]);

    /// <summary>Starts anew.</summary>
    /// <param name="blocks">How many bytes will be set.</param>
    public void Clear(int blocks)
    {
        Count = 0;
        Blocks = blocks;
        if (bits.Length < blocks)
        {
            bits = GC.AllocateArray<byte>(2 * blocks, pinned: true);
        }
    }

    /// <summary>Sets eight bits.</summary>
    /// <param name="block">The byte.</param>
    /// <param name="value">The bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int block, uint value)
    {
        Bits[block] = (byte)value;
        Count += BitOperations.PopCount(value);
    }

    /// <summary>Writes the indices of the vertices.</summary>
    /// <param name="indices">Receives <see cref="Count"/> of them.</param>
    public void CopyIndices(int* indices)
    {
        for (int b = 0; b < Blocks; b++)
        {
            for (uint left = Bits[b]; left != 0; left &= left - 1)
            {
                *indices++ = (8 * b) + BitOperations.TrailingZeroCount(left);
            }
        }
    }

    /// <summary>Copies the entries of these vertices, side by side; up to eight numbers behind them are overwritten.</summary>
    /// <param name="from">A column, one entry a vertex.</param>
    /// <param name="to">Receives <see cref="Count"/> of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Copy(double* from, double* to)
    {
        for (int b = 0; b < Blocks; b++)
        {
            uint block = Bits[b];
            if (Avx512F.IsSupported)
            {
                Vector512<long> mask = Vector512.Equals(Vector512.Create((long)block) & Lanes, Lanes);
                Avx512F.Compress(Vector512<double>.Zero, mask.AsDouble(), Vector512.Load(from + (8 * b))).Store(to);
                to += BitOperations.PopCount(block);
                continue;
            }

            for (uint left = block; left != 0; left &= left - 1)
            {
                *to++ = from[(8 * b) + BitOperations.TrailingZeroCount(left)];
            }
        }
    }
}
