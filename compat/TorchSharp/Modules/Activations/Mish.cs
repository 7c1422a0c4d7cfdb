using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Element by element: x·tanh(softplus(x)).</summary>
    public sealed class Mish : nn.Module<Tensor, Tensor>
    {
        internal Mish()
            : base(nameof(Mish))
        {
        }

        public override Tensor forward(Tensor tensor) => nn.functional.Mish(tensor);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Element by element: x·tanh(softplus(x)).</summary>
            public static Modules.Mish Mish() => new();
        }
    }
}
