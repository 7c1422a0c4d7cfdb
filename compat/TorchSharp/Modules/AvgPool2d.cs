using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Means over windows of images.</summary>
    public sealed class AvgPool2d : nn.Module<Tensor, Tensor>
    {
        private static readonly Op Pool = new("avg_pool2d");

        private readonly long[] kernel;
        private readonly long[] stride;
        private readonly long[] padding;
        private readonly bool ceilMode;
        private readonly bool countIncludePad;
        private readonly long? divisor;

        internal AvgPool2d(long[] kernel, long[]? stride, long[]? padding, bool ceilMode, bool countIncludePad, long? divisor)
            : base(nameof(AvgPool2d))
        {
            (this.kernel, this.stride, this.padding) = (kernel, stride ?? kernel, padding ?? [0, 0]);
            (this.ceilMode, this.countIncludePad, this.divisor) = (ceilMode, countIncludePad, divisor);
        }

        public override Tensor forward(Tensor tensor) => Pool.Call(tensor, kernel, stride, padding, ceilMode, countIncludePad, divisor);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Means over square windows, by default next to each other.</summary>
            public static Modules.AvgPool2d AvgPool2d(
                long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null) =>
                new([kernel_size, kernel_size], stride is { } s ? [s, s] : null, padding is { } p ? [p, p] : null, ceil_mode,
                    count_include_pad, divisor_override);

            /// <summary>Means over windows, by default next to each other.</summary>
            public static Modules.AvgPool2d AvgPool2d(
                (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                new(Pair(kernel_size), stride is { } s ? Pair(s) : null, padding is { } p ? Pair(p) : null, ceil_mode, count_include_pad,
                    divisor_override);
        }
    }
}
