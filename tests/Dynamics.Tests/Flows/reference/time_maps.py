"""φ_T, Dφ_T and D²φ_T of small network fields by differences in 60 digits: Gragg-Bulirsch-Stoer extrapolation of displaced starts, displacements 1e-15.

Run: python3 time_maps.py > time_maps.json (mpmath, numpy).
"""
import json
import numpy as np
import mpmath as mp

mp.mp.dps = 60
SIGMA = {
    "tanh": mp.tanh,
    "sigmoid": lambda z: 1 / (1 + mp.exp(-z)),
    "gelu": lambda z: z * mp.ncdf(z),
    "softplus": lambda z: mp.log1p(mp.exp(z)),
}


def affine(layer, x):
    return [sum(mp.mpf(w) * v for w, v in zip(row, x)) + mp.mpf(b) for row, b in zip(layer["weight"], layer["bias"])]


def run(layers, x):
    for layer in layers:
        if layer["type"] == "affine":
            x = affine(layer, x)
        elif layer["type"] == "activation":
            x = [SIGMA[layer["function"]](v) for v in x]
        else:
            x = [v + g for v, g in zip(x, run(layer["layers"], x))]
    return x


def flow(layers, y, T, steps, columns=10):
    y = list(y)
    H = mp.mpf(T) / steps
    for _ in range(steps):
        table = []
        for k in range(columns):
            m = 2 * (k + 1)
            h = H / m
            a = list(y)
            b = [v + h * s for v, s in zip(a, run(layers, a))]
            for _ in range(m - 1):
                a, b = b, [v + 2 * h * s for v, s in zip(a, run(layers, b))]
            row = [[(u + v + h * s) / 2 for u, v, s in zip(a, b, run(layers, b))]]
            for j in range(1, k + 1):
                q = (mp.mpf(m) / (2 * (k - j + 1))) ** 2 - 1
                row.append([u + (u - v) / q for u, v in zip(row[j - 1], table[-1][j - 1])])
            table.append(row)
        y = table[-1][-1]
    return y


def random_affine(rng, rows, columns, gain):
    return {"type": "affine", "weight": (gain * rng.standard_normal((rows, columns)) / np.sqrt(columns)).tolist(),
            "bias": (0.3 * rng.standard_normal(rows)).tolist()}


def fields():
    rng = np.random.default_rng(5)
    yield "tanh 2-5-2", 2, [random_affine(rng, 5, 2, 1.5), {"type": "activation", "function": "tanh"}, random_affine(rng, 2, 5, 1.5)], 1.5
    yield "gelu 3-4-3 backwards", 3, [random_affine(rng, 4, 3, 1.2), {"type": "activation", "function": "gelu"}, random_affine(rng, 3, 4, 1.2)], -0.8
    block = [random_affine(rng, 3, 2, 1.0), {"type": "activation", "function": "sigmoid"}, random_affine(rng, 2, 3, 1.0)]
    yield "residual softplus", 2, [{"type": "residual", "layers": block}, {"type": "activation", "function": "softplus"}, random_affine(rng, 2, 2, 1.0)], 1.0


results = []
for name, d, layers, T in fields():
    x = [mp.mpf(v) for v in (0.3, -0.7, 0.45)[:d]]
    e = mp.mpf(10) ** -15
    cache = {}

    def at(shift):
        if shift not in cache:
            cache[shift] = flow(layers, [v + e * s for v, s in zip(x, shift)], T, 60)
        return cache[shift]

    unit = lambda j, s=1: tuple(s if i == j else 0 for i in range(d))
    add = lambda u, v: tuple(a + b for a, b in zip(u, v))
    zero = (0,) * d
    state = at(zero)
    first = [[(at(unit(j))[i] - at(unit(j, -1))[i]) / (2 * e) for j in range(d)] for i in range(d)]
    second = [[[(at(add(unit(j), unit(k)))[i] - at(add(unit(j), unit(k, -1)))[i] - at(add(unit(j, -1), unit(k)))[i]
                 + at(add(unit(j, -1), unit(k, -1)))[i]) / (4 * e * e) for k in range(d)] for j in range(d)] for i in range(d)]
    finer = flow(layers, x, T, 90)
    assert max(abs(a - b) for a, b in zip(state, finer)) < mp.mpf(10) ** -38, name
    results.append({"name": name, "layers": layers, "time": T, "start": [float(v) for v in x], "state": [float(v) for v in state],
                    "jacobian": [[float(v) for v in row] for row in first],
                    "second": [[[float(v) for v in row] for row in m] for m in second]})
print(json.dumps(results, indent=1))
