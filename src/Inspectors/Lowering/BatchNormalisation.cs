using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors.Probing;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Lowering;

/// <summary>
/// Batch normalisation in evaluation mode, (x − μ)·γ/√(v + ε) + β with the running μ and v: two affine layers, so that the cancellation in x − μ stays visible to
/// the error analysis. ε is not to be had in every version, so the factor γ/√(v + ε) is measured as the derivative.
/// </summary>
internal static class BatchNormalisation
{
    public static IEnumerable<Layer> Lower(nn.Module<Tensor, Tensor> module, LoweringContext context)
    {
        double[] mean = LoweringContext.ReadBuffer(module, "running_mean")
            ?? throw new NotLowerableException("keeps no running statistics, so that each output depends on the whole batch");
        int width = context.InputWidth;
        int perChannel = width / mean.Length;
        if ((long)width * width > context.MaxDenseEntries)
        {
            throw new NotLowerableException($"as a dense matrix it has {width} × {width} entries, more than InspectionOptions.MaxDenseEntries");
        }

        double[] shift = new double[width];
        double[] offset = new double[width];
        double[] beta = LoweringContext.ReadParameter(module, "bias") ?? new double[mean.Length];
        for (int i = 0; i < width; i++)
        {
            shift[i] = -mean[i / perChannel];
            offset[i] = beta[i / perChannel];
        }

        var scale = new Affine(Diagonal(Slopes(module, context)), offset);
        double[] ones = new double[width];
        ones.AsSpan().Fill(1);
        return Array.TrueForAll(mean, m => m == 0) ? [scale] : [new Affine(Diagonal(ones), shift), scale];
    }

    private static double[] Slopes(nn.Module<Tensor, Tensor> module, LoweringContext context)
    {
        using DisposeScope scope = NewDisposeScope();
        using var gradients = new Differentiation();
        Tensor input = zeros([1, .. context.InputShape], dtype: context.Dtype, device: context.Device).requires_grad_();
        Tensor output = module.forward(input);
        autograd.backward(output, ones_like(output), inputs: [input]);
        return input.grad is { } gradient ? TensorBridge.Read(gradient) : throw new NotLowerableException("its output does not depend on its input");
    }

    private static Matrix Diagonal(double[] entries)
    {
        double[] all = new double[entries.Length * entries.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            all[(i * entries.Length) + i] = entries[i];
        }

        return new Matrix(entries.Length, entries.Length, all);
    }
}
