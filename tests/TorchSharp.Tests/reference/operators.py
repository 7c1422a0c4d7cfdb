"""Writes operators.json: inputs and results of PyTorch (1.13, CPU) for the operations that ParityTests repeats.

Run with a Python that has torch:  python3 operators.py
"""
import json
import os

import torch

torch.set_num_threads(1)
torch.manual_seed(20240601)
f64, c128 = torch.float64, torch.complex128


def dump(t):
    if not isinstance(t, torch.Tensor):
        t = torch.tensor(t)
    t = t.detach().resolve_conj().resolve_neg()
    flat = t.reshape(-1)
    if t.is_complex():
        data = torch.view_as_real(flat).reshape(-1).to(f64).tolist()
    elif t.is_floating_point():
        data = flat.to(f64).tolist()
    else:
        data = [int(v) for v in flat.tolist()]
    return {"dtype": str(t.dtype)[6:], "shape": list(t.shape), "data": data}


X = torch.randn(3, 4, dtype=f64)
Y = torch.randn(3, 4, dtype=f64)
P = torch.rand(3, 4, dtype=f64) * 0.98 + 0.01          # inside (0, 1)
G = torch.rand(3, 4, dtype=f64) * 6 + 0.1              # positive
Z = torch.randn(3, 4, dtype=c128)
W = torch.randn(3, 4, dtype=c128)
V = torch.randn(6, dtype=f64)
U = torch.randn(6, dtype=f64)
A = torch.randn(5, 5, dtype=f64)
B = torch.randn(5, 3, dtype=f64)
SPD = A @ A.T + 5 * torch.eye(5, dtype=f64)
CA = torch.randn(4, 4, dtype=c128)
CH = CA @ CA.mH + 4 * torch.eye(4, dtype=c128)
T3 = torch.randn(2, 3, 4, dtype=f64)
S3 = torch.randn(2, 4, 5, dtype=f64)
TALL = torch.randn(7, 3, dtype=f64)
I = torch.randint(-20, 20, (3, 4))
J = torch.randint(1, 9, (3, 4))
IDX = torch.tensor([2, 0, 1, 2])
M = X > 0

unary = "abs exp exp2 expm1 sin cos tan atan sinh cosh tanh asinh sigmoid erf erfc neg square sign floor ceil trunc frac sgn " \
        "relu relu6 selu silu deg2rad rad2deg hardswish hardsigmoid isnan isfinite positive sinc".split()
unit = "asin acos atanh erfinv log1p logit digamma".split()
positive = "log log2 log10 log1p sqrt rsqrt reciprocal lgamma digamma acosh_shifted i0".split()
complex_unary = "exp sin cos tan sinh cosh tanh sqrt log abs angle conj_physical reciprocal neg square sigmoid sgn".split()
binary = "add sub mul div maximum minimum fmax fmin atan2 hypot copysign logaddexp logaddexp2 nextafter eq ne lt le gt ge " \
         "remainder fmod float_power_positive xlogy_positive heaviside".split()

cases = {}


def case(name, inputs, *outputs):
    assert name not in cases, name
    cases[name] = {"inputs": [dump(t) for t in inputs], "outputs": [dump(t) for t in outputs]}


for n in unary:
    case(n, [X], getattr(torch, n)(X) if hasattr(torch, n) else getattr(torch.nn.functional, n)(X))
for n in unit:
    case(n + " in (0, 1)", [P], getattr(torch, n)(P))
for n in positive:
    if n == "acosh_shifted":
        case("acosh of 1 + x", [G], torch.acosh(1 + G))
    else:
        case(n + " of positive numbers", [G], getattr(torch, n)(G))
for n in complex_unary:
    case(n + " of complex numbers", [Z], getattr(torch, n)(Z))
for n in binary:
    if n.endswith("_positive"):
        case(n, [G, Y], getattr(torch, n[:-9])(G, Y) if n.startswith("float") else torch.xlogy(Y, G))
    else:
        case(n, [X, Y], getattr(torch, n)(X, Y))

