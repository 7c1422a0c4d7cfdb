namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>A function with one tensor as its result.</summary>
        public abstract class SingleTensorFunction<T> : Function<T>
            where T : SingleTensorFunction<T>, new()
        {
            protected SingleTensorFunction()
            {
            }

            public static Tensor apply(params object[] vars) => apply_internal(vars)[0];

            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            /// <summary>The gradients of all arguments of forward, null for what is no tensor or needs none.</summary>
            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            internal sealed override List<Tensor> Forward(AutogradContext context, object[] vars) => [forward(context, vars)];

            internal sealed override List<Tensor> Backward(AutogradContext context, List<Tensor> gradients) => backward(context, gradients[0]);
        }
    }
}
