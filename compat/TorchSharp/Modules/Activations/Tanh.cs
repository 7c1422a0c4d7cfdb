using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Element by element: the hyperbolic tangent.</summary>
    public sealed class Tanh : nn.Module<Tensor, Tensor>
    {
        internal Tanh()
            : base(nameof(Tanh))
        {
        }

        public override Tensor forward(Tensor tensor) => nn.functional.tanh(tensor);

        public override string GetName() => nameof(Tanh);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Element by element: the hyperbolic tangent.</summary>
            public static Modules.Tanh Tanh() => new();
        }
    }
}