case("broadcasting", [X, V[:4]], X + V[:4], X * V[:4], X - X[:, :1], X / V[:4])
case("scalars", [X], X + 2.5, X - 1.5, X * 3, X / 7, 2.0 - X, 2.0 / X, X % 0.75, X ** 3)
case("complex scalars", [Z], Z * (1 + 2j), Z + (0.5 - 1j), Z * 2, Z ** 2)
case("complex arithmetic", [Z, W], Z + W, Z * W, Z / W, Z - W)
case("integer arithmetic", [I, J], I + J, I * J, I / J, torch.div(I, J, rounding_mode="floor"),
     torch.div(I, J, rounding_mode="trunc"), I % J, torch.fmod(I, J), I & J, I | J, I ^ J, ~I)
case("clamp", [X], X.clamp(-0.5, 0.5), X.clamp(min=0), X.clamp_max(0.25))
case("round", [X], X.round(), torch.round(X, decimals=2))
case("lerp addcmul addcdiv", [X, Y, G], torch.lerp(X, Y, G), torch.addcmul(X, Y, G, value=0.5), torch.addcdiv(X, Y, G, value=-2))
case("activations", [X], torch.nn.functional.leaky_relu(X, 0.2), torch.nn.functional.elu(X, 1.3), torch.nn.functional.gelu(X),
     torch.nn.functional.hardtanh(X, -0.5, 0.75), torch.nn.functional.celu(X), torch.nn.functional.logsigmoid(X),
     torch.softmax(X, 1), torch.log_softmax(X, 0))
case("special", [P], torch.polygamma(2, P), torch.mvlgamma(P + 2, 2), torch.special.ndtri(P), torch.special.zeta(P + 2, P),
     torch.special.i1(P), torch.special.entr(P))

case("sums", [T3], T3.sum(), T3.sum(1), T3.sum([0, 2]), T3.sum([1, 2], keepdim=True), T3.mean(), T3.mean([0, 1]), T3.prod(), T3.prod(2))
case("spread", [T3], T3.std(), T3.var(), T3.std(1), T3.var([0, 2], unbiased=False), T3.var(2, unbiased=True, keepdim=True),
     *torch.std_mean(T3, 1), *torch.var_mean(T3, [1, 2]))
case("extremes", [T3], T3.max(), T3.min(), T3.argmax(), T3.argmin(), T3.argmax(1), *T3.max(1), *T3.min(2), T3.amax([0, 1]), T3.amin([2]),
     T3.amax([1, 2], keepdim=True), T3.median())
case("norms", [T3, V], V.norm(), V.norm(1), T3.norm(2, 1), torch.linalg.norm(V, 3), torch.linalg.norm(V, float("inf")),
     torch.dist(V, V * 2, 2))
case("logsumexp and running totals", [T3], T3.logsumexp(1), T3.cumsum(2), T3.cumprod(0), T3.logcumsumexp(1), T3.cumsum(1))
case("truth", [M], M.any(), M.all(), M.any(1), M.all(0), M.sum(), torch.logical_not(M), torch.count_nonzero(M))
case("order", [V, I], *V.sort(), *V.sort(descending=True), *torch.topk(V, 3), torch.argsort(V), *torch.kthvalue(V, 2, -1),
     torch.unique(I), torch.unique(I, return_counts=True)[1])
case("search", [V], torch.bucketize(V, torch.tensor([-1.0, 0.0, 1.0], dtype=f64)),
     torch.searchsorted(torch.tensor([-1.0, 0.0, 1.0], dtype=f64), V))

case("shape", [T3], T3.reshape(6, 4), T3.view(-1), T3.permute(2, 0, 1), T3.transpose(0, 2), T3.flatten(1), T3.unsqueeze(1),
     T3.unsqueeze(0).squeeze(0), T3[0].t(), T3.flip(0, 2), T3.roll(1, 2), T3.roll([1, -1], [0, 1]), T3[0].expand(2, 3, 4),
     T3.repeat(1, 2, 1), T3.movedim([0], [2]), T3[0].rot90(1, (0, 1)), T3.mT, T3.tile([1, 1, 2]))
