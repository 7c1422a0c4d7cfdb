using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Volume;

/// <summary>Fields of tanh networks.</summary>
internal static class TanhFields
{
    /// <summary>ẋ = V tanh(W x + b) + c with Gaussian-like weights.</summary>
    public static Network Random(Random random, int d, int width)
    {
        double[] Draw(int n, double scale) => [.. Enumerable.Range(0, n).Select(_ => scale * ((2 * random.NextDouble()) - 1))];
        return new Network(d, [
            new Affine(new Matrix(width, d, Draw(width * d, 1.5)), Draw(width, 1)),
            new Elementwise(new Tanh()),
            new Affine(new Matrix(d, width, Draw(d * width, 1)), Draw(d, 0.5)),
        ]);
    }

    /// <summary>ẋ = −x + W tanh(x): hidden units tanh(x_i) and x_i side by side.</summary>
    public static Network WithDecay(double[][] w)
    {
        int d = w.Length;
        double[] copy = new double[2 * d * d];
        double[] join = new double[2 * d * d];
        for (int i = 0; i < d; i++)
        {
            copy[(i * d) + i] = 1;
            copy[((d + i) * d) + i] = 1;
            w[i].CopyTo(join, i * 2 * d);
            join[(i * 2 * d) + d + i] = -1;
        }

        return new Network(d, [
            new Affine(new Matrix(2 * d, d, copy), new double[2 * d]),
            new Elementwise([.. Enumerable.Repeat<Activation>(new Tanh(), d), .. Enumerable.Repeat<Activation>(new Identity(), d)]),
            new Affine(new Matrix(d, 2 * d, join), new double[d]),
        ]);
    }

    /// <summary>The Jacobian at a point, row-major.</summary>
    public static double[] Tangent(this Network network, double[] x) => network.AffineMap(x).A.Values.ToArray();
}
