using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Inspectors.Tests;

/// <summary>Random points for tests.</summary>
internal static class Samples
{
    public static Matrix Uniform(int count, int dimension, double radius, int seed)
    {
        var random = new Random(seed);
        double[] values = new double[count * dimension];
        for (int i = 0; i < values.Length; i++)
        {
            // float32 numbers, so that a float32 module sees the same point.
            values[i] = (float)(radius * ((2 * random.NextDouble()) - 1));
        }

        return new Matrix(count, dimension, values);
    }
}
