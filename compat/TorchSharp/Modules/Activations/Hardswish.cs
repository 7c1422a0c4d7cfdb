using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Element by element: x·relu6(x + 3)/6.</summary>
    public sealed class Hardswish : nn.Module<Tensor, Tensor>
    {
        private readonly bool inplace;

        internal Hardswish(bool inplace)
            : base(nameof(Hardswish))
        {
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor tensor) => nn.functional.hardswish(tensor, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Element by element: x·relu6(x + 3)/6.</summary>
            public static Modules.Hardswish Hardswish(bool inplace = false) => new(inplace);
        }
    }
}
