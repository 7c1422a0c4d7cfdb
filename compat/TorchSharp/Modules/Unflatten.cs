using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Splits a dimension into several.</summary>
    public sealed class Unflatten : nn.Module<Tensor, Tensor>
    {
        private readonly long dim;
        private readonly long[] sizes;

        internal Unflatten(long dim, long[] sizes)
            : base(nameof(Unflatten))
        {
            this.dim = dim;
            this.sizes = [.. sizes];
        }

        public override Tensor forward(Tensor tensor)
        {
            var shape = tensor.shape;
            var at = dim < 0 ? dim + shape.Length : dim;
            if (at < 0 || at >= shape.Length)
            {
                throw new ArgumentException(
                    $"Unflatten: dimension {dim} of the shape [{string.Join(", ", shape)}] does not exist.", nameof(tensor));
            }
            return tensor.reshape([.. shape[..(int)at], .. sizes, .. shape[((int)at + 1)..]]);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Splits the dimension <paramref name="dim"/> into dimensions of the given sizes.</summary>
            public static Modules.Unflatten Unflatten(long dim, long[] unflattenedSize) => new(dim, unflattenedSize);
        }
    }
}
