using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Programs;

namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>
/// Identity of a face across the cells that share it: which piece or breakpoint every unit is at in its relative interior, and on which sides of the domain it
/// lies. That sign vector determines the face, since each layer is affine on what the layers before it leave. It is held as the exclusive or of one 128-bit number an entry:
/// two of N faces are confused with probability below N²·2^−129.
/// </summary>
internal sealed class FaceFingerprint
{
    private readonly UInt128[][] places;
    private readonly int units;

    public FaceFingerprint(PiecewiseLinearProgram program)
    {
        units = program.Units;
        places = new UInt128[units][];
        ulong state = 0x1d872b41c0ffee;
        foreach (ProgramStep.Pieces step in program.Steps.OfType<ProgramStep.Pieces>())
        {
            for (int i = 0; i < step.Units.Length; i++)
            {
                UInt128[] unit = new UInt128[(2 * step.Units[i].Breakpoints.Length) + 1];
                for (int place = 0; place < unit.Length; place++)
                {
                    unit[place] = new UInt128(Next(ref state), Next(ref state));
                }

                places[step.FirstUnit + i] = unit;
            }
        }
    }

    /// <summary>The fingerprint of a full-dimensional cell.</summary>
    public UInt128 OfCell(ReadOnlySpan<byte> pattern)
    {
        UInt128 sum = 0;
        for (int i = 0; i < units; i++)
        {
            sum ^= places[i][2 * pattern[i]];
        }

        return sum;
    }

    /// <summary>What a fingerprint changes by when a face of the cell lies on a facet's hyperplane.</summary>
    public UInt128 Change(Facet facet, ReadOnlySpan<byte> pattern)
    {
        if (facet.Kind == FacetKind.Unit)
        {
            return places[facet.Index][2 * pattern[facet.Index]] ^ places[facet.Index][(2 * facet.Breakpoint) + 1];
        }

        ulong state = (ulong)facet.Kind << 32 | (uint)facet.Index;
        return new UInt128(Next(ref state), Next(ref state));
    }

    // SplitMix64.
    private static ulong Next(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
