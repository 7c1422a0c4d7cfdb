namespace TorchDynInspect.Dynamics.Spectra;

/// <summary>Results out of lanes, scaled back and in order.</summary>
internal sealed unsafe partial class SpectrumEngine
{
    private void StoreSingularValues(int p, Span<double> values)
    {
        double* lanes = (double*)(first + (p / Eight * (small + 1))) + (p % Eight);
        for (int i = 0; i < small; i++)
        {
            // Insertion, largest first: the iteration leaves them nearly in order.
            double value = Unscaled(lanes[i * Eight], exponents[p]);
            int at = i;
            for (; at > 0 && value > values[at - 1]; at--)
            {
                values[at] = values[at - 1];
            }

            values[at] = value;
        }
    }

    /// <summary>Orders one lane's eigenvalues by decreasing modulus, then decreasing real part; a pair moves as one.</summary>
    private void StoreEigenvalues(int p, Span<double> pairs)
    {
        int n = rows;
        double* re = (double*)(first + (p / Eight * (small + 1))) + (p % Eight);
        double* im = (double*)(second + (p / Eight * (small + 1))) + (p % Eight);
        for (int placed = 0; placed < n;)
        {
            double x = Unscaled(re[placed * Eight], exponents[p]);
            double y = Math.Abs(Unscaled(im[placed * Eight], exponents[p]));
            double modulus = y == 0 ? Math.Abs(x) : double.Hypot(x, y);
            int length = im[placed * Eight] != 0 ? 2 : 1;
            int at = placed;
            for (; at > 0 && (modulus > moduli[at - 1] || (modulus == moduli[at - 1] && x > pairs[2 * (at - 1)])); at--)
            {
                moduli[at - 1 + length] = moduli[at - 1];
                pairs[2 * (at - 1 + length)] = pairs[2 * (at - 1)];
                pairs[(2 * (at - 1 + length)) + 1] = pairs[(2 * at) - 1];
            }

            for (int i = at; i < at + length; i++)
            {
                moduli[i] = modulus;
                pairs[2 * i] = x;
                pairs[(2 * i) + 1] = i == at ? y : -y;
            }

            placed += length;
        }
    }

    /// <summary>x · 2^exponent, by the quick way where 2^exponent is a double.</summary>
    private static double Unscaled(double x, int exponent) => exponent is > -1000 and < 1000
        ? x * BitConverter.UInt64BitsToDouble((ulong)(exponent + 1023) << 52)
        : Math.ScaleB(x, exponent);
}
