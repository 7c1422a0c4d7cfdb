using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The rows of several tensors of equal first dimension. It holds its own handles, not copies of the data.</summary>
    public class TensorDataset : utils.data.IterableDataset
    {
        private readonly Tensor[] tensors;

        internal TensorDataset(Tensor[] tensors)
        {
            ArgumentNullException.ThrowIfNull(tensors);
            if (tensors.Length == 0 || tensors.Any(tensor => tensor.dim() == 0 || tensor.shape[0] != tensors[0].shape[0]))
                throw new ArgumentException("TensorDataset: expected at least one tensor, all of one first dimension.", nameof(tensors));
            this.tensors = [.. tensors.Select(tensor => tensor.alias().DetachFromDisposeScope())];
        }

        public override long Count => tensors[0].shape[0];

        /// <summary>The rows at an index.</summary>
        public IList<Tensor> this[long index] => [.. tensors.Select(tensor => tensor.select(0, index))];

        public override IList<Tensor> GetTensor(long index) => this[index];

        /// <summary>Many rows at once, in the given order: one gather a tensor in place of a slice a row and their concatenation.</summary>
        internal IList<Tensor> Rows(long[] indices)
        {
            using var places = tensor(indices);
            return [.. tensors.Select(tensor => tensor.index_select(0, places))];
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                foreach (var tensor in tensors)
                    tensor.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class utils
        {
            public static partial class data
            {
                /// <summary>The rows of several tensors of equal first dimension.</summary>
                public static Modules.TensorDataset TensorDataset(params Tensor[] tensors) => new(tensors);
            }
        }
    }
}
