namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op LinearOp = new("linear");
            private static readonly Op DropoutOp = new("dropout");
            private static readonly Op DropoutInPlace = new("dropout_");
            private static readonly Op BatchNormOp = new("batch_norm");
            private static readonly Op LayerNormOp = new("layer_norm");
            private static readonly Op OneHotOp = new("one_hot");

            /// <summary>input·weightsᵀ + bias; weights has the shape [outputs, inputs].</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => LinearOp.Call(input, weights, bias);

            /// <summary>In training, zeroes each element with probability <paramref name="p"/> and scales the others by 1/(1 − p).</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? DropoutInPlace.InPlace(input, p, training).alias() : DropoutOp.Call(input, p, training);

            /// <summary>
            /// (x − mean)/√(var + eps)·weight + bias per channel. In training, mean and variance are the batch's, and the running ones move
            /// towards them by <paramref name="momentum"/> (the variance towards the unbiased one); otherwise they are the running ones.
            /// </summary>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null,
                bool training = false, double momentum = 0.1, double eps = 1e-05) =>
                BatchNormOp.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            /// <summary>(x − mean)/√(var + eps)·weight + bias, mean and variance over the last dimensions, those of the given shape.</summary>
            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05) =>
                LayerNormOp.Call(input, normalized_shape, weight, bias, eps, true);

            /// <summary>Integer classes as rows of zeros with a one at the class; −1 takes the largest class present plus one.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => OneHotOp.Call(x, num_classes);
        }
    }
}
