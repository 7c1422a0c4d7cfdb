using System.Runtime.CompilerServices;

namespace TorchDynInspect.Dynamics.Activations.Elementary;

/// <summary>
/// ln(1 + f) with full relative accuracy near f = 0. With s = f/(2+f), ln(1+f) = 2 artanh s = f − s(f − s²Q(s²)); the exact f leads, so the rounding of s
/// hardly counts.
/// </summary>
internal static class Logarithm
{
    /// <summary>ln(1 + f) for −½ ≤ f ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p<V>(V f)
        where V : struct, ILanes<V>
    {
        V s = f / (V.Broadcast(2) + f);
        V w = s * s;
        return f - (s * V.Fma(-w, Polynomials.Log1pTail(w), f));
    }

    /// <summary>ln(1 + f) for every f.</summary>
    public static double Log1p(double f)
    {
        if (f is >= -0.5 and <= 1)
        {
            return Log1p(new Lane(f)).Value;
        }

        double sum = 1 + f;
        if (!double.IsFinite(sum) || sum == 0)
        {
            return Math.Log(sum);
        }

        double lost = f >= 1 ? 1 - (sum - f) : f - (sum - 1);
        return Math.Log(sum) + (lost / sum);
    }
}