case("join and split", [X, Y], torch.cat([X, Y]), torch.cat([X, Y], 1), torch.stack([X, Y]), torch.stack([X, Y], 2), *X.split(2, 1),
     *X.chunk(2), *X.unbind(0), torch.hstack([X, Y]), torch.vstack([X, Y]), *X.split([1, 3], 1))
case("triangles and diagonals", [A], A.tril(), A.triu(1), A.diag(), A.diag(1), torch.diag(A[0]), torch.diag_embed(A), A.trace(), A[0].diagflat())
case("where", [X, Y, M.to(torch.uint8)], torch.where(M, X, Y), X.masked_fill(M, 7), X.masked_select(M), torch.nonzero(M), X[M])
case("index", [T3, IDX], T3[0], T3[1, 2], T3[1, 2, 3], T3[:, 1], T3[..., 1:3], T3[:, None, 0], T3[:, -2:, ::2], T3[:, :, IDX],
     T3[IDX[:3] % 2, IDX[:3]], T3[:, IDX[1:3], IDX[:2]], T3.index_select(1, IDX), T3.narrow(2, 1, 2), T3.select(1, 2))
case("gather and scatter", [X, Y, IDX], X.gather(0, IDX.reshape(1, 4)), torch.zeros(3, 4, dtype=f64).scatter(0, IDX.reshape(1, 4), Y[:1]),
     X.scatter_add(0, IDX.reshape(1, 4), Y[:1]), X.index_add(0, torch.tensor([0, 2]), Y[:2], alpha=2.0), X.take(torch.tensor([0, 5, 11])),
     X.index_fill(1, torch.tensor([1]), -1.0))


def assigned(f):
    t = X.clone()
    f(t)
    return t


def set_row(t): t[1] = 5.0
def set_slice(t): t[:, 1:3] = Y[:, :2]
def set_mask(t): t[M] = 0.0
def set_picked(t): t[torch.tensor([0, 2]), torch.tensor([1, 3])] = V[:2]
def set_element(t): t[2, 3] = -1.0


case("assignment", [X, Y, V, M.to(torch.uint8)], assigned(set_row), assigned(set_slice), assigned(set_mask), assigned(set_picked),
     assigned(set_element))
case("grids", [V], torch.arange(5), torch.arange(1, 2, 0.25, dtype=f64), torch.arange(3.0), torch.linspace(-1, 1, 7, dtype=f64), torch.eye(3, dtype=f64),
     torch.eye(2, 3), torch.full((2, 2), 1.5, dtype=f64), torch.tril_indices(3, 3), *torch.meshgrid([V[:2], V[2:5]], indexing="ij"),
     torch.logspace(0, 2, 5, dtype=f64), torch.cartesian_prod(V[:2], V[3:5]))

case("products", [A, B, V, U], A @ B, A.mm(B), A.mv(V[:5]), V.dot(U), torch.outer(V, U), torch.addmm(B, A, B, beta=0.5, alpha=2), A.matmul(V[:5]),
     torch.kron(A[:2, :2], B[:2, :2]), torch.einsum("ij,jk->ki", A, B), torch.tensordot(A, B, 1), torch.inner(V, U),
     torch.matrix_power(A, 3), torch.matrix_exp(A), torch.cross(A[:3, :3], A[2:, 2:], dim=1), torch.cdist(A, A[:2]))
