using System.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.Parity;

/// <summary>The computations of reference/operators.py, by name, on the inputs it wrote.</summary>
internal static class OperatorCases
{
    internal static readonly IReadOnlyDictionary<string, Func<Tensor[], Tensor[]>> All = Pointwise()
        .Concat(Arithmetic()).Concat(Reductions()).Concat(Shapes()).Concat(Products()).Concat(LinearAlgebra()).Concat(Gradients())
        .ToDictionary(c => c.Name, c => c.Compute);

    private static readonly TensorIndex Colon = TensorIndex.Colon;

    private static (string Name, Func<Tensor[], Tensor[]> Compute) Case(string name, Func<Tensor, Tensor[]> compute) =>
        (name, t => compute(t[0]));

    private static (string Name, Func<Tensor[], Tensor[]> Compute) Case(string name, Func<Tensor, Tensor, Tensor[]> compute) =>
        (name, t => compute(t[0], t[1]));

    private static (string Name, Func<Tensor[], Tensor[]> Compute) Case(string name, Func<Tensor, Tensor, Tensor, Tensor[]> compute) =>
        (name, t => compute(t[0], t[1], t[2]));

    private static (string Name, Func<Tensor[], Tensor[]> Compute) Case(
        string name, Func<Tensor, Tensor, Tensor, Tensor, Tensor[]> compute) => (name, t => compute(t[0], t[1], t[2], t[3]));

    private static Tensor[] List((Tensor, Tensor) pair) => [pair.Item1, pair.Item2];

