using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Merges a range of dimensions into one.</summary>
    public sealed class Flatten : nn.Module<Tensor, Tensor>
    {
        private readonly long startDim;
        private readonly long endDim;

        internal Flatten(long startDim, long endDim)
            : base(nameof(Flatten))
        {
            this.startDim = startDim;
            this.endDim = endDim;
        }

        public override Tensor forward(Tensor tensor) => tensor.flatten(startDim, endDim);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Merges the dimensions from <paramref name="startDim"/> to <paramref name="endDim"/>; by default all but the batch.</summary>
            public static Modules.Flatten Flatten(long startDim = 1, long endDim = -1) => new(startDim, endDim);
        }
    }
}
