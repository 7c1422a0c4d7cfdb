namespace TorchSharp;

public static partial class torch
{
    // Products and factorizations of matrices.
    public static Tensor addbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
        Ops.addbmm.Call(input, batch1, batch2, beta, alpha);
    public static Tensor addbmm_(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
        Ops.addbmm_.InPlace(input, batch1, batch2, beta, alpha);
    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) =>
        Ops.addmm.Call(input, mat1, mat2, beta, alpha);
    public static Tensor addmm_(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) =>
        Ops.addmm_.InPlace(input, mat1, mat2, beta, alpha);
    public static Tensor addmv(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) =>
        Ops.addmv.Call(input, mat1, mat2, beta, alpha);
    public static Tensor addmv_(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) =>
        Ops.addmv_.InPlace(input, mat1, mat2, beta, alpha);
    public static Tensor addr(Tensor input, Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) =>
        Ops.addr.Call(input, vec1, vec2, beta, alpha);
    public static Tensor addr_(Tensor input, Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) =>
        Ops.addr_.InPlace(input, vec1, vec2, beta, alpha);
    public static Tensor baddbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
        Ops.baddbmm.Call(input, batch1, batch2, beta, alpha);
    public static Tensor bmm(Tensor input, Tensor batch2) => Ops.bmm.Call(input, batch2);
    public static Tensor chain_matmul(params Tensor[] matrices) => Ops.chain_matmul.Call(matrices);
    public static Tensor cholesky(Tensor input) => Ops.cholesky.Call(input);
    public static Tensor cholesky(Tensor input, bool upper) => Ops.cholesky.Call(input, upper);
    public static Tensor cholesky_inverse(Tensor input, bool upper = false) => Ops.cholesky_inverse.Call(input, upper);
    public static Tensor cholesky_solve(Tensor input, Tensor input2, bool upper = false) => Ops.cholesky_solve.Call(input, input2, upper);
    public static Tensor det(Tensor input) => Ops.det.Call(input);
    public static Tensor dot(Tensor input, Tensor other) => Ops.dot.Call(input, other);
    public static Tensor einsum(string equation, params Tensor[] tensors) => Ops.einsum.Call(equation, tensors);
    public static (Tensor, Tensor) geqrf(Tensor input) => Ops.geqrf.Call2(input);
    public static Tensor ger(Tensor input, Tensor vec2) => Ops.ger.Call(input, vec2);
    public static Tensor inner(Tensor input, Tensor vec2) => Ops.inner.Call(input, vec2);
    public static Tensor inverse(Tensor input) => Ops.inverse.Call(input);
    public static Tensor kron(Tensor input, Tensor other) => Ops.kron.Call(input, other);
    public static Tensor logdet(Tensor input) => Ops.logdet.Call(input);
    public static Tensor lu_solve(Tensor b, Tensor LU_data, Tensor LU_pivots) => Ops.lu_solve.Call(b, LU_data, LU_pivots);
    public static (Tensor, Tensor, Tensor) lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data = true, bool unpack_pivots = true) =>
        Ops.lu_unpack.Call3(LU_data, LU_pivots, unpack_data, unpack_pivots);
    public static Tensor matmul(Tensor input, Tensor target) => Ops.matmul.Call(input, target);
    public static Tensor matrix_exp(Tensor input) => Ops.matrix_exp.Call(input);
    public static Tensor matrix_power(Tensor input, int n) => Ops.matrix_power.Call(input, n);
    public static Tensor mm(Tensor input, Tensor target) => Ops.mm.Call(input, target);
    public static Tensor mv(Tensor input, Tensor target) => Ops.mv.Call(input, target);
    public static Tensor orgqr(Tensor input, Tensor tau) => Ops.orgqr.Call(input, tau);
    public static Tensor ormqr(Tensor input, Tensor tau, Tensor other, bool left = true, bool transpose = false) =>
        Ops.ormqr.Call(input, tau, other, left, transpose);
    public static Tensor outer(Tensor input, Tensor vec2) => Ops.outer.Call(input, vec2);
    public static (Tensor, Tensor) slogdet(Tensor A) => Ops.slogdet.Call2(A);
    public static Tensor tensordot(Tensor a, Tensor b, long[] dims1, long[] dims2) => Ops.tensordot.Call(a, b, dims1, dims2);
    public static Tensor vander(Tensor x, long N = -1, bool increasing = false) => Ops.vander.Call(x, N, increasing);
    public static Tensor vdot(Tensor input, Tensor target) => Ops.vdot.Call(input, target);
}
