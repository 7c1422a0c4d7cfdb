namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What a function keeps between its forward and its backward pass.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> data = [];

            internal AutogradContext()
            {
            }

            public bool MaterializeGrads { get; private set; } = true;

            internal List<Tensor> Saved { get; private set; } = [];

            internal List<Tensor> Dirty { get; private set; } = [];

            internal List<Tensor> NonDifferentiable { get; private set; } = [];

            /// <summary>The node in the graph, while it runs its backward pass.</summary>
            internal IntPtr Node { get; set; }

            /// <summary>Keeps tensors until the graph is freed; at most once, in forward.</summary>
            public void save_for_backward(List<Tensor> tensors) => Saved = tensors;

            public void save_data(string key, object value) => data[key] = value;

            public object get_data(string key) => data.GetValueOrDefault(key)!;

            public void mark_dirty(List<Tensor> tensors) => Dirty = [.. tensors];

            public void mark_non_differentiable(List<Tensor> tensors) => NonDifferentiable = [.. tensors];

            /// <summary>Whether gradients that are missing in the backward pass are given as zeros; they are by default.</summary>
            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            /// <summary>The saved tensors; only inside backward.</summary>
            public unsafe List<Tensor> get_saved_variables()
            {
                if (Node == 0)
                {
                    throw new InvalidOperationException("saved variables are to be had in the backward pass only");
                }
                int count;
                FunctionNode.Check(Native.tds_function_saved(Node, null, 0, &count));
                var handles = new IntPtr[count];
                fixed (IntPtr* h = handles)
                {
                    FunctionNode.Check(Native.tds_function_saved(Node, h, count, &count));
                }
                return [.. handles.Select(handle => handle == 0 ? null! : new Tensor(handle))];
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing) => data.Clear();

            /// <summary>The node holds the tensors now.</summary>
            internal void Forget() => (Saved, Dirty, NonDifferentiable) = ([], [], []);
        }
    }
}
