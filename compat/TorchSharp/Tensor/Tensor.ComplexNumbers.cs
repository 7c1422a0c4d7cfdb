namespace TorchSharp;

public static partial class torch
{
    // Complex numbers.
    public partial class Tensor
    {
        public Tensor real => is_complex() ? Ops.real.Call(this) : alias();
        public Tensor imag => Ops.imag.Call(this);
        public Tensor mH => Ops.mH.Call(this);
        public Tensor H => Ops.matrix_H.Call(this);
        public Tensor adjoint() => Ops.adjoint.Call(this);
        public Tensor angle() => Ops.angle.Call(this);
        public Tensor conj() => Ops.conj.Call(this);
        public Tensor conj_physical() => Ops.conj_physical.Call(this);
        public Tensor conj_physical_() => Ops.conj_physical_.InPlace(this);
        public bool is_conj() => Ops.is_conj.CallBool(this);
        public bool is_neg() => Ops.is_neg.CallBool(this);
        public Tensor resolve_conj() => Ops.resolve_conj.Call(this);
        public Tensor resolve_neg() => Ops.resolve_neg.Call(this);
        public Tensor view_as_complex() => Ops.view_as_complex.Call(this);
        public Tensor view_as_real() => Ops.view_as_real.Call(this);
    }
}
