using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Element by element: the self-normalising ELU with PyTorch's two constants.</summary>
    public sealed class SELU : nn.Module<Tensor, Tensor>
    {
        private readonly bool inplace;

        internal SELU(bool inplace)
            : base(nameof(SELU))
        {
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor tensor) => nn.functional.selu(tensor, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Element by element: the self-normalising ELU with PyTorch's two constants.</summary>
            public static Modules.SELU SELU(bool inplace = false) => new(inplace);
        }
    }
}
