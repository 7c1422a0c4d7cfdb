namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The operations of networks as functions. An in-place form changes its input and returns it under a new handle.</summary>
        public static partial class functional
        {
            private static readonly Op Relu = new("relu");
            private static readonly Op ReluInPlace = new("relu_");
            private static readonly Op LeakyRelu = new("leaky_relu");
            private static readonly Op LeakyReluInPlace = new("leaky_relu_");
            private static readonly Op Prelu = new("prelu");
            private static readonly Op HardtanhOp = new("hardtanh");
            private static readonly Op HardtanhInPlace = new("hardtanh_");
            private static readonly Op HardsigmoidOp = new("hardsigmoid");
            private static readonly Op HardsigmoidInPlace = new("hardsigmoid_");
            private static readonly Op HardswishOp = new("hardswish");
            private static readonly Op HardswishInPlace = new("hardswish_");
            private static readonly Op TanhOp = new("tanh");
            private static readonly Op TanhInPlace = new("tanh_");
            private static readonly Op SigmoidOp = new("sigmoid");
            private static readonly Op LogSigmoidOp = new("log_sigmoid");
            private static readonly Op SoftplusOp = new("softplus");
            private static readonly Op Elu = new("elu");
            private static readonly Op EluInPlace = new("elu_");
            private static readonly Op Celu = new("celu");
            private static readonly Op CeluInPlace = new("celu_");
            private static readonly Op Selu = new("selu");
            private static readonly Op SeluInPlace = new("selu_");
            private static readonly Op Gelu = new("gelu");
            private static readonly Op Silu = new("silu");
            private static readonly Op SiluInPlace = new("silu_");
            private static readonly Op MishOp = new("mish");
            private static readonly Op HardshrinkOp = new("hardshrink");
            private static readonly Op SoftshrinkOp = new("softshrink");
            private static readonly Op ThresholdOp = new("threshold");
            private static readonly Op ThresholdInPlace = new("threshold_");
            private static readonly Op SoftmaxOp = new("softmax", "int");
            private static readonly Op LogSoftmaxOp = new("log_softmax", "int");

            /// <summary>max(0, x).</summary>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? ReluInPlace.InPlace(x).alias() : Relu.Call(x);

            /// <summary>x for x ≥ 0, negative_slope·x below.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? LeakyReluInPlace.InPlace(input, negative_slope).alias() : LeakyRelu.Call(input, negative_slope);

            /// <summary>x for x ≥ 0, weight·x below; one weight, or one per channel (dimension 1).</summary>
            public static Tensor prelu(Tensor input, Tensor weight) => Prelu.Call(input, weight);

            /// <summary>min(max(0, x), 6).</summary>
            public static Tensor relu6(Tensor x, bool inplace = false) => Hardtanh(x, 0.0, 6.0, inplace);

            /// <summary>x cut to the interval from min_val to max_val.</summary>
            public static Tensor Hardtanh(Tensor x, double min_val = -1.0, double max_val = 1.0, bool inplace = false) =>
                inplace ? HardtanhInPlace.InPlace(x, min_val, max_val).alias() : HardtanhOp.Call(x, min_val, max_val);

            /// <summary>x/6 + 1/2 cut to the interval from 0 to 1.</summary>
            public static Tensor hardsigmoid(Tensor input, bool inplace = false) =>
                inplace ? HardsigmoidInPlace.InPlace(input).alias() : HardsigmoidOp.Call(input);

            /// <summary>x·relu6(x + 3)/6.</summary>
            public static Tensor hardswish(Tensor input, bool inplace = false) =>
                inplace ? HardswishInPlace.InPlace(input).alias() : HardswishOp.Call(input);

            /// <summary>The hyperbolic tangent.</summary>
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? TanhInPlace.InPlace(x).alias() : TanhOp.Call(x);

            /// <summary>1/(1 + exp(−x)).</summary>
            public static Tensor sigmoid(Tensor x) => SigmoidOp.Call(x);

            /// <summary>log(1/(1 + exp(−x))).</summary>
            public static Tensor logsigmoid(Tensor x) => LogSigmoidOp.Call(x);

            /// <summary>log(1 + exp(beta·x))/beta, and x itself where beta·x exceeds the threshold.</summary>
            public static Tensor softplus(Tensor x, double beta = 1.0, double threshold = 20.0) => SoftplusOp.Call(x, beta, threshold);

            /// <summary>x/(1 + |x|).</summary>
            public static Tensor Softsign(Tensor x)
            {
                using var magnitude = x.abs();
                using var divisor = magnitude.add(1);
                return x.div(divisor);
            }

            /// <summary>x for x > 0, alpha·(exp(x) − 1) elsewhere.</summary>
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) =>
                inplace ? EluInPlace.InPlace(x, alpha).alias() : Elu.Call(x, alpha);

            /// <summary>max(0, x) + min(0, alpha·(exp(x/alpha) − 1)).</summary>
            public static Tensor celu(Tensor x, double alpha, bool inplace = false) =>
                inplace ? CeluInPlace.InPlace(x, alpha).alias() : Celu.Call(x, alpha);

            /// <summary>The self-normalising ELU with PyTorch's two constants.</summary>
            public static Tensor selu(Tensor x, bool inplace = false) => inplace ? SeluInPlace.InPlace(x).alias() : Selu.Call(x);

            /// <summary>x·Φ(x), Φ the normal distribution function (by erf).</summary>
            public static Tensor gelu(Tensor x) => Gelu.Call(x);

            /// <summary>x/(1 + exp(−x)).</summary>
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? SiluInPlace.InPlace(x).alias() : Silu.Call(x);

            /// <summary>The same as <see cref="silu"/>.</summary>
            public static Tensor SiLU(Tensor x, bool inplace = false) => silu(x, inplace);

            /// <summary>x·tanh(softplus(x)).</summary>
            public static Tensor Mish(Tensor x) => MishOp.Call(x);

            /// <summary>x − tanh(x).</summary>
            public static Tensor Tanhshrink(Tensor x)
            {
                using var squashed = TanhOp.Call(x);
                return x.sub(squashed);
            }

            /// <summary>x where |x| > lambda, 0 elsewhere.</summary>
            public static Tensor Hardshrink(Tensor x, double lambda = 0.5) => HardshrinkOp.Call(x, lambda);

            /// <summary>x moved towards 0 by lambda, 0 where |x| ≤ lambda.</summary>
            public static Tensor Softshrink(Tensor x, double lambda = 0.5) => SoftshrinkOp.Call(x, lambda);

            /// <summary>x where x > threshold, value elsewhere.</summary>
            public static Tensor Threshold(Tensor x, double threshold, double value, bool inplace = false) =>
                inplace ? ThresholdInPlace.InPlace(x, threshold, value).alias() : ThresholdOp.Call(x, threshold, value);

            /// <summary>exp(x) divided by its sum along <paramref name="dim"/>.</summary>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => SoftmaxOp.Call(input, dim, dtype);

            /// <summary>The logarithm of the softmax along <paramref name="dim"/>.</summary>
            public static Tensor log_softmax(Tensor x, long dim) => LogSoftmaxOp.Call(x, dim);
        }
    }
}
