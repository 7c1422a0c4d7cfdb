namespace TorchSharp;

public static partial class torch
{
    // New tensors of this tensor's type and, unless said otherwise, shape.
    public partial class Tensor
    {
        public Tensor empty(params long[] sizes) => torch.empty(sizes, dtype, device);
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Finish(Ops.empty_like.Call(this, dtype, Arg.None, device), requires_grad);
        public Tensor eye(long rows, long columns) => torch.eye(rows, columns, dtype, device);
        public Tensor full(ReadOnlySpan<long> sizes, Scalar value) => torch.full(sizes, value, dtype, device);
        public Tensor full(long[] sizes, Scalar value) => torch.full(sizes, value, dtype, device);
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Finish(Ops.full_like.Call(this, value, dtype, Arg.None, device), requires_grad);
        public Tensor new_empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Make(Ops.empty_memory_format, size.ToArray(), dtype ?? this.dtype, device, requires_grad);
        public Tensor new_empty(
            long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Make(Ops.empty_memory_format, [dim0, dim1, dim2], dtype ?? this.dtype, device, requires_grad);
        public Tensor new_empty(
            long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Make(Ops.empty_memory_format, [dim0, dim1, dim2, dim3], dtype ?? this.dtype, device, requires_grad);
        public Tensor new_empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Make(Ops.empty_memory_format, [rows, columns], dtype ?? this.dtype, device, requires_grad);
        public Tensor new_empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Make(Ops.empty_memory_format, [size], dtype ?? this.dtype, device, requires_grad);
        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Make(Ops.empty_memory_format, size, dtype ?? this.dtype, device, requires_grad);
        public Tensor new_full(
            ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Full(size.ToArray(), value, dtype ?? this.dtype, device, requires_grad);
        public Tensor new_full(
            long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Full([dim0, dim1, dim2], value, dtype ?? this.dtype, device, requires_grad);
        public Tensor new_full(
            long dim0, long dim1, long dim2, long dim3, Scalar value, ScalarType? dtype = null, Device? device = null,
            bool requires_grad = false) =>
            Creation.Full([dim0, dim1, dim2, dim3], value, dtype ?? this.dtype, device, requires_grad);
        public Tensor new_full(
            long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Full([rows, columns], value, dtype ?? this.dtype, device, requires_grad);
        public Tensor new_full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Full([size], value, dtype ?? this.dtype, device, requires_grad);
        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Full(size, value, dtype ?? this.dtype, device, requires_grad);
        public Tensor new_ones(
            long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Make(Ops.ones, [dim0, dim1, dim2], dtype ?? this.dtype, device, requires_grad);
        public Tensor new_ones(
            long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Make(Ops.ones, [dim0, dim1, dim2, dim3], dtype ?? this.dtype, device, requires_grad);
        public Tensor new_ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Make(Ops.ones, [rows, columns], dtype ?? this.dtype, device, requires_grad);
        public Tensor new_ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Make(Ops.ones, [size], dtype ?? this.dtype, device, requires_grad);
        public Tensor new_zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Make(Ops.zeros, size.ToArray(), dtype ?? this.dtype, device, requires_grad);
        public Tensor new_zeros(
            long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Make(Ops.zeros, [dim0, dim1, dim2], dtype ?? this.dtype, device, requires_grad);
        public Tensor new_zeros(
            long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Make(Ops.zeros, [dim0, dim1, dim2, dim3], dtype ?? this.dtype, device, requires_grad);
        public Tensor new_zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Make(Ops.zeros, [rows, columns], dtype ?? this.dtype, device, requires_grad);
        public Tensor new_zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Make(Ops.zeros, [size], dtype ?? this.dtype, device, requires_grad);
        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Make(Ops.zeros, size, dtype ?? this.dtype, device, requires_grad);
        public Tensor ones(params long[] sizes) => torch.ones(sizes, dtype, device);
        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Finish(Ops.ones_like.Call(this, dtype, Arg.None, device), requires_grad);
        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Finish(Ops.rand_like.Call(this, dtype, Arg.None, device), requires_grad);
        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Finish(Ops.randint_like_low_dtype.Call(this, low, high, dtype, Arg.None, device), requires_grad);
        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Finish(Ops.randn_like.Call(this, dtype, Arg.None, device), requires_grad);
        public Tensor zeros(params long[] sizes) => torch.zeros(sizes, dtype, device);
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Creation.Finish(Ops.zeros_like.Call(this, dtype, Arg.None, device), requires_grad);
    }
}
