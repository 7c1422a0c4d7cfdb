using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Networks;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Verification;

/// <summary>
/// Bounds how far a forward pass in the module's type can lie from the exact network: a running error analysis along the layers, unit roundoff u.
/// An inner product of n terms in any order errs by at most γ_n Σ|w||x|, γ_n = nu/(1−nu) (Higham, Accuracy and Stability of Numerical Algorithms, eq. 3.5);
/// an activation carries its input's error on by its Lipschitz constant and adds a few roundings of the numbers it handles. Nothing here is fitted.
/// </summary>
internal sealed class Roundoff(ScalarType dtype)
{
    /// <summary>Roundings inside one activation: torch's kernels evaluate them by at most this many operations and library calls of 1 ulp.</summary>
    private const double ActivationRoundings = 8;

    private readonly double u = DataTypes.UnitRoundoff(dtype);

    /// <summary>One bound an output.</summary>
    /// <param name="network">The network in exact arithmetic (evaluated in double, whose own rounding is added).</param>
    /// <param name="x">The input, exact.</param>
    public double[] Bound(Network network, ReadOnlySpan<double> x)
    {
        double[] value = x.ToArray();
        double[] error = new double[value.Length];
        Propagate(network, ref value, ref error);
        return error;
    }

    private void Propagate(Network network, ref double[] value, ref double[] error)
    {
        foreach (Layer layer in network.Layers)
        {
            switch (layer)
            {
                case Affine affine:
                    (value, error) = Through(affine, value, error);
                    break;
                case Elementwise elementwise:
                    Through(elementwise, value, error);
                    break;
                case Residual residual:
                    double[] branch = [.. value];
                    double[] branchError = [.. error];
                    Propagate(residual.Branch, ref branch, ref branchError);
                    for (int i = 0; i < value.Length; i++)
                    {
                        value[i] += branch[i];
                        error[i] += branchError[i];
                        error[i] += 2 * u * (Math.Abs(value[i]) + error[i]);
                    }

                    break;
                case Flow flow:
                    (value, error) = Through(flow, value, error);
                    break;
                default:
                    throw new NotSupportedException($"layer {layer.GetType().Name}");
            }
        }
    }

    private (double[] Value, double[] Error) Through(Affine affine, double[] value, double[] error)
    {
        // + 8: the bias, and the double evaluation that stands for the exact network.
        double n = affine.Weight.Columns + 8;
        double gamma = n * u < 0.5 ? n * u / (1 - (n * u)) : 1;
        double[] z = new double[affine.Weight.Rows];
        double[] e = new double[z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            ReadOnlySpan<double> row = affine.Weight.Row(i);
            double sum = affine.Bias[i];
            double magnitude = Math.Abs(sum);
            double carried = 0;
            for (int j = 0; j < row.Length; j++)
            {
                double w = Math.Abs(row[j]);
                sum += row[j] * value[j];
                magnitude += w * (Math.Abs(value[j]) + error[j]);
                carried += w * error[j];
            }

            z[i] = sum;
            e[i] = carried + (gamma * magnitude);
        }

        return (z, e);
    }

    private void Through(Elementwise elementwise, double[] value, double[] error)
    {
        for (int i = 0; i < value.Length; i++)
        {
            Activation activation = elementwise[i];
            double z = value[i];
            double result = activation.Value(z);
            double lipschitz = activation.LipschitzConstant;
            double above = Math.Abs(activation.Value(z + error[i]) - result);
            double below = Math.Abs(activation.Value(z - error[i]) - result);

            // Where no Lipschitz constant exists (exp, and the jumps of hardshrink) the function is monotone: its values at both ends bound the change.
            double carried = double.IsFinite(lipschitz) ? Math.Max(lipschitz * error[i], Math.Max(above, below)) : Math.Max(above, below);
            double handled = Math.Abs(result) + Math.Abs(z) + Math.Max(1, double.IsFinite(lipschitz) ? lipschitz : 1);
            value[i] = result;
            error[i] = carried + (ActivationRoundings * u * (handled + carried));
        }
    }

    private (double[] Value, double[] Error) Through(Flow flow, double[] value, double[] error)
    {
        var bound = new FlowDeviation(flow, u, (double[] at, double[] before) =>
        {
            Propagate(flow.Field, ref at, ref before);
            return (at, before);
        });
        return bound.From(value, error);
    }
}
