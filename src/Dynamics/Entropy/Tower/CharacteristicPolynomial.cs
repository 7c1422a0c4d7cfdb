using System.Collections.Immutable;
using System.Numerics;

namespace TorchDynInspect.Dynamics.Entropy.Tower;

/// <summary>det(x − A) of a graph's adjacency matrix in whole numbers, without its factor x^k.</summary>
internal static class CharacteristicPolynomial
{
    /// <summary>
    /// Faddeev and LeVerrier: M_1 = 1, c_(n−k) = −tr(A M_k)/k, M_(k+1) = A M_k + c_(n−k). A has few entries a row: n·edges operations a step.
    /// </summary>
    /// <param name="graph">For each node its targets with multiplicity.</param>
    /// <returns>Coefficients, the leading 1 first, the last one not 0.</returns>
    public static ImmutableArray<BigInteger> Of(int[][] graph)
    {
        int n = graph.Length;
        BigInteger[] coefficients = new BigInteger[n + 1];
        coefficients[0] = BigInteger.One;
        BigInteger[] m = new BigInteger[n * n];
        for (int k = 1; k <= n; k++)
        {
            for (int i = 0; i < n; i++)
            {
                m[(i * n) + i] += coefficients[k - 1];
            }

            m = Product(graph, m);
            BigInteger trace = BigInteger.Zero;
            for (int i = 0; i < n; i++)
            {
                trace += m[(i * n) + i];
            }

            coefficients[k] = -trace / k;
        }

        int length = n + 1;
        while (coefficients[length - 1].IsZero)
        {
            length--;
        }

        return [.. coefficients.AsSpan(0, length)];
    }

    private static BigInteger[] Product(int[][] graph, BigInteger[] m)
    {
        int n = graph.Length;
        BigInteger[] product = new BigInteger[m.Length];
        for (int i = 0; i < n; i++)
        {
            foreach (int target in graph[i])
            {
                for (int j = 0; j < n; j++)
                {
                    BigInteger entry = m[(target * n) + j];
                    if (!entry.IsZero)
                    {
                        product[(i * n) + j] += entry;
                    }
                }
            }
        }

        return product;
    }
}
