namespace TorchSharp;

public static partial class torch
{
    // Order: sorting, ranks, distinct values.
    public static Tensor argsort(Tensor input, long dim = -1, bool descending = false) => Ops.argsort.Call(input, dim, descending);
    public static Tensor argwhere(Tensor input) => Ops.argwhere.Call(input);
    public static Tensor bucketize(Tensor input, Tensor boundaries, bool outInt32 = false, bool right = false) =>
        Ops.bucketize_Tensor.Call(input, boundaries, outInt32, right);
    public static Tensor msort(Tensor tensor) => Ops.msort.Call(tensor);
    public static Tensor nonzero(Tensor input) => Ops.nonzero.Call(input);
    public static (Tensor, Tensor) topk(Tensor tensor, int k, int dim = -1, bool largest = true, bool sorted = true) =>
        Ops.topk.Call2(tensor, k, dim, largest, sorted);
}
