using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>d²/(2·beta) where d = |input − target| is below beta, d − beta/2 elsewhere.</summary>
    public sealed class SmoothL1Loss : Loss<Tensor, Tensor, Tensor>
    {
        public SmoothL1Loss(nn.Reduction reduction = nn.Reduction.Mean, double beta = 1.0)
            : base(reduction) => this.beta = beta;

        public double beta { get; }

        public override Tensor forward(Tensor input, Tensor target) => nn.functional.smooth_l1_loss(input, target, reduction, beta);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>d²/(2·beta) where d = |input − target| is below beta, d − beta/2 elsewhere.</summary>
            public static Modules.SmoothL1Loss SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                new(reduction, beta);
        }
    }
}
