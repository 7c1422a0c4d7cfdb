using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>
/// W·B for a weight matrix W and a tile B of many columns, eight points to a vector. B and the result are stored column after column, each column
/// one vector a unit, so that the kernel reads B and W strictly forwards and neither needs packing.
/// </summary>
internal static unsafe class WeightProduct
{
    /// <summary>result[c][i] = bias[i] + Σ_k weight[i,k] · b[c][k].</summary>
    /// <param name="weight">rows × inner, row-major.</param>
    /// <param name="rows">Rows of W.</param>
    /// <param name="inner">Columns of W.</param>
    /// <param name="bias">rows entries, or null for none.</param>
    /// <param name="b">columns × inner vectors.</param>
    /// <param name="result">columns × rows vectors; must not overlap <paramref name="b"/>.</param>
    /// <param name="columns">Number of vector columns.</param>
    public static void Multiply(double* weight, int rows, int inner, double* bias, Lanes* b, Lanes* result, int columns)
    {
        for (int c = 0; c < columns; c++)
        {
            for (int i = 0; i < rows; i++)
            {
                Lanes sum = bias == null ? Lanes.Zero : Vector512.Create(bias[i]);
                double* w = weight + ((long)i * inner);
                Lanes* column = b + ((long)c * inner);
                for (int k = 0; k < inner; k++)
                {
                    sum = Vector512.FusedMultiplyAdd(Vector512.Create(w[k]), column[k], sum);
                }

                result[((long)c * rows) + i] = sum;
            }
        }
    }
}
