using System.Numerics;
using TorchDynInspect.Dynamics.Cells.Programs;

namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>
/// How an activation pattern is packed into words: as many bits a unit as its number of pieces needs, none for a unit with one piece. The hash of a pattern
/// is the
/// exclusive or of one random key for each unit and piece, so that a neighbour's hash follows from two keys.
/// </summary>
internal sealed class PatternLayout
{
    private readonly int[] word;
    private readonly int[] shift;
    private readonly int[] bits;

    /// <summary>Lays out the patterns of a program.</summary>
    public PatternLayout(PiecewiseLinearProgram program)
    {
        Units = [.. program.Steps.OfType<ProgramStep.Pieces>().SelectMany(step => step.Units)];
        (word, shift, bits) = (new int[Units.Length], new int[Units.Length], new int[Units.Length]);
        int free = 64;
        for (int unit = 0; unit < Units.Length; unit++)
        {
            bits[unit] = 32 - BitOperations.LeadingZeroCount((uint)Units[unit].Breakpoints.Length);
            if (Words == 0 || bits[unit] > free)
            {
                (Words, free) = (Words + 1, 64);
            }

            (word[unit], shift[unit]) = (Words - 1, 64 - free);
            free -= bits[unit];
        }

        Words = Math.Max(Words, 1);
    }

    /// <summary>The units in the order of the pattern.</summary>
    public UnitPieces[] Units { get; }

    /// <summary>Number of words.</summary>
    public int Words { get; }

    /// <summary>Packs a pattern.</summary>
    /// <param name="pattern">A piece a unit.</param>
    /// <param name="packed">Receives <see cref="Words"/> words.</param>
    /// <returns>The hash.</returns>
    public ulong Pack(ReadOnlySpan<byte> pattern, Span<ulong> packed)
    {
        packed.Clear();
        ulong hash = 0;
        for (int unit = 0; unit < Units.Length; unit++)
        {
            packed[word[unit]] |= (ulong)pattern[unit] << shift[unit];
            hash ^= Key(unit, pattern[unit]);
        }

        return hash;
    }

    /// <summary>The pattern behind a packed one.</summary>
    public byte[] Unpack(ReadOnlySpan<ulong> packed)
    {
        byte[] pattern = new byte[Units.Length];
        for (int unit = 0; unit < pattern.Length; unit++)
        {
            pattern[unit] = Piece(packed, unit);
        }

        return pattern;
    }

    /// <summary>The piece of one unit.</summary>
    public byte Piece(ReadOnlySpan<ulong> packed, int unit) => (byte)(packed[word[unit]] >> shift[unit] & ((1UL << bits[unit]) - 1));

    /// <summary>Puts one unit on another piece.</summary>
    public void SetPiece(Span<ulong> packed, int unit, int piece) =>
        packed[word[unit]] = (packed[word[unit]] & ~(((1UL << bits[unit]) - 1) << shift[unit])) | ((ulong)piece << shift[unit]);

    /// <summary>The key of a unit on a piece. The mixing function is SplitMix64's finaliser (Steele, Lea, Flood 2014).</summary>
    public static ulong Key(int unit, int piece)
    {
        ulong x = ((((ulong)unit + 1) << 16) + (ulong)piece) * 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