case("batched products", [T3, S3], torch.bmm(T3, S3), T3 @ S3, torch.baddbmm(torch.zeros(2, 3, 5, dtype=f64), T3, S3), T3 @ S3[0])
case("complex products", [CA, Z], CA @ CA, Z @ CA, Z.mH, Z.adjoint(), torch.vdot(Z[0], Z[1]), Z.conj() @ CA)
case("complex parts", [Z], Z.real, Z.imag, torch.view_as_real(Z), Z.abs(), Z.angle(), Z.conj().imag, torch.polar(Z.abs(), Z.angle()),
     torch.complex(Z.real, Z.imag), Z.sum(), Z.mean(), Z.prod())
case("conversions", [X, I], X.float(), X.half(), X.long(), X.bool(), I.double(), I.int(), I.to(torch.int16), I.to(torch.uint8), X.to(c128),
     X.to(torch.complex64), X.bfloat16(), I.bool())

case("determinants", [A, SPD, CA], torch.linalg.det(A), *torch.linalg.slogdet(A), torch.logdet(SPD), torch.linalg.det(CA),
     *torch.linalg.slogdet(CA))
case("inverses", [A, B, CA, TALL], torch.linalg.inv(A), torch.linalg.solve(A, B), torch.linalg.pinv(TALL), torch.linalg.inv(CA),
     torch.linalg.lstsq(TALL, TALL[:, :1] * 2 + 1).solution, torch.linalg.solve_triangular(A.triu(), B, upper=True))
case("eigenvalues", [A, SPD, CA, CH], torch.linalg.eigvals(A), torch.linalg.eigvalsh(SPD), torch.linalg.eigvals(CA), torch.linalg.eigvalsh(CH))
case("singular values", [A, TALL, CA], torch.linalg.svdvals(A), torch.linalg.svdvals(TALL), torch.linalg.svdvals(CA))
case("cholesky", [SPD, CH], torch.linalg.cholesky(SPD), torch.linalg.cholesky(CH), torch.cholesky_inverse(torch.linalg.cholesky(SPD)))
case("matrix norms", [A, CA], torch.linalg.norm(A), torch.linalg.norm(A, 2), torch.linalg.norm(A, "nuc"), torch.linalg.matrix_norm(A, "fro"),
     torch.linalg.matrix_norm(A, 1), torch.linalg.matrix_norm(CA, 2), torch.linalg.cond(A), torch.linalg.cond(A, 1),
     torch.linalg.cond(A, "fro"), torch.linalg.matrix_rank(A[:, :3] @ A[:3]), torch.linalg.norm(A, float("inf"), dim=[1]))
case("matrix functions", [A, CA], torch.linalg.matrix_exp(A), torch.linalg.matrix_exp(CA), torch.linalg.multi_dot([A, A, A]))


def gradients(f, *points):
    leaves = [p.clone().requires_grad_() for p in points]
    f(*leaves).backward()
    return [p.grad for p in leaves]


case("gradient of a small network", [B, A, V, X],
     *gradients(lambda w1, w2, b: ((w2[:3] @ torch.tanh(w1 @ X[:, :1] + b[:5].reshape(5, 1))) ** 2).sum(), B, A, V))
case("gradient of logsumexp of products", [A, B], *gradients(lambda a, b: torch.logsumexp((a @ b).reshape(-1), 0), A, B))
case("gradient of a spectral radius", [SPD], *gradients(lambda s: torch.linalg.eigvalsh(s).max(), SPD))
case("gradient of a log determinant", [SPD], *gradients(lambda s: torch.linalg.slogdet(s)[1], SPD))
case("gradient through indexing", [T3], *gradients(lambda t: (t[:, 1:3].exp() * t[..., :2, :].sigmoid()).sum() + t[0, 1, 2] ** 3, T3))
case("gradient of a complex modulus", [X, Y], *gradients(lambda x, y: (torch.complex(x, y).exp().abs() ** 2).sum(), X, Y))
case("gradient of a matrix exponential", [A], *gradients(lambda a: torch.matrix_exp(a).trace(), A))

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "operators.json"), "w") as out:
    json.dump({"torch": torch.__version__, "cases": cases}, out, separators=(",", ":"))
print(len(cases), "cases")
