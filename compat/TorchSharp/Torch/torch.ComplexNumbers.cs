namespace TorchSharp;

public static partial class torch
{
    // Complex numbers.
    public static Tensor adjoint(Tensor input) => Ops.adjoint.Call(input);
    public static Tensor angle(Tensor input) => Ops.angle.Call(input);
    public static Tensor complex(Tensor real, Tensor imag) => Ops.complex.Call(real, imag);
    public static Tensor conj(Tensor input) => Ops.conj.Call(input);
    public static Tensor conj_physical(Tensor input) => Ops.conj_physical.Call(input);
    public static Tensor conj_physical_(Tensor input) => Ops.conj_physical_.InPlace(input);
    public static Tensor imag(Tensor input) => Ops.imag.Call(input);
    public static bool is_conj(Tensor input) => Ops.is_conj.CallBool(input);
    public static Tensor polar(Tensor abs, Tensor angle) => Ops.polar.Call(abs, angle);
    public static Tensor real(Tensor input) => Ops.real.Call(input);
    public static Tensor resolve_conj(Tensor input) => Ops.resolve_conj.Call(input);
    public static Tensor resolve_neg(Tensor input) => Ops.resolve_neg.Call(input);
    public static Tensor view_as_complex(Tensor input) => Ops.view_as_complex.Call(input);
    public static Tensor view_as_real(Tensor input) => Ops.view_as_real.Call(input);
}
