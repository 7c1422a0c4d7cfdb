using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Element by element: x − tanh(x).</summary>
    public sealed class Tanhshrink : nn.Module<Tensor, Tensor>
    {
        internal Tanhshrink()
            : base(nameof(Tanhshrink))
        {
        }

        public override Tensor forward(Tensor tensor) => nn.functional.Tanhshrink(tensor);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Element by element: x − tanh(x).</summary>
            public static Modules.Tanhshrink Tanhshrink() => new();
        }
    }
}