    private static IEnumerable<(string Name, Func<Tensor[], Tensor[]> Compute)> Pointwise() =>
    [
        Case("abs", x => [x.abs()]),
        Case("exp", x => [x.exp()]),
        Case("exp2", x => [x.exp2()]),
        Case("expm1", x => [x.expm1()]),
        Case("sin", x => [x.sin()]),
        Case("cos", x => [x.cos()]),
        Case("tan", x => [x.tan()]),
        Case("atan", x => [x.atan()]),
        Case("sinh", x => [x.sinh()]),
        Case("cosh", x => [x.cosh()]),
        Case("tanh", x => [x.tanh()]),
        Case("asinh", x => [x.asinh()]),
        Case("sigmoid", x => [x.sigmoid()]),
        Case("erf", x => [x.erf()]),
        Case("erfc", x => [x.erfc()]),
        Case("neg", x => [x.neg()]),
        Case("square", x => [x.square()]),
        Case("sign", x => [x.sign()]),
        Case("floor", x => [x.floor()]),
        Case("ceil", x => [x.ceil()]),
        Case("trunc", x => [x.trunc()]),
        Case("frac", x => [x.frac()]),
        Case("sgn", x => [x.sgn()]),
        Case("relu", x => [x.relu()]),
        Case("relu6", x => [x.relu6()]),
        Case("selu", x => [x.selu()]),
        Case("silu", x => [x.silu()]),
        Case("deg2rad", x => [x.deg2rad()]),
        Case("rad2deg", x => [x.rad2deg()]),
        Case("hardswish", x => [x.hardswish()]),
        Case("hardsigmoid", x => [x.hardsigmoid()]),
        Case("isnan", x => [x.isnan()]),
        Case("isfinite", x => [x.isfinite()]),
        Case("positive", x => [x.positive()]),
        Case("sinc", x => [x.sinc()]),
        Case("asin in (0, 1)", x => [x.asin()]),
        Case("acos in (0, 1)", x => [x.acos()]),
        Case("atanh in (0, 1)", x => [x.atanh()]),
        Case("erfinv in (0, 1)", x => [x.erfinv()]),
        Case("log1p in (0, 1)", x => [x.log1p()]),
        Case("logit in (0, 1)", x => [x.logit()]),
        Case("digamma in (0, 1)", x => [x.digamma()]),
        Case("log of positive numbers", x => [x.log()]),
        Case("log2 of positive numbers", x => [x.log2()]),
        Case("log10 of positive numbers", x => [x.log10()]),
        Case("log1p of positive numbers", x => [x.log1p()]),
        Case("sqrt of positive numbers", x => [x.sqrt()]),
        Case("rsqrt of positive numbers", x => [x.rsqrt()]),
        Case("reciprocal of positive numbers", x => [x.reciprocal()]),
        Case("lgamma of positive numbers", x => [x.lgamma()]),
        Case("digamma of positive numbers", x => [x.digamma()]),
        Case("i0 of positive numbers", x => [x.i0()]),
        Case("acosh of 1 + x", x => [(1 + x).acosh()]),
        Case("exp of complex numbers", x => [x.exp()]),
        Case("sin of complex numbers", x => [x.sin()]),
        Case("cos of complex numbers", x => [x.cos()]),
        Case("tan of complex numbers", x => [x.tan()]),
        Case("sinh of complex numbers", x => [x.sinh()]),
        Case("cosh of complex numbers", x => [x.cosh()]),
        Case("tanh of complex numbers", x => [x.tanh()]),
        Case("sqrt of complex numbers", x => [x.sqrt()]),
        Case("log of complex numbers", x => [x.log()]),
        Case("abs of complex numbers", x => [x.abs()]),
        Case("angle of complex numbers", x => [x.angle()]),
        Case("conj_physical of complex numbers", x => [x.conj_physical()]),
        Case("reciprocal of complex numbers", x => [x.reciprocal()]),
        Case("neg of complex numbers", x => [x.neg()]),
        Case("square of complex numbers", x => [x.square()]),
        Case("sigmoid of complex numbers", x => [x.sigmoid()]),
        Case("sgn of complex numbers", x => [x.sgn()]),
        Case("add", (x, y) => [x.add(y)]),
        Case("sub", (x, y) => [x.sub(y)]),
        Case("mul", (x, y) => [x.mul(y)]),
        Case("div", (x, y) => [x.div(y)]),
        Case("maximum", (x, y) => [x.maximum(y)]),
        Case("minimum", (x, y) => [x.minimum(y)]),
        Case("fmax", (x, y) => [x.fmax(y)]),
        Case("fmin", (x, y) => [x.fmin(y)]),
        Case("atan2", (x, y) => [x.atan2(y)]),
        Case("hypot", (x, y) => [x.hypot(y)]),
        Case("copysign", (x, y) => [x.copysign(y)]),
        Case("logaddexp", (x, y) => [x.logaddexp(y)]),
        Case("logaddexp2", (x, y) => [x.logaddexp2(y)]),
        Case("nextafter", (x, y) => [x.nextafter(y)]),
        Case("eq", (x, y) => [x.eq(y)]),
        Case("ne", (x, y) => [x.ne(y)]),
        Case("lt", (x, y) => [x.lt(y)]),
        Case("le", (x, y) => [x.le(y)]),
        Case("gt", (x, y) => [x.gt(y)]),
        Case("ge", (x, y) => [x.ge(y)]),
        Case("remainder", (x, y) => [x.remainder(y)]),
        Case("fmod", (x, y) => [x.fmod(y)]),
        Case("heaviside", (x, y) => [x.heaviside(y)]),
        Case("float_power_positive", (x, y) => [x.float_power(y)]),
        Case("xlogy_positive", (x, y) => [y.xlogy(x)]),
        Case("clamp", x => [x.clamp(-0.5, 0.5), x.clamp(min: (Scalar)0), x.clamp_max(0.25)]),
        Case("round", x => [x.round(), x.round(2)]),
        Case("activations", x =>
        [
            x.leaky_relu(0.2), x.elu(1.3, 1, 1), x.gelu(), x.hardtanh(-0.5, 0.75), x.celu(), x.log_sigmoid(), x.softmax(1), x.log_softmax(0),
        ]),
        Case("special", p =>
        [
            p.polygamma(2), (p + 2).mvlgamma(2), special.ndtri(p), special.zeta(p + 2, p), special.i1(p), special.entr(p),
        ]),
    ];

