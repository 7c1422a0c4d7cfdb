using System.Numerics;

namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>
/// The index of a vertex at which d hyperplanes cross simply: r units, each with an edge on either side, and d − r sides of the domain, each with an edge inwards. A face at the
/// vertex is spanned by at most one edge of each, and has its maximum at the vertex exactly when all of these fall. Hence Banchoff's sum Σ (−1)^dim over such faces is
/// Π (1 − falling edges of the unit)·Π (1 − falling edges of the side).
/// </summary>
internal static class GeneralPosition
{
    /// <summary>Banchoff's index: 0 when a pair has one falling edge or a side a falling one, else (−1)^(number of falling pairs).</summary>
    /// <param name="upper">Falling edges, units first.</param>
    /// <param name="lower">The same from the opposite cell: the opposite edges of the units, and the same edges of the sides.</param>
    /// <param name="units">r.</param>
    public static int BanchoffIndex(ulong upper, ulong lower, int units)
    {
        ulong pairs = (1UL << units) - 1;
        bool regular = ((upper ^ lower) & pairs) != 0 || (upper & ~pairs) != 0;
        return regular ? 0 : BitOperations.PopCount(upper & pairs) % 2 == 0 ? 1 : -1;
    }
}
