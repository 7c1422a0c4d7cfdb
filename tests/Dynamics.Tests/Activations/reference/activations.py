#!/usr/bin/env python3
"""Writes the reference values of the activation tests: activations-torch.json (PyTorch, float64) and activations-mpmath.json (200 bits).

    python3 activations.py

A torch row is [z, value, gradient]; an mpmath row is [z, value, value - value(0), secant, first, second derivative, ln |first|], with null for the
derivatives at points where the function has none (kinks and jumps): torch's subgradient there is in the other file. Numbers are JSON numbers
with 17 digits or the strings "nan", "inf", "-inf". Functions are evaluated from their definitions, with the parameters as the doubles they are.
"""
import json
import os
import random

import torch
from mpmath import mp, mpf

mp.prec = 200
HERE = os.path.dirname(os.path.abspath(__file__))

ln, exp, expm1, log1p, sqrt, pi, tanh = mp.log, mp.exp, mp.expm1, mp.log1p, mp.sqrt, mp.pi, mp.tanh
F = torch.nn.functional
SELU_SCALE = mpf(1.0507009873554804934193349852946)
SELU_ALPHA = mpf(1.6732632423543772848170429916717)


def logistic(z):
    return 1 / (1 + exp(-z)) if z > 0 else exp(z) / (1 + exp(z))


def cdf(z):
    return mp.erfc(-z / sqrt(mpf(2))) / 2


def pdf(z):
    return exp(-z * z / 2) / sqrt(2 * pi)


# Each entry: the torch function; value, first and second derivative in mpmath; the kinks.
def smooth(torch_function, f, d, d2):
    return dict(torch=torch_function, f=f, d=d, d2=d2, kinks=[])


def sech2(z):
    t = exp(-2 * abs(z))
    return 4 * t / (1 + t) ** 2


def softplus(beta, threshold):
    b, th = mpf(beta), mpf(threshold)
    return dict(
        torch=lambda x: F.softplus(x, beta, threshold),
        f=lambda z: z if b * z > th else log1p(exp(b * z)) / b,
        d=lambda z: mpf(1) if b * z > th else logistic(b * z),
        d2=lambda z: mpf(0) if b * z > th else b * logistic(b * z) * logistic(-b * z),
        kinks=[])


def pieces(torch_function, f, d, kinks, d2=lambda z: mpf(0)):
    return dict(torch=torch_function, f=f, d=d, d2=d2, kinks=kinks)


def leaky(torch_function, s):
    m = mpf(s)
    return pieces(torch_function, lambda z: z if z > 0 else m * z, lambda z: mpf(1) if z > 0 else m, [0.0])


def clamp(torch_function, a, b):
    return pieces(torch_function, lambda z: min(max(z, mpf(a)), mpf(b)), lambda z: mpf(1) if a < z < b else mpf(0), [a, b])


def elu(torch_function, scale, alpha, width, kink):
    s, a, w = mpf(scale), mpf(alpha), mpf(width)
    return pieces(torch_function, lambda z: s * z if z > 0 else s * a * expm1(z / w), lambda z: s if z > 0 else s * a / w * exp(z / w),
                  [0.0] if kink else [], lambda z: mpf(0) if z > 0 else s * a / w / w * exp(z / w))


def gelu_tanh_parts(z):
    c = 2 * sqrt(2 / pi)
    y = c * (z + mpf(44715) / 10**6 * z**3)
    return y, c * (1 + 3 * mpf(44715) / 10**6 * z * z), c * 6 * mpf(44715) / 10**6 * z


def gelu_tanh_d(z):
    y, y1, _ = gelu_tanh_parts(z)
    return logistic(y) * (1 + z * y1 * logistic(-y))


def gelu_tanh_d2(z):
    y, y1, y2 = gelu_tanh_parts(z)
    s, q = logistic(y), logistic(-y)
    return s * q * (2 * y1 + z * ((q - s) * y1 * y1 + y2))


def mish_t(z):
    e = exp(z)
    n = e * (e + 2)
    return n / (n + 2)


def mish_t1(z):
    e = exp(z)
    return 4 * e * (e + 1) / (e * (e + 2) + 2) ** 2


def mish_t2(z):
    e = exp(z)
    return 4 * e * (2 + 2 * e - 3 * e * e - 2 * e**3) / (e * (e + 2) + 2) ** 3


