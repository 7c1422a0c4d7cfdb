using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Element by element: log(1/(1 + exp(−x))).</summary>
    public sealed class LogSigmoid : nn.Module<Tensor, Tensor>
    {
        internal LogSigmoid()
            : base(nameof(LogSigmoid))
        {
        }

        public override Tensor forward(Tensor tensor) => nn.functional.logsigmoid(tensor);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Element by element: log(1/(1 + exp(−x))).</summary>
            public static Modules.LogSigmoid LogSigmoid() => new();
        }
    }
}
