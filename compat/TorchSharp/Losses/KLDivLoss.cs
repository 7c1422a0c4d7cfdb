using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>target·(log target − input), the input and by default the target holding logarithms of probabilities.</summary>
    public sealed class KLDivLoss : Loss<Tensor, Tensor, Tensor>
    {
        public KLDivLoss(bool log_target = true, nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction) => this.log_target = log_target;

        public bool log_target { get; }

        public override Tensor forward(Tensor input, Tensor target) => nn.functional.kl_div(input, target, log_target, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>target·(log target − input), the input and by default the target holding logarithms of probabilities.</summary>
            public static Modules.KLDivLoss KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) =>
                new(log_target, reduction);
        }
    }
}
