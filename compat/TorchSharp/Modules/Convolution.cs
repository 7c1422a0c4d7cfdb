using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A cross-correlation over one or more dimensions.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    /// <summary>The channels of the input.</summary>
    protected long input_channels;

    private readonly Op plain;
    private readonly Op named;
    private readonly long[] stride;
    private readonly long[] padding;
    private readonly long[] dilation;
    private readonly long groups;
    private readonly Padding? rule;
    private readonly PaddingModes mode;
    private readonly long[] border;

    private protected Convolution(string kind, ConvolutionShape shape, bool bias, Device? device, ScalarType? dtype)
        : base(kind)
    {
        var operation = kind.ToLowerInvariant();
        plain = new Op(operation);
        named = new Op(operation, "padding");
        (input_channels, stride, padding, dilation, groups, rule, mode) =
            (shape.Inputs, shape.Stride, shape.Padding, shape.Dilation, shape.Groups, shape.Rule, shape.Mode);
        border = shape.Border();
        var type = LayerType(device, dtype);
        register_parameter("weight", new Parameter(empty([shape.Outputs, shape.Inputs / groups, .. shape.Kernel], dtype: type)));
        if (bias)
            register_parameter("bias", new Parameter(empty([shape.Outputs], dtype: type)));
        nn.init.ResetAffine(_internal_params["weight"], bias ? _internal_params["bias"] : null);
    }

    /// <summary>Whether the input has the channel and <paramref name="dimensions"/> further dimensions, with or without a batch before.</summary>
    protected bool ValidateShape(Tensor input, long dimensions)
    {
        var shape = input.shape;
        return (shape.Length == dimensions + 2 && shape[1] == input_channels)
            || (shape.Length == dimensions + 1 && shape[0] == input_channels);
    }

    private protected Tensor Correlate(Tensor input)
    {
        if (!ValidateShape(input, stride.Length))
        {
            throw new ArgumentException(
                $"{GetName()}: expected {input_channels} channels before {stride.Length} dimensions, with or without a batch, "
                + $"got the shape [{string.Join(", ", input.shape)}].", nameof(input));
        }
        var weight = _internal_params["weight"];
        _internal_params.TryGetValue("bias", out var bias);
        if (mode != PaddingModes.Zeros)
        {
            using var padded = nn.functional.pad(input, border, mode);
            return plain.Call(padded, weight, bias, stride, new long[stride.Length], dilation, groups);
        }
        return rule is { } r
            ? named.Call(input, weight, bias, stride, r == Padding.Same ? "same" : "valid", dilation, groups)
            : plain.Call(input, weight, bias, stride, padding, dilation, groups);
    }
}