FUNCTIONS = {
    ("relu", ()): pieces(torch.relu, lambda z: max(z, mpf(0)), lambda z: mpf(1) if z > 0 else mpf(0), [0.0]),
    ("leaky_relu", ()): leaky(lambda x: F.leaky_relu(x), 0.01),
    ("leaky_relu", (("slope", 0.25),)): leaky(lambda x: F.leaky_relu(x, 0.25), 0.25),
    ("leaky_relu", (("slope", -1.5),)): leaky(lambda x: F.leaky_relu(x, -1.5), -1.5),
    ("prelu", ()): leaky(lambda x: F.prelu(x, torch.tensor([0.25], dtype=torch.float64)), 0.25),
    ("relu6", ()): clamp(F.relu6, 0.0, 6.0),
    ("hardtanh", ()): clamp(F.hardtanh, -1.0, 1.0),
    ("hardtanh", (("min", 0.5), ("max", 3.0))): clamp(lambda x: F.hardtanh(x, 0.5, 3.0), 0.5, 3.0),
    ("hardsigmoid", ()): pieces(F.hardsigmoid, lambda z: min(max(z + 3, mpf(0)), mpf(6)) / 6, lambda z: mpf(1) / 6 if -3 < z < 3 else mpf(0), [-3.0, 3.0]),
    ("hardswish", ()): pieces(F.hardswish, lambda z: z * min(max(z + 3, mpf(0)), mpf(6)) / 6,
                              lambda z: mpf(0) if z < -3 else mpf(1) if z > 3 else (2 * z + 3) / 6, [-3.0, 3.0],
                              lambda z: mpf(1) / 3 if -3 < z < 3 else mpf(0)),
    ("tanh", ()): smooth(torch.tanh, tanh, sech2, lambda z: -2 * tanh(z) * sech2(z)),
    ("sigmoid", ()): smooth(torch.sigmoid, logistic, lambda z: logistic(z) * logistic(-z),
                            lambda z: logistic(z) * logistic(-z) * (logistic(-z) - logistic(z))),
    ("logsigmoid", ()): smooth(F.logsigmoid, lambda z: -log1p(exp(-z)), lambda z: logistic(-z), lambda z: -logistic(z) * logistic(-z)),
    ("softplus", ()): softplus(1.0, 20.0),
    ("softplus", (("beta", 2.5), ("threshold", 30.0))): softplus(2.5, 30.0),
    ("softplus", (("beta", 0.3), ("threshold", 1.0))): softplus(0.3, 1.0),
    ("softsign", ()): pieces(F.softsign, lambda z: z / (1 + abs(z)), lambda z: 1 / (1 + abs(z)) ** 2, [0.0],
                             lambda z: -2 * mp.sign(z) / (1 + abs(z)) ** 3),
    ("elu", ()): elu(F.elu, 1, 1.0, 1, True),
    ("elu", (("alpha", 0.3),)): elu(lambda x: F.elu(x, 0.3), 1, 0.3, 1, True),
    ("elu", (("alpha", -2.0),)): elu(lambda x: F.elu(x, -2.0), 1, -2.0, 1, True),
    ("celu", ()): elu(F.celu, 1, 1.0, 1.0, True),
    ("celu", (("alpha", 0.3),)): elu(lambda x: F.celu(x, 0.3), 1, 0.3, 0.3, True),
    ("celu", (("alpha", 7.0),)): elu(lambda x: F.celu(x, 7.0), 1, 7.0, 7.0, True),
    ("selu", ()): elu(F.selu, SELU_SCALE, SELU_ALPHA, 1, True),
    ("gelu", ()): smooth(F.gelu, lambda z: z * cdf(z), lambda z: cdf(z) + z * pdf(z), lambda z: pdf(z) * (2 - z * z)),
    ("gelu_tanh", ()): smooth(lambda x: F.gelu(x, approximate="tanh"), lambda z: z * logistic(gelu_tanh_parts(z)[0]), gelu_tanh_d, gelu_tanh_d2),
    ("silu", ()): smooth(F.silu, lambda z: z * logistic(z), lambda z: logistic(z) * (1 + z * logistic(-z)),
                         lambda z: logistic(z) * logistic(-z) * (2 + z * (logistic(-z) - logistic(z)))),
    ("mish", ()): smooth(F.mish, lambda z: z * mish_t(z), lambda z: mish_t(z) + z * mish_t1(z), lambda z: 2 * mish_t1(z) + z * mish_t2(z)),
    ("tanhshrink", ()): smooth(F.tanhshrink, lambda z: z - tanh(z), lambda z: tanh(z) ** 2, lambda z: 2 * tanh(z) * sech2(z)),
    ("hardshrink", ()): pieces(F.hardshrink, lambda z: z if abs(z) > 0.5 else mpf(0), lambda z: mpf(1) if abs(z) > 0.5 else mpf(0), [-0.5, 0.5]),
    ("hardshrink", (("lambda", 2.0),)): pieces(lambda x: F.hardshrink(x, 2.0), lambda z: z if abs(z) > 2 else mpf(0), lambda z: mpf(1) if abs(z) > 2 else mpf(0), [-2.0, 2.0]),
    ("softshrink", ()): pieces(F.softshrink, lambda z: z - mp.sign(z) / 2 if abs(z) > 0.5 else mpf(0), lambda z: mpf(1) if abs(z) > 0.5 else mpf(0), [-0.5, 0.5]),
    ("softshrink", (("lambda", 2.0),)): pieces(lambda x: F.softshrink(x, 2.0), lambda z: z - 2 * mp.sign(z) if abs(z) > 2 else mpf(0), lambda z: mpf(1) if abs(z) > 2 else mpf(0), [-2.0, 2.0]),
    ("arctan", ()): smooth(torch.atan, mp.atan, lambda z: 1 / (1 + z * z), lambda z: -2 * z / (1 + z * z) ** 2),
    ("erf", ()): smooth(torch.erf, mp.erf, lambda z: 2 / sqrt(pi) * exp(-z * z), lambda z: -4 * z / sqrt(pi) * exp(-z * z)),
    ("exp", ()): smooth(torch.exp, exp, exp, exp),
    ("identity", ()): pieces(lambda x: x * 1, lambda z: z, lambda z: mpf(1), []),
}


