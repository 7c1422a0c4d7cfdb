namespace TorchSharp;

public static partial class torch
{
    // Tensors shaped like another.
    public static Tensor empty_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Creation.Finish(Ops.empty_like.Call(input, dtype, Arg.None, device), requires_grad, names);
    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Creation.Finish(Ops.full_like.Call(input, value, dtype, Arg.None, device), requires_grad, names);
    public static Tensor ones_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Creation.Finish(Ops.ones_like.Call(input, dtype, Arg.None, device), requires_grad, names);
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Creation.Finish(Ops.rand_like.Call(input, dtype, Arg.None, device), requires_grad);
    public static Tensor randint_like(
        Tensor input, long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Creation.Finish(Ops.randint_like_low_dtype.Call(input, low, high, dtype, Arg.None, device), requires_grad);
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Creation.Finish(Ops.randn_like.Call(input, dtype, Arg.None, device), requires_grad);
    public static Tensor zeros_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Creation.Finish(Ops.zeros_like.Call(input, dtype, Arg.None, device), requires_grad, names);
}
