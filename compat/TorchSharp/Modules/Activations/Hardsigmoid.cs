using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Element by element: x/6 + 1/2 cut to the interval from 0 to 1.</summary>
    public sealed class Hardsigmoid : nn.Module<Tensor, Tensor>
    {
        private readonly bool inplace;

        internal Hardsigmoid(bool inplace)
            : base(nameof(Hardsigmoid))
        {
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor tensor) => nn.functional.hardsigmoid(tensor, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Element by element: x/6 + 1/2 cut to the interval from 0 to 1.</summary>
            public static Modules.Hardsigmoid Hardsigmoid(bool inplace = false) => new(inplace);
        }
    }
}
