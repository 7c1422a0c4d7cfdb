namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op MseLoss = new("mse_loss");
            private static readonly Op L1LossOp = new("l1_loss");
            private static readonly Op SmoothL1 = new("smooth_l1_loss");
            private static readonly Op Huber = new("huber_loss");
            private static readonly Op CrossEntropy = new("cross_entropy_loss");
            private static readonly Op Nll = new("nll_loss_nd");
            private static readonly Op BinaryCrossEntropy = new("binary_cross_entropy");
            private static readonly Op BinaryCrossEntropyWithLogits = new("binary_cross_entropy_with_logits");
            private static readonly Op KlDiv = new("kl_div");

            /// <summary>(input − target)².</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                MseLoss.Call(input, target, (long)reduction);

            /// <summary>|input − target|.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                L1LossOp.Call(input, target, (long)reduction);

            /// <summary>d²/(2·beta) where d = |input − target| is below beta, d − beta/2 elsewhere.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                SmoothL1.Call(input, target, (long)reduction, beta);

            /// <summary>d²/2 where d = |input − target| is at most delta, delta·(d − delta/2) elsewhere.</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean) =>
                Huber.Call(input, target, (long)reduction, delta);

            /// <summary>
            /// −log softmax(input) at the target class. Input [N, C] or [N, C, d₁, …]; target classes [N] or [N, d₁, …], or probabilities of
            /// the input's shape.
            /// </summary>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean,
                double label_smoothing = 0.0) =>
                CrossEntropy.Call(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>−input at the target class; the input holds logarithms of probabilities.</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Nll.Call(input, target, weight, (long)reduction);

            /// <summary>−target·log(input) − (1 − target)·log(1 − input); input from 0 to 1.</summary>
            public static Tensor binary_cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                BinaryCrossEntropy.Call(input, target, weight, (long)reduction);

            /// <summary>The binary cross entropy of sigmoid(input), computed without its loss of digits.</summary>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                BinaryCrossEntropyWithLogits.Call(input, target, weight, pos_weights, (long)reduction);

            /// <summary>target·(log target − input), the input and by default the target holding logarithms of probabilities.</summary>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                KlDiv.Call(input, target, (long)reduction, log_target);
        }
    }
}
