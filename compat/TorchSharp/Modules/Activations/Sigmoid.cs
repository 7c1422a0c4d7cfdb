using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Element by element: 1/(1 + exp(−x)).</summary>
    public sealed class Sigmoid : nn.Module<Tensor, Tensor>
    {
        internal Sigmoid()
            : base(nameof(Sigmoid))
        {
        }

        public override Tensor forward(Tensor tensor) => nn.functional.sigmoid(tensor);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Element by element: 1/(1 + exp(−x)).</summary>
            public static Modules.Sigmoid Sigmoid() => new();
        }
    }
}
