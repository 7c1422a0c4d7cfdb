namespace TorchSharp;

public static partial class torch
{
    // Sequences, identities, permutations and tensors from arrays.
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Creation.Finish(Ops.arange.Call(stop, dtype, Arg.None, device), requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Creation.Finish(Ops.arange_start.Call(start, stop, dtype, Arg.None, device), requires_grad);

    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Creation.Finish(Ops.arange_start_step.Call(start, stop, step, dtype, Arg.None, device), requires_grad);

    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Creation.Finish(Ops.linspace.Call(start, end, steps, dtype, Arg.None, device), requires_grad);

    public static Tensor logspace(
        double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Creation.Finish(Ops.logspace.Call(start, end, steps, @base, dtype, Arg.None, device), requires_grad);

    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Creation.Finish(Ops.eye_m.Call(rows, columns < 0 ? rows : columns, dtype, Arg.None, device), requires_grad, names);

    public static Tensor empty_strided(
        long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Creation.Finish(Ops.empty_strided.Call(size, strides, dtype, Arg.None, device), requires_grad, names);

    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Creation.Finish(Ops.randperm_generator.Call(n, generator, dtype ?? ScalarType.Int64, Arg.None, device), requires_grad);

    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) =>
        Ops.normal_Tensor_Tensor.Call(mean, std, generator);

    public static Tensor normal(
        double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        Creation.Finish(empty(size, dtype, device).normal_(mean, std, generator), requires_grad, names);

    public static Tensor from_array(Array rawArray, Device? device = null) => Creation.FromArray(rawArray, null, device, false);

    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Creation.FromArray(rawArray, dtype, device, requires_grad, names);
}