    private static IEnumerable<(string Name, Func<Tensor[], Tensor[]> Compute)> Arithmetic() =>
    [
        Case("broadcasting", (x, v) => [x + v[..4], x * v[..4], x - x[Colon, ..1], x / v[..4]]),
        Case("scalars", x => [x + 2.5, x - 1.5, x * 3, x / 7, 2.0 - x, 2.0 / x, x % 0.75, x.pow(3)]),
        Case("complex scalars", z => [z * (Scalar)new Complex(1, 2), z + (Scalar)new Complex(0.5, -1), z * 2, z.pow(2)]),
        Case("complex arithmetic", (z, w) => [z + w, z * w, z / w, z - w]),
        Case("integer arithmetic", (i, j) =>
        [
            i + j, i * j, i / j, i.div(j, RoundingMode.floor), i.div(j, RoundingMode.trunc), i % j, i.fmod(j), i & j, i | j, i ^ j, ~i,
        ]),
        Case("lerp addcmul addcdiv", (x, y, g) => [x.lerp(y, g), x.addcmul(y, g, 0.5), x.addcdiv(y, g, -2)]),
        Case("conversions", (x, i) =>
        [
            x.@float(), x.half(), x.@long(), x.@bool(), i.@double(), i.@int(), i.to(ScalarType.Int16), i.to(uint8), x.to(complex128),
            x.to(complex64), x.bfloat16(), i.@bool(),
        ]),
        Case("complex parts", z =>
        [
            z.real, z.imag, z.view_as_real(), z.abs(), z.angle(), z.conj().imag, polar(z.abs(), z.angle()), complex(z.real, z.imag), z.sum(),
            z.mean(), z.prod(),
        ]),
        Case("grids", v =>
        [
            arange(5), arange(1, 2, 0.25, float64), arange(3.0), linspace(-1, 1, 7, float64), eye(3, dtype: float64), eye(2, 3),
            full(2, 2, 1.5, float64), tril_indices(3, 3), .. meshgrid([v[..2], v[2..5]]), logspace(0, 2, 5, dtype: float64),
            cartesian_prod(v[..2], v[3..5]),
        ]),
    ];

    private static IEnumerable<(string Name, Func<Tensor[], Tensor[]> Compute)> Reductions() =>
    [
        Case("sums", t => [t.sum(), t.sum(1), t.sum(0, 2), t.sum([1, 2], keepdim: true), t.mean(), t.mean([0, 1]), t.prod(), t.prod(2)]),
        Case("spread", t =>
        [
            t.std(), t.var(), t.std(1), t.var([0, 2], unbiased: false), t.var(2, unbiased: true, keepdim: true), .. List(t.std_mean(1)),
            .. List(t.var_mean([1, 2])),
        ]),
        Case("extremes", t =>
        [
            t.max(), t.min(), t.argmax(), t.argmin(), t.argmax(1), .. List(t.max(1)), .. List(t.min(2)), t.amax(0, 1), t.amin(2),
            t.amax([1, 2], keepdim: true), t.median(),
        ]),
        Case("norms", (t, v) =>
        [
            v.norm(), v.norm(1f), t.norm(1, false, 2), linalg.norm(v, 3), linalg.norm(v, double.PositiveInfinity), v.dist(v * 2),
        ]),
        Case("logsumexp and running totals", t => [t.logsumexp(1), t.cumsum(2), t.cumprod(0), t.logcumsumexp(1), t.cumsum(1)]),
        Case("truth", m => [m.any(), m.all(), m.any(1), m.all(0), m.sum(), m.logical_not(), m.count_nonzero()]),
        Case("order", (v, i) =>
        [
            .. List(v.sort()), .. List(v.sort(descending: true)), .. List(v.topk(3)), v.argsort(), .. List(v.kthvalue(2, -1)),
            i.unique().Item1, i.unique(return_counts: true).Item3!,
        ]),
        Case("search", v => [bucketize(v, tensor(new[] { -1.0, 0, 1 })), searchsorted(tensor(new[] { -1.0, 0, 1 }), v)]),
    ];

