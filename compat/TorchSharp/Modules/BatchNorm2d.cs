using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Normalises each channel of [N, C, H, W] by the batch's mean and variance in training, by the running ones in evaluation.</summary>
    public sealed class BatchNorm2d : nn.Module<Tensor, Tensor>
    {
        private readonly BatchNorm core;

        internal BatchNorm2d(
            long features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
            : base(nameof(BatchNorm2d))
        {
            core = new BatchNorm(eps, momentum);
            var type = LayerType(device, dtype);
            if (affine)
            {
                foreach (var (component, value) in BatchNorm.Parameters(features, type))
                    register_parameter(component, value);
            }
            if (track_running_stats)
            {
                foreach (var (component, value) in BatchNorm.Statistics(features, type))
                    register_buffer(component, value);
            }
        }

        public override Tensor forward(Tensor tensor) => tensor.dim() is 4
            ? core.Normalise(this, tensor)
            : throw new ArgumentException(
                $"BatchNorm2d: expected [N, C, H, W], got the shape [{string.Join(", ", tensor.shape)}].", nameof(tensor));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Batch normalisation of [N, C, H, W], C = <paramref name="features"/>.</summary>
            public static Modules.BatchNorm2d BatchNorm2d(
                long features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
