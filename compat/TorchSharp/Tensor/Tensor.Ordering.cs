namespace TorchSharp;

public static partial class torch
{
    // Order: sorting, ranks, distinct values.
    public partial class Tensor
    {
        public Tensor argsort(long dim = -1, bool descending = false) => Ops.argsort.Call(this, dim, descending);
        public Tensor argwhere() => Ops.argwhere.Call(this);
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) =>
            Ops.bucketize_Tensor.Call(this, boundaries, outInt32, right);
        public Tensor msort() => Ops.msort.Call(this);
        public Tensor nonzero() => Ops.nonzero.Call(this);
        public (Tensor, Tensor) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Ops.topk.Call2(this, k, dim, largest, sorted);
    }
}
