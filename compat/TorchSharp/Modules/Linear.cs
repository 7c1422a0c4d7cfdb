using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>input·weightᵀ + bias. The weight has the shape [outputs, inputs], the bias [outputs].</summary>
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype)
            : base(nameof(Linear))
        {
            var type = LayerType(device, dtype);
            register_parameter(nameof(weight), new Parameter(empty([outputSize, inputSize], dtype: type)));
            if (hasBias)
                register_parameter(nameof(bias), new Parameter(empty([outputSize], dtype: type)));
            nn.init.ResetAffine(weight, bias);
        }

        /// <summary>The weights, [outputs, inputs].</summary>
        public Parameter weight
        {
            get => _internal_params[nameof(weight)];
            set => ConditionallyRegisterParameter(nameof(weight), value ?? throw new ArgumentNullException(nameof(value)));
        }

        /// <summary>The bias, [outputs], or null.</summary>
        public Parameter? bias
        {
            get => _internal_params.TryGetValue(nameof(bias), out var value) ? value : null;
            set => ConditionallyRegisterParameter(nameof(bias), value);
        }

        public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>input·weightᵀ + bias, both drawn uniformly from ±1/√inputs, as PyTorch does.</summary>
            public static Modules.Linear Linear(
                long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);
        }
    }
}
