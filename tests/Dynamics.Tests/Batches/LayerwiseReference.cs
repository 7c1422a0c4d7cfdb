using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Batches;

/// <summary>
/// The affine map by another road than the engine's: each layer's own map at the point it sees, composed pairwise
/// (A₂(A₁x + b₁) + b₂), a residual block as (I + A_g, b_g) relative to its own input, all in plain loops.
/// </summary>
internal static class LayerwiseReference
{
    public static (double[] Value, double[,] A, double[] B) At(Network network, double[] x, AffineForm form)
    {
        int d = x.Length;
        double[,] a = new double[d, d];
        for (int i = 0; i < d; i++)
        {
            a[i, i] = 1;
        }

        double[] b = new double[d];
        double[] h = x;
        foreach (Layer layer in network.Layers)
        {
            (double[] value, double[,] la, double[] lb) = Local(layer, h, form);
            (a, b) = Compose(la, lb, a, b);
            h = value;
        }

        return (h, a, b);
    }

    private static (double[] Value, double[,] A, double[] B) Local(Layer layer, double[] h, AffineForm form)
    {
        int n = h.Length;
        switch (layer)
        {
            case Affine affine:
            {
                int m = affine.Weight.Rows;
                double[,] a = new double[m, n];
                double[] value = new double[m];
                for (int i = 0; i < m; i++)
                {
                    value[i] = affine.Bias[i];
                    for (int j = 0; j < n; j++)
                    {
                        a[i, j] = affine.Weight[i, j];
                        value[i] += a[i, j] * h[j];
                    }
                }

                return (value, a, [.. affine.Bias]);
            }

            case Elementwise elementwise:
            {
                double[,] a = new double[n, n];
                double[] b = new double[n];
                double[] value = new double[n];
                for (int i = 0; i < n; i++)
                {
                    Activation sigma = elementwise[i];
                    double z = h[i];
                    value[i] = sigma.Value(z);
                    double s0 = form == AffineForm.Secant ? sigma.Value(0) : 0;
                    a[i, i] = form == AffineForm.Tangent ? sigma.Derivative(z) : z == 0 ? sigma.Derivative(0) : (value[i] - s0) / z;
                    b[i] = form == AffineForm.Tangent ? value[i] - (a[i, i] * z) : s0;
                }

                return (value, a, b);
            }

            case Residual residual:
            {
                (double[] value, double[,] a, double[] b) = At(residual.Branch, h, form);
                double[] sum = new double[n];
                for (int i = 0; i < n; i++)
                {
                    a[i, i] += 1;
                    sum[i] = h[i] + value[i];
                }

                return (sum, a, b);
            }

            default:
                throw new NotSupportedException();
        }
    }

    private static (double[,] A, double[] B) Compose(double[,] a2, double[] b2, double[,] a1, double[] b1)
    {
        (int m, int k, int n) = (a2.GetLength(0), a2.GetLength(1), a1.GetLength(1));
        double[,] a = new double[m, n];
        double[] b = new double[m];
        for (int i = 0; i < m; i++)
        {
            b[i] = b2[i];
            for (int l = 0; l < k; l++)
            {
                b[i] += a2[i, l] * b1[l];
                for (int j = 0; j < n; j++)
                {
                    a[i, j] += a2[i, l] * a1[l, j];
                }
            }
        }

        return (a, b);
    }
}
