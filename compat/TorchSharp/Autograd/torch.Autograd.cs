namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>
        /// Adds the derivatives of the tensors, each weighted with its gradient (1 for a scalar), to the gradients of the leaves or,
        /// if given, of the inputs alone.
        /// </summary>
        public static unsafe void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            var roots = Handles(tensors);
            var seeds = Handles(grad_tensors);
            var leaves = Handles(inputs) ?? [];
            if (seeds is not null && seeds.Length != roots!.Length)
            {
                throw new ArgumentException(
                    $"{roots.Length} tensors need {roots.Length} gradients, not {seeds.Length}", nameof(grad_tensors));
            }
            fixed (IntPtr* t = roots, g = seeds, i = leaves)
            {
                FunctionNode.Check(Native.tds_backward(t, g, roots!.Length, Flag(retain_graph), create_graph ? 1 : 0, i, leaves.Length));
            }
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        /// <summary>
        /// The derivatives of the outputs, each weighted with its gradient (1 for a scalar), with respect to the inputs. An input that
        /// the outputs do not depend on is an error, or null if allowed.
        /// </summary>
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            var roots = Handles(outputs)!;
            var leaves = Handles(inputs)!;
            var seeds = Handles(grad_outputs);
            if (seeds is not null && seeds.Length != roots.Length)
            {
                throw new ArgumentException(
                    $"{roots.Length} outputs need {roots.Length} gradients, not {seeds.Length}", nameof(grad_outputs));
            }
            var results = new IntPtr[leaves.Length];
            fixed (IntPtr* o = roots, i = leaves, g = seeds, r = results)
            {
                FunctionNode.Check(Native.tds_gradients(
                    o, g, roots.Length, i, leaves.Length, retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0,
                    allow_unused ? 1 : 0, r));
            }
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return Array.ConvertAll(results, handle => handle == 0 ? null! : new Tensor(handle));
        }

        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);

        private static IntPtr[]? Handles(IList<Tensor>? tensors)
        {
            if (tensors is null)
            {
                return null;
            }
            var handles = new IntPtr[tensors.Count];
            for (var i = 0; i < handles.Length; i++)
            {
                handles[i] = tensors[i]?.Handle ?? 0;
            }
            return handles;
        }

        private static int Flag(bool? value) => value is null ? -1 : value.Value ? 1 : 0;
    }
}
