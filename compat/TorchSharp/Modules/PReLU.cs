using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x for x ≥ 0, weight·x below, with one trainable weight or one per channel.</summary>
    public sealed class PReLU : nn.Module<Tensor, Tensor>
    {
        internal PReLU(long numParameters, double init, Device? device, ScalarType? dtype)
            : base(nameof(PReLU))
        {
            var initial = empty([numParameters], dtype: LayerType(device, dtype)).fill_(init);
            register_parameter(nameof(weight), new Parameter(initial));
        }

        /// <summary>The slopes below zero, [num_parameters].</summary>
        public Parameter weight
        {
            get => _internal_params[nameof(weight)];
            set => ConditionallyRegisterParameter(nameof(weight), value ?? throw new ArgumentNullException(nameof(value)));
        }

        public override string GetName() => nameof(PReLU);

        public override Tensor forward(Tensor tensor) => nn.functional.prelu(tensor, weight);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x for x ≥ 0, weight·x below, with one trainable weight or one per channel (dimension 1).</summary>
            public static Modules.PReLU PReLU(long num_parameters, double init = 0.25, Device? device = null, ScalarType? dtype = null) =>
                new(num_parameters, init, device, dtype);
        }
    }
}
