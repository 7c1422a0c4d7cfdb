using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A tensor that a module owns and an optimizer changes.</summary>
    public class Parameter : Tensor
    {
        /// <summary>Makes a parameter of a tensor, which becomes empty: the parameter takes its place, in its dispose scope too.</summary>
        /// <param name="data">The values. History is cut: the parameter is a leaf.</param>
        /// <param name="requires_grad">Whether to train it; needs a floating-point or complex type.</param>
        public Parameter(Tensor data, bool requires_grad = true)
            : this(data, data?.OwningDisposeScope, requires_grad)
        {
        }

        private Parameter(Tensor? data, DisposeScope? scope, bool requires_grad)
            : base(Leaf(data, requires_grad))
        {
            if (scope == OwningDisposeScope)
                return;
            if (scope is null)
                DetachFromDisposeScope();
            else
                MoveToOtherDisposeScope(scope);
        }

        private static IntPtr Leaf(Tensor? data, bool requiresGrad)
        {
            ArgumentNullException.ThrowIfNull(data);
            using var leaf = data.detach();
            leaf.requires_grad = requiresGrad;
            data.Dispose();
            return leaf.DecoupleFromNativeHandle();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Makes a parameter of a tensor, which becomes empty.</summary>
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
