using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Means over windows chosen so that an image gets a given size.</summary>
    public sealed class AdaptiveAvgPool2d : nn.Module<Tensor, Tensor>
    {
        private readonly long[] outputSize;

        internal AdaptiveAvgPool2d(long[] outputSize)
            : base(nameof(AdaptiveAvgPool2d)) => this.outputSize = [.. outputSize];

        public override Tensor forward(Tensor tensor) => nn.functional.adaptive_avg_pool2d(tensor, outputSize);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Means over windows chosen so that images get the given height and width.</summary>
            public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] outputSize) => new(outputSize);

            /// <inheritdoc cref="AdaptiveAvgPool2d(long[])"/>
            public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) outputSize) => new(Pair(outputSize));

            /// <inheritdoc cref="AdaptiveAvgPool2d(long[])"/>
            public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d(long outputSize) => new([outputSize, outputSize]);
        }
    }
}
