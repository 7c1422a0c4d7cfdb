namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>‖·‖∞ of vectors. A NaN entry makes the result NaN.</summary>
internal static class MaximumNorm
{
    /// <summary>max |x_i|; 0 of no numbers.</summary>
    public static double Of(ReadOnlySpan<double> x)
    {
        double largest = 0;
        foreach (double value in x)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }

    /// <summary>max |x_i − y_i|, over the entries of x.</summary>
    public static double Distance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double largest = 0;
        for (int i = 0; i < x.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(x[i] - y[i]));
        }

        return largest;
    }
}
