namespace TorchSharp;

public static partial class torch
{
    // Copies and conversions.
    public partial class Tensor
    {
        public Tensor alias() => Ops.alias.Call(this);
        public Tensor clone() => Ops.clone.Call(this);
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Ops.copy_.InPlace(this, source, nonBlocking);
        public Tensor detach() => Ops.detach.Call(this);
        public Tensor detach_() => Ops.detach_.InPlace(this);
        public Tensor fill_(Scalar value) => Ops.fill__Scalar.InPlace(this, value);
        public Tensor set_(Tensor source) => Ops.set__source_Tensor.InPlace(this, source);
        public Tensor to_dense() => Ops.to_dense.Call(this);
        public Tensor type_as(Tensor tensor) => Ops.type_as.Call(this, tensor);
        public Tensor zero_() => Ops.zero_.InPlace(this);
    }
}
