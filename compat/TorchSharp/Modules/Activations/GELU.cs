using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Element by element: x·Φ(x), Φ the normal distribution function (by erf).</summary>
    public sealed class GELU : nn.Module<Tensor, Tensor>
    {
        internal GELU()
            : base(nameof(GELU))
        {
        }

        public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Element by element: x·Φ(x), Φ the normal distribution function (by erf).</summary>
            public static Modules.GELU GELU() => new();
        }
    }
}
