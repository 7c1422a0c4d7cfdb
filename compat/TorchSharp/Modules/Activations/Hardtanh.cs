using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Element by element: x cut to the interval from min_val to max_val.</summary>
    public sealed class Hardtanh : nn.Module<Tensor, Tensor>
    {
        private readonly double min_val;
        private readonly double max_val;
        private readonly bool inplace;

        internal Hardtanh(double min_val, double max_val, bool inplace)
            : base(nameof(Hardtanh))
        {
            this.min_val = min_val;
            this.max_val = max_val;
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor tensor) => nn.functional.Hardtanh(tensor, min_val, max_val, inplace);

        public override string GetName() => nameof(Hardtanh);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Element by element: x cut to the interval from min_val to max_val.</summary>
            public static Modules.Hardtanh Hardtanh(double min_val = -1.0, double max_val = 1.0, bool inplace = false) =>
                new(min_val, max_val, inplace);
        }
    }
}
