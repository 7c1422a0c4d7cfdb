using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Maxima over windows of images.</summary>
    public sealed class MaxPool2d : nn.Module<Tensor, Tensor>
    {
        private static readonly Op Pool = new("max_pool2d");

        private readonly long[] kernel;
        private readonly long[] stride;
        private readonly long[] padding;
        private readonly long[] dilation;
        private readonly bool ceilMode;

        internal MaxPool2d(long[] kernel, long[]? stride, long[]? padding, long[]? dilation, bool ceilMode)
            : base(nameof(MaxPool2d))
        {
            (this.kernel, this.stride, this.padding) = (kernel, stride ?? kernel, padding ?? [0, 0]);
            (this.dilation, this.ceilMode) = (dilation ?? [1, 1], ceilMode);
        }

        public override Tensor forward(Tensor tensor) => Pool.Call(tensor, kernel, stride, padding, dilation, ceilMode);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Maxima over square windows, by default next to each other.</summary>
            public static Modules.MaxPool2d MaxPool2d(
                long kernelSize, long? stride = null, long? padding = null, long? dilation = null, bool ceilMode = false) =>
                new([kernelSize, kernelSize], stride is { } s ? [s, s] : null, padding is { } p ? [p, p] : null,
                    dilation is { } d ? [d, d] : null, ceilMode);

            /// <summary>Maxima over windows, by default next to each other.</summary>
            public static Modules.MaxPool2d MaxPool2d(
                (long, long) kernelSize, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null,
                bool ceilMode = false) =>
                new(Pair(kernelSize), stride is { } s ? Pair(s) : null, padding is { } p ? Pair(p) : null,
                    dilation is { } d ? Pair(d) : null, ceilMode);
        }
    }
}
