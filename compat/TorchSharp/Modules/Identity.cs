using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Its input, under a new handle.</summary>
    public sealed class Identity : nn.Module<Tensor, Tensor>
    {
        internal Identity()
            : base(nameof(Identity))
        {
        }

        public override Tensor forward(Tensor tensor) => tensor.alias();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Its input, under a new handle.</summary>
            public static Modules.Identity Identity() => new();
        }
    }
}
