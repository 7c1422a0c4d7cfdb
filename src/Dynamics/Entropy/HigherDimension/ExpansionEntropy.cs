using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Entropy.HigherDimension;

/// <summary>
/// Expansion entropy (Hunt and Ott, Defining chaos, Chaos 25, 097618, 2015): E_t = (1/vol K) ∫ G(Df^t(x)) dx over the points of K that stay in K for t steps, G the product of the
/// singular values above 1; H = lim (1/t) ln E_t. For C^∞ maps H = h_top (Kozlovski); here it is sampled, and bounds nothing.
/// </summary>
internal static class ExpansionEntropy
{
    /// <summary>ln E_1, ln E_2, …, as far as sampled points stay in the box.</summary>
    /// <param name="network">f, from R^d to R^d.</param>
    /// <param name="box">K.</param>
    /// <param name="samples">Points, uniform in K.</param>
    /// <param name="steps">The largest t.</param>
    /// <param name="seed">Of the points.</param>
    public static ImmutableArray<double> LogMeans(Network network, Box box, int samples, int steps, int seed)
    {
        int d = box.Dimension;
        Random random = new(seed);
        double[] points = new double[samples * d];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = box.Lower[i % d] + ((box.Upper[i % d] - box.Lower[i % d]) * random.NextDouble());
        }

        Matrix identity = Matrix.Identity(d);
        Matrix[] tangents = [.. Enumerable.Repeat(identity, samples)];
        List<double> logs = [];
        for (int t = 0; t < steps && tangents.Length > 0; t++)
        {
            AffineMapBatch maps = network.AffineMaps(new Matrix(tangents.Length, d, points));
            List<double> next = [];
            List<Matrix> kept = [];
            for (int i = 0; i < tangents.Length; i++)
            {
                double[] y = Image(maps[i], points.AsSpan(i * d, d));
                if (box.Contains(y))
                {
                    next.AddRange(y);
                    kept.Add(Product(maps[i].A, tangents[i]));
                }
            }

            (points, tangents) = ([.. next], [.. kept]);
            if (tangents.Length > 0)
            {
                logs.Add(LogMean(BatchSpectra.Of(tangents).SingularValues.Span, d, samples));
            }
        }

        return [.. logs];
    }

    /// <summary>The mean growth of ln E_t over the second half of the steps.</summary>
    public static double Rate(ImmutableArray<double> logMeans)
    {
        int first = (logMeans.Length - 1) / 2;
        int last = logMeans.Length - 1;
        return last == 0 ? logMeans[0] : (logMeans[last] - logMeans[first]) / (last - first);
    }

    private static double LogMean(ReadOnlySpan<double> singularValues, int d, int samples)
    {
        double[] logs = new double[singularValues.Length / d];
        for (int i = 0; i < singularValues.Length; i++)
        {
            logs[i / d] += Math.Log(Math.Max(1, singularValues[i]));
        }

        double largest = logs.Max();
        return largest + Math.Log(logs.Sum(log => Math.Exp(log - largest)) / samples);
    }

    private static double[] Image(AffineMap map, ReadOnlySpan<double> x)
    {
        double[] y = [.. map.B];
        for (int i = 0; i < y.Length; i++)
        {
            for (int k = 0; k < x.Length; k++)
            {
                y[i] += map.A[i, k] * x[k];
            }
        }

        return y;
    }

    private static Matrix Product(Matrix left, Matrix right)
    {
        double[] product = new double[left.Rows * right.Columns];
        for (int i = 0; i < left.Rows; i++)
        {
            for (int k = 0; k < left.Columns; k++)
            {
                for (int j = 0; j < right.Columns; j++)
                {
                    product[(i * right.Columns) + j] += left[i, k] * right[k, j];
                }
            }
        }

        return new Matrix(left.Rows, right.Columns, product);
    }
}
