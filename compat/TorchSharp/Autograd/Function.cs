namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>An operation with a backward pass of its own. Derive from one of the two classes below and call apply.</summary>
        public abstract class Function<T>
            where T : Function<T>, new()
        {
            private static readonly T Instance = new();

            protected Function()
            {
            }

            public abstract string Name { get; }

            /// <summary>Runs forward without recording, and puts the function into the graph where one of the tensors needs a gradient.</summary>
            public static List<Tensor> apply_internal(params object[] vars)
            {
                var isVariable = Array.ConvertAll(vars, value => value is Tensor tensor && !tensor.IsInvalid);
                var inputs = vars.OfType<Tensor>().Where(tensor => !tensor.IsInvalid).ToArray();
                var context = new AutogradContext();
                List<Tensor> outputs;
                using (no_grad())
                {
                    outputs = Instance.Forward(context, vars);
                }
                if (!is_grad_enabled() || !inputs.Any(tensor => tensor.requires_grad))
                {
                    context.Dispose();
                    return outputs;
                }
                var recorded = new FunctionNode(context, Instance.Name, isVariable, Instance.Backward).Record(inputs, outputs);
                foreach (var output in outputs)
                {
                    if (!inputs.Any(input => ReferenceEquals(input, output)))
                    {
                        output.Dispose();
                    }
                }
                return recorded;
            }

            internal abstract List<Tensor> Forward(AutogradContext context, object[] vars);

            internal abstract List<Tensor> Backward(AutogradContext context, List<Tensor> gradients);
        }
    }
}
