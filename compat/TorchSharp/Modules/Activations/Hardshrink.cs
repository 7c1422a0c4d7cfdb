using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Element by element: x where |x| > lambda, 0 elsewhere.</summary>
    public sealed class Hardshrink : nn.Module<Tensor, Tensor>
    {
        private readonly double lambda;

        internal Hardshrink(double lambda)
            : base(nameof(Hardshrink))
        {
            this.lambda = lambda;
        }

        public override Tensor forward(Tensor tensor) => nn.functional.Hardshrink(tensor, lambda);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Element by element: x where |x| > lambda, 0 elsewhere.</summary>
            public static Modules.Hardshrink Hardshrink(double lambda = 0.5) => new(lambda);
        }
    }
}
