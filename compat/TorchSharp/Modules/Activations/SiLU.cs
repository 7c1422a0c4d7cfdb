using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Element by element: x/(1 + exp(−x)).</summary>
    public sealed class SiLU : nn.Module<Tensor, Tensor>
    {
        internal SiLU()
            : base(nameof(SiLU))
        {
        }

        public override Tensor forward(Tensor tensor) => nn.functional.silu(tensor);

        public override string GetName() => nameof(SiLU);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Element by element: x/(1 + exp(−x)).</summary>
            public static Modules.SiLU SiLU() => new();
        }
    }
}