def number(x):
    if x is None:
        return None
    x = float(x)
    return x if mp.isfinite(x) else str(x)


def grid(kinks):
    random.seed(7)
    z = {0.0, 1e-300, 1e-150, 1e-30, 1e-16, 1e-8, 1e-4, 0.01, 0.1, 0.25, 0.34, 0.35, 0.5, 0.69, 0.7, 0.75, 0.8, 0.9, 1.0, 1.2, 1.28, 1.42, 1.5, 2.0, 2.4, 3.0, 4.0,
         5.0, 6.0, 8.0, 10.0, 12.0, 15.0, 18.0, 19.0, 19.5, 20.0, 20.5, 22.0, 26.0, 30.0, 36.0, 37.0, 38.0, 50.0, 100.0, 300.0, 350.0, 372.0, 700.0, 708.0, 745.0,
         746.0, 1e3, 1e5, 1e9, 1e100, 1e300}
    z |= {random.uniform(0, 4) for _ in range(60)}
    z |= {random.uniform(4, 40) for _ in range(40)}
    z |= {random.uniform(40, 700) for _ in range(15)}
    z |= {10 ** random.uniform(-12, 0) for _ in range(25)}
    z = {s * v for v in z for s in (-1, 1)}
    for k in kinks:
        z |= {k, k * (1 - 2**-50), k * (1 + 2**-50)}
    return sorted({v + 0.0 for v in z})


def reference(entry, z):
    kink = z in entry["kinks"]
    with mp.workprec(4000):  # so that 1 + e^-2000 is not 1, whatever cancels
        value = entry["f"](mpf(z))
        shifted = value - entry["f"](mpf(0))
        secant = entry["d"](mpf(0)) if z == 0 else shifted / mpf(z)
        first = entry["d"](mpf(z))
        second = entry["d2"](mpf(z))
        log = -mp.inf if first == 0 else ln(abs(first))
    return [number(v) for v in (value, shifted, secant, None if kink else first, None if kink else second, None if kink else log)]


def torch_values(entry, points):
    x = torch.tensor(points, dtype=torch.float64, requires_grad=True)
    y = entry["torch"](x)
    y.sum().backward()
    return [[z, number(v), number(d)] for z, v, d in zip(points, y.tolist(), x.grad.tolist())]


def write(name, data):
    with open(os.path.join(HERE, name), "w") as out:
        out.write("[\n" + ",\n".join(
            '{"function": %s, "parameters": %s, "rows": [\n%s]}' % (
                json.dumps(f), json.dumps(dict(p)), ",\n".join(json.dumps(r) for r in rows)) for f, p, rows in data) + "\n]\n")


def main():
    slow = 1e9  # beyond, exponentials at 4000 bits only say 0 or infinity; closed limits are tested in C#
    write("activations-torch.json", [(f, p, torch_values(e, [z for z in grid(e["kinks"]) if abs(z) <= 1e100])) for (f, p), e in FUNCTIONS.items()])
    write("activations-mpmath.json", [(f, p, [[z] + reference(e, z) for z in grid(e["kinks"]) if abs(z) < slow]) for (f, p), e in FUNCTIONS.items()])


if __name__ == "__main__":
    main()
