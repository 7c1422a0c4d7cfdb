using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A cross-correlation of [N, C, L] (or [C, L]) with weights [outputs, C/groups, K].</summary>
    public sealed class Conv1d : Convolution
    {
        internal Conv1d(ConvolutionShape shape, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(Conv1d), shape, bias, device, dtype)
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
            /// <summary>A cross-correlation of [N, C, L] with weights [outputs, C/groups, K], initialised as in PyTorch.</summary>
            public static Modules.Conv1d Conv1d(
                long in_channels, long out_channels, long kernelSize, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null,
                ScalarType? dtype = null) =>
                new(new(in_channels, out_channels, [kernelSize], [stride], [padding], [dilation], groups, null, padding_mode),
                    bias, device, dtype);
        }
    }
}
