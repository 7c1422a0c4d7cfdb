using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Element by element: x/(1 + |x|).</summary>
    public sealed class Softsign : nn.Module<Tensor, Tensor>
    {
        internal Softsign()
            : base(nameof(Softsign))
        {
        }

        public override Tensor forward(Tensor tensor) => nn.functional.Softsign(tensor);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Element by element: x/(1 + |x|).</summary>
            public static Modules.Softsign Softsign() => new();
        }
    }
}
