namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// Initial values. Each function overwrites its tensor, outside of autograd, and returns it. With the same seed and the same calls the
        /// numbers are those of PyTorch 1.13 on the CPU.
        /// </summary>
        public static partial class init
        {
            /// <summary>The factor by which PyTorch recommends to scale the standard deviation of the weights before a function.</summary>
            /// <param name="nonlinearity">The function.</param>
            /// <param name="param">Of LeakyReLU, the negative slope.</param>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2.0),
                NonlinearityType.LeakyReLU => Math.Sqrt(2.0 / (1 + (param * param))),
                _ => 1.0,
            };

            /// <summary>
            /// The connections that enter and that leave a unit, for weights [outputs, inputs, kernel dimensions …].
            /// </summary>
            /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                var shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException($"Fan in and fan out: expected at least 2 dimensions, got {shape.Length}.", nameof(tensor));
                var field = shape.AsSpan(2).ToArray().Aggregate(1L, (product, length) => product * length);
                return (shape[1] * field, shape[0] * field);
            }

            /// <summary>PyTorch's default of linear and convolution layers: weights and bias uniform in ±1/√fan-in.</summary>
            internal static void ResetAffine(Tensor weight, Tensor? bias)
            {
                kaiming_uniform_(weight, a: Math.Sqrt(5.0));
                var (fanIn, _) = CalculateFanInAndFanOut(weight);
                if (bias is not null && fanIn > 0)
                    uniform_(bias, -1 / Math.Sqrt(fanIn), 1 / Math.Sqrt(fanIn));
            }
        }
    }
}
