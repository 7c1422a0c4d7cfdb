using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth;

/// <summary>Eigenvalues of the Jacobian of f over many small boxes, enclosed, shared over the cores.</summary>
internal static class PointSpectra
{
    private const int Chunk = 64;
    private const double KinkSpread = 1e-6;

    /// <summary>For each box the eigenvalues of Df there; every matrix that Df takes in the box has its own within the radii.</summary>
    /// <param name="system">F(x) = f(x) − x or f(x).</param>
    /// <param name="boxes">Boxes around the points.</param>
    public static ProvedStability[] Of(NetworkZeros system, IReadOnlyList<Box> boxes)
    {
        ProvedStability[] results = new ProvedStability[boxes.Count];
        int chunks = (boxes.Count + Chunk - 1) / Chunk;
        Parallel.For(
            0,
            chunks,
            () => new Worker((NetworkZeros)system.ForWorker()),
            (chunk, _, worker) =>
            {
                worker.Run(boxes, chunk * Chunk, Math.Min(boxes.Count, (chunk + 1) * Chunk), results);
                return worker;
            },
            _ => { });
        return results;
    }

    /// <summary>
    /// Whether the derivatives spread too much for a small box around a smooth point: a kink may be inside, and then spectra of the single pieces decide nothing.
    /// </summary>
    private static bool IsKinked(ReadOnlySpan<double> middle, double[] radius)
    {
        for (int at = 0; at < radius.Length; at++)
        {
            if (!(radius[at] <= KinkSpread * (1 + Math.Abs(middle[at]))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Attracting when the map contracts in the maximum norm, whatever piece is met next; nothing else is concluded.</summary>
    private static Stability AcrossKink(ReadOnlySpan<double> middle, double[] radius)
    {
        int n = (int)Math.Sqrt(radius.Length);
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
            {
                sum += Math.Abs(middle[(i * n) + j]) + radius[(i * n) + j];
            }

            if (!(sum * (1 + 1e-12) < 1))
            {
                return Stability.Undecided;
            }
        }

        return Stability.Attracting;
    }

    private sealed class Worker(NetworkZeros system)
    {
        private readonly int n = system.Dimension;
        private readonly EigenvalueDiscs discs = new(system.Dimension);
        private readonly Interval[] axes = new Interval[system.Dimension];
        private readonly Interval[] jacobian = new Interval[system.Dimension * system.Dimension];

        public void Run(IReadOnlyList<Box> boxes, int from, int to, ProvedStability[] results)
        {
            List<Matrix> matrices = [];
            double[][] radii = new double[to - from][];
            for (int k = from; k < to; k++)
            {
                for (int i = 0; i < n; i++)
                {
                    axes[i] = new Interval(boxes[k].Lower[i], boxes[k].Upper[i]);
                }

                system.MapJacobian(axes, jacobian);
                double[] middle = new double[n * n];
                radii[k - from] = new double[n * n];
                for (int at = 0; at < jacobian.Length; at++)
                {
                    (middle[at], radii[k - from][at]) = (jacobian[at].Midpoint, jacobian[at].Radius);
                }

                matrices.Add(new Matrix(n, n, middle));
            }

            SpectrumBatch spectra = BatchSpectra.Of(matrices);
            for (int k = from; k < to; k++)
            {
                ImmutableArray<Complex> eigenvalues = spectra[k - from].Eigenvalues;
                double[] proved = new double[n];
                discs.Prove(matrices[k - from].Values, radii[k - from], eigenvalues.AsSpan(), proved);
                Stability stability = IsKinked(matrices[k - from].Values, radii[k - from])
                    ? system.Kind == SystemKind.Flow ? Stability.Undecided : AcrossKink(matrices[k - from].Values, radii[k - from])
                    : ProvedStability.Judge(eigenvalues.AsSpan(), proved, system.Kind);
                results[k] = new ProvedStability(eigenvalues, [.. proved], stability);
            }
        }
    }
}
