using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Element by element: max(0, x) + min(0, alpha·(exp(x/alpha) − 1)).</summary>
    public sealed class CELU : nn.Module<Tensor, Tensor>
    {
        private readonly double alpha;
        private readonly bool inplace;

        internal CELU(double alpha, bool inplace)
            : base(nameof(CELU))
        {
            this.alpha = alpha;
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor tensor) => nn.functional.celu(tensor, alpha, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Element by element: max(0, x) + min(0, alpha·(exp(x/alpha) − 1)).</summary>
            public static Modules.CELU CELU(double alpha = 1.0, bool inplace = false) => new(alpha, inplace);
        }
    }
}
