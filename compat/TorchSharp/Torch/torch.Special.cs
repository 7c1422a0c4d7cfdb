namespace TorchSharp;

public static partial class torch
{
    /// <summary>Special functions.</summary>
    public static class special
    {
        public static Tensor digamma(Tensor input) => Ops.special_digamma.Call(input);
        public static Tensor entr(Tensor input) => Ops.special_entr.Call(input);
        public static Tensor erf(Tensor input) => Ops.special_erf.Call(input);
        public static Tensor erfc(Tensor input) => Ops.special_erfc.Call(input);
        public static Tensor erfcx(Tensor input) => Ops.special_erfcx.Call(input);
        public static Tensor erfinv(Tensor input) => Ops.special_erfinv.Call(input);
        public static Tensor exp2(Tensor input) => Ops.special_exp2.Call(input);
        public static Tensor expit(Tensor input) => Ops.special_expit.Call(input);
        public static Tensor expm1(Tensor input) => Ops.special_expm1.Call(input);
        public static Tensor gammainc(Tensor input, Tensor other) => Ops.special_gammainc.Call(input, other);
        public static Tensor gammaincc(Tensor input, Tensor other) => Ops.special_gammaincc.Call(input, other);
        public static Tensor gammaln(Tensor input) => Ops.special_gammaln.Call(input);
        public static Tensor i0(Tensor input) => Ops.special_i0.Call(input);
        public static Tensor i0e(Tensor input) => Ops.special_i0e.Call(input);
        public static Tensor i1(Tensor input) => Ops.special_i1.Call(input);
        public static Tensor i1e(Tensor input) => Ops.special_i1e.Call(input);
        public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) =>
            Ops.special_log_softmax.Call(input, dim, dtype);
        public static Tensor logit(Tensor input) => Ops.special_logit.Call(input);
        public static Tensor multigammaln(Tensor input, long p) => Ops.special_multigammaln.Call(input, p);
        public static Tensor ndtr(Tensor input) => Ops.special_ndtr.Call(input);
        public static Tensor ndtri(Tensor input) => Ops.special_ndtri.Call(input);
        public static Tensor polygamma(long n, Tensor input) => Ops.special_polygamma.Call(n, input);
        public static Tensor psi(Tensor input) => Ops.special_psi.Call(input);
        public static Tensor sinc(Tensor input) => Ops.special_sinc.Call(input);
        public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Ops.special_softmax.Call(input, dim, dtype);
        public static Tensor xlog1py(Tensor input, Tensor other) => Ops.special_xlog1py.Call(input, other);
        public static Tensor zeta(Tensor x, Tensor q) => Ops.special_zeta.Call(x, q);
    }
}
