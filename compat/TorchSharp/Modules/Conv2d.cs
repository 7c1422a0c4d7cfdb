using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A cross-correlation of [N, C, H, W] (or [C, H, W]) with weights [outputs, C/groups, KH, KW].</summary>
    public sealed class Conv2d : Convolution
    {
        internal Conv2d(ConvolutionShape shape, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(Conv2d), shape, bias, device, dtype)
        {
        }

        public override Tensor forward(Tensor input) => Correlate(input);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A cross-correlation of [N, C, H, W] with weights [outputs, C/groups, K, K], initialised as in PyTorch.</summary>
            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, long kernelSize, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null,
                ScalarType? dtype = null) =>
                Conv2d(in_channels, out_channels, (kernelSize, kernelSize), (stride, stride), (padding, padding), (dilation, dilation),
                    padding_mode, groups, bias, device, dtype);

            /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)"/>
            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernelSize, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(new(in_channels, out_channels, Pair(kernelSize), Pair(stride ?? (1, 1)), Pair(padding ?? (0, 0)),
                        Pair(dilation ?? (1, 1)), groups, null, padding_mode),
                    bias, device, dtype);

            /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)"/>
            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, long kernelSize, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null,
                ScalarType? dtype = null) =>
                new(new(in_channels, out_channels, [kernelSize, kernelSize], [stride, stride], [0, 0], [dilation, dilation], groups,
                        padding, padding_mode),
                    bias, device, dtype);

            internal static long[] Pair((long, long) pair) => [pair.Item1, pair.Item2];
        }
    }
}
