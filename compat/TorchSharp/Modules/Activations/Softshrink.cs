using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Element by element: x moved towards 0 by lambda, 0 where |x| ≤ lambda.</summary>
    public sealed class Softshrink : nn.Module<Tensor, Tensor>
    {
        private readonly double lambda;

        internal Softshrink(double lambda)
            : base(nameof(Softshrink))
        {
            this.lambda = lambda;
        }

        public override Tensor forward(Tensor tensor) => nn.functional.Softshrink(tensor, lambda);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Element by element: x moved towards 0 by lambda, 0 where |x| ≤ lambda.</summary>
            public static Modules.Softshrink Softshrink(double lambda = 0.5) => new(lambda);
        }
    }
}