    private static IEnumerable<(string Name, Func<Tensor[], Tensor[]> Compute)> Shapes() =>
    [
        Case("shape", t =>
        [
            t.reshape(6, 4), t.view(-1), t.permute(2, 0, 1), t.transpose(0, 2), t.flatten(1), t.unsqueeze(1), t.unsqueeze(0).squeeze(0),
            t[0].t(), t.flip(0, 2), t.roll(1, 2), t.roll([1, -1], [0, 1]), t[0].expand(2, 3, 4), t.repeat(1, 2, 1), t.movedim([0], [2]),
            t[0].rot90(), t.mT, t.tile([1, 1, 2]),
        ]),
        Case("join and split", (x, y) =>
        [
            cat([x, y]), cat([x, y], 1), stack([x, y]), stack([x, y], 2), .. x.split(2, 1), .. x.chunk(2), .. x.unbind(0), hstack(x, y),
            vstack([x, y]), .. x.split([1, 3], 1),
        ]),
        Case("triangles and diagonals", a =>
            [a.tril(), a.triu(1), a.diag(), a.diag(1), diag(a[0]), a.diag_embed(), a.trace(), a[0].diagflat()]),
        Case("where", (x, y, m) =>
        [
            x.where(m.@bool(), y), x.masked_fill(m.@bool(), 7), x.masked_select(m.@bool()), m.nonzero(), x[m.@bool()],
        ]),
        Case("index", (t, i) =>
        [
            t[0], t[1, 2], t[1, 2, 3], t[Colon, 1], t[TensorIndex.Ellipsis, 1..3], t[Colon, TensorIndex.None, 0],
            t[Colon, ^2.., TensorIndex.Slice(step: 2)], t[Colon, Colon, TensorIndex.Tensor(i)], t[i[..3] % 2, i[..3]],
            t[Colon, TensorIndex.Tensor(i[1..3]), TensorIndex.Tensor(i[..2])], t.index_select(1, i), t.narrow(2, 1, 2), t.select(1, 2),
        ]),
        Case("gather and scatter", (x, y, i) =>
        [
            x.gather(0, i.reshape(1, 4)), zeros(3, 4, float64).scatter(0, i.reshape(1, 4), y[..1]), x.scatter_add(0, i.reshape(1, 4), y[..1]),
            x.index_add(0, tensor(new long[] { 0, 2 }), y[..2], 2.0), x.take(tensor(new long[] { 0, 5, 11 })),
            x.index_fill(1, tensor(new long[] { 1 }), -1.0),
        ]),
        Case("assignment", (x, y, v, m) =>
        [
            Assigned(x, t => t[1] = 5.0), Assigned(x, t => t[Colon, 1..3] = y[Colon, ..2]), Assigned(x, t => t[m.@bool()] = 0.0),
            Assigned(x, t => t[tensor(new long[] { 0, 2 }), tensor(new long[] { 1, 3 })] = v[..2]), Assigned(x, t => t[2, 3] = -1.0),
        ]),
    ];

    private static IEnumerable<(string Name, Func<Tensor[], Tensor[]> Compute)> Products() =>
    [
        Case("products", (a, b, v, u) =>
        [
            a.matmul(b), a.mm(b), a.mv(v[..5]), v.dot(u), v.outer(u), b.addmm(a, b, 0.5f, 2), a.matmul(v[..5]),
            kron(a[..2, ..2], b[..2, ..2]), einsum("ij,jk->ki", a, b), a.tensordot(b, 1), v.inner(u), a.matrix_power(3), a.matrix_exp(),
            linalg.cross(a[..3, ..3], a[2.., 2..], 1), cdist(a, a[..2]),
        ]),
        Case("batched products", (t, s) => [t.bmm(s), t.matmul(s), zeros(2, 3, 5, float64).baddbmm(t, s), t.matmul(s[0])]),
        Case("complex products", (a, z) => [a.matmul(a), z.matmul(a), z.mH, z.adjoint(), z[0].vdot(z[1]), z.conj().matmul(a)]),
    ];

