namespace TorchSharp.Modules;

/// <summary>The numbers that define a convolution, checked.</summary>
internal sealed class ConvolutionShape
{
    internal ConvolutionShape(
        long inputs, long outputs, long[] kernel, long[] stride, long[] padding, long[] dilation, long groups, Padding? rule,
        PaddingModes mode)
    {
        if (inputs <= 0 || outputs <= 0 || groups <= 0 || inputs % groups != 0 || outputs % groups != 0)
        {
            throw new ArgumentException(
                $"Convolution of {inputs} to {outputs} channels in {groups} groups: expected positive numbers, groups dividing both.");
        }
        if (rule == TorchSharp.Padding.Same && stride.Any(step => step != 1))
            throw new ArgumentException("Convolution: padding 'Same' needs stride 1.");
        (Inputs, Outputs, Kernel, Stride, Padding, Dilation, Groups, Rule, Mode) =
            (inputs, outputs, kernel, stride, padding, dilation, groups, rule, mode);
    }

    internal long Inputs { get; }

    internal long Outputs { get; }

    internal long[] Kernel { get; }

    internal long[] Stride { get; }

    internal long[] Padding { get; }

    internal long[] Dilation { get; }

    internal long Groups { get; }

    internal Padding? Rule { get; }

    internal PaddingModes Mode { get; }

    /// <summary>What to pad before and after each dimension, the last dimension first.</summary>
    internal long[] Border()
    {
        var border = new long[2 * Kernel.Length];
        for (var i = 0; i < Kernel.Length; i++)
        {
            var at = 2 * (Kernel.Length - 1 - i);
            var total = Rule switch
            {
                null => 2 * Padding[i],
                TorchSharp.Padding.Same => Dilation[i] * (Kernel[i] - 1),
                _ => 0,
            };
            border[at] = total / 2;
            border[at + 1] = total - (total / 2);
        }
        return border;
    }
}
