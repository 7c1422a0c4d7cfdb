using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.Lyapunov;

/// <summary>Kaplan and Yorke's dimension (Kaplan, Yorke, Lecture Notes in Mathematics 730, 1979).</summary>
internal static class KaplanYorke
{
    /// <summary>The dimension; null when the exponents given do not reach the first negative sum.</summary>
    /// <param name="exponents">Largest first, with 0 for one that cannot be told from 0.</param>
    /// <param name="d">Dimension of the space.</param>
    public static double? Dimension(IEnumerable<double> exponents, int d)
    {
        double sum = 0;
        int k = 0;
        foreach (double value in exponents)
        {
            if (sum + value < 0)
            {
                return double.IsNegativeInfinity(value) ? k : k + (sum / -value);
            }

            sum += value;
            k++;
        }

        return k == d ? d : null;
    }
}
