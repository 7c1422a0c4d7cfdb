using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Element by element: x where x > threshold, value elsewhere.</summary>
    public sealed class Threshold : nn.Module<Tensor, Tensor>
    {
        private readonly double threshold;
        private readonly double value;
        private readonly bool inplace;

        internal Threshold(double threshold, double value, bool inplace)
            : base(nameof(Threshold))
        {
            this.threshold = threshold;
            this.value = value;
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor tensor) => nn.functional.Threshold(tensor, threshold, value, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Element by element: x where x > threshold, value elsewhere.</summary>
            public static Modules.Threshold Threshold(double threshold, double value, bool inplace = false) =>
                new(threshold, value, inplace);
        }
    }
}
