using System.Collections.Immutable;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors.Probing;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Lowering;

/// <summary>
/// Modules that are affine for a given input shape, strides and paddings whatever they may be (TorchSharp 0.102 does not tell them): W from a backward pass of the
/// identity matrix, b from the value at 0. A convolution's backward pass of a unit vector multiplies weights by 1 and adds zeros, so W is exact.
/// </summary>
internal static class MeasuredAffine
{
    /// <summary>Entries of one tensor in a backward pass, about 32 MiB in float64.</summary>
    private const int ChunkEntries = 1 << 22;

    public static IEnumerable<Layer> Lower(nn.Module<Tensor, Tensor> module, LoweringContext context)
    {
        int inputs = context.InputWidth;
        using DisposeScope scope = NewDisposeScope();
        using var gradients = new Differentiation();
        double[] bias = TensorBridge.Read(module.forward(zeros([1, .. context.InputShape], dtype: context.Dtype, device: context.Device)));
        int outputs = bias.Length;
        if ((long)inputs * outputs > context.MaxDenseEntries)
        {
            throw new NotLowerableException(
                $"as a dense matrix it has {outputs} × {inputs} entries, more than the {context.MaxDenseEntries} of InspectionOptions.MaxDenseEntries");
        }

        double[] weight = new double[inputs * outputs];
        int rows = Math.Clamp(ChunkEntries / Math.Max(inputs, outputs), 1, outputs);
        for (int first = 0; first < outputs; first += rows)
        {
            int count = Math.Min(rows, outputs - first);
            Rows(module, context, outputs, first, count).CopyTo(weight.AsSpan(first * inputs));
        }

        return [new Affine(new Matrix(outputs, inputs, weight), bias)];
    }

    private static double[] Rows(nn.Module<Tensor, Tensor> module, LoweringContext context, int outputs, int first, int count)
    {
        using DisposeScope scope = NewDisposeScope();
        double[] selection = new double[count * outputs];
        for (int i = 0; i < count; i++)
        {
            selection[(i * outputs) + first + i] = 1;
        }

        ImmutableArray<long> shape = context.InputShape;
        Tensor input = zeros([count, .. shape], dtype: context.Dtype, device: context.Device).requires_grad_();
        Tensor output = module.forward(input).reshape(count, outputs);
        autograd.backward(output, tensor(selection, [count, outputs], dtype: context.Dtype, device: context.Device), inputs: [input]);
        return input.grad is { } gradient ? TensorBridge.Read(gradient) : new double[count * context.InputWidth];
    }
}