    private static IEnumerable<(string Name, Func<Tensor[], Tensor[]> Compute)> LinearAlgebra() =>
    [
        Case("determinants", (a, s, c) =>
            [linalg.det(a), .. List(linalg.slogdet(a)), s.logdet(), linalg.det(c), .. List(linalg.slogdet(c))]),
        Case("inverses", (a, b, c, tall) =>
        [
            linalg.inv(a), linalg.solve(a, b), linalg.pinv(tall), linalg.inv(c), linalg.lstsq(tall, (tall[Colon, ..1] * 2) + 1).Item1,
            linalg.solve_triangular(a.triu(), b, upper: true),
        ]),
        Case("eigenvalues", (a, s, c, h) => [linalg.eigvals(a), linalg.eigvalsh(s), linalg.eigvals(c), linalg.eigvalsh(h)]),
        Case("singular values", (a, tall, c) => [linalg.svdvals(a), linalg.svdvals(tall), linalg.svdvals(c)]),
        Case("cholesky", (s, h) => [linalg.cholesky(s), linalg.cholesky(h), linalg.cholesky(s).cholesky_inverse()]),
        Case("matrix norms", (a, c) =>
        [
            linalg.norm(a), linalg.norm(a, 2), linalg.norm(a, "nuc"), linalg.matrix_norm(a), linalg.matrix_norm(a, 1), linalg.matrix_norm(c, 2),
            linalg.cond(a), linalg.cond(a, 1), linalg.cond(a, "fro"), linalg.matrix_rank(a[Colon, ..3].matmul(a[..3])),
            linalg.norm(a, double.PositiveInfinity, [1]),
        ]),
        Case("matrix functions", (a, c) => [linalg.matrix_exp(a), linalg.matrix_exp(c), linalg.multi_dot([a, a, a])]),
    ];

    private static IEnumerable<(string Name, Func<Tensor[], Tensor[]> Compute)> Gradients() =>
    [
        Case("gradient of a small network", (w1, w2, b, x) => Gradient(
            p => p[1][..3].matmul((p[0].matmul(x[Colon, ..1]) + p[2][..5].reshape(5, 1)).tanh()).pow(2).sum(), w1, w2, b)),
        Case("gradient of logsumexp of products", (a, b) => Gradient(p => p[0].matmul(p[1]).reshape(-1).logsumexp(0), a, b)),
        Case("gradient of a spectral radius", s => Gradient(p => linalg.eigvalsh(p[0]).max(), s)),
        Case("gradient of a log determinant", s => Gradient(p => linalg.slogdet(p[0]).Item2, s)),
        Case("gradient through indexing", x => Gradient(
            p => (p[0][Colon, 1..3].exp() * p[0][TensorIndex.Ellipsis, ..2, Colon].sigmoid()).sum() + p[0][0, 1, 2].pow(3), x)),
        Case("gradient of a complex modulus", (x, y) => Gradient(p => complex(p[0], p[1]).exp().abs().pow(2).sum(), x, y)),
        Case("gradient of a matrix exponential", a => Gradient(p => p[0].matrix_exp().trace(), a)),
    ];

    private static Tensor Assigned(Tensor original, Action<Tensor> assign)
    {
        var copy = original.clone();
        assign(copy);
        return copy;
    }

    private static Tensor[] Gradient(Func<Tensor[], Tensor> function, params Tensor[] points)
    {
        var leaves = Array.ConvertAll(points, p => p.clone().requires_grad_());
        function(leaves).backward();
        return Array.ConvertAll(leaves, leaf => leaf.grad!);
    }
}
