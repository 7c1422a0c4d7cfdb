"""Fixed points and cycles of piecewise-linear networks by exhaustion in exact fractions; writes piecewise-linear.json beside this script.

Nothing here prunes by the equation f(x) = x: for PLRNNs all 2^M patterns are solved (M = 10 in fractions; M = 20 in floating point, candidates that are
inside up to rounding then confirmed in fractions), for cycles all cells of f^k in the box are made by clipping polygons and each is solved.
Doubles are the correctly rounded values of the fractions.
"""

import json
import pathlib
from fractions import Fraction

import numpy as np

HERE = pathlib.Path(__file__).parent
DATA = HERE.parents[3] / "data" / "networks"


def solve(matrix, rhs):
    """Gauss's elimination in fractions; None for a singular matrix."""
    n = len(matrix)
    rows = [list(row) + [b] for row, b in zip(matrix, rhs)]
    for k in range(n):
        pivot = next((i for i in range(k, n) if rows[i][k] != 0), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for i in range(k + 1, n):
            if rows[i][k] != 0:
                factor = rows[i][k] / rows[k][k]
                rows[i] = [x - factor * y for x, y in zip(rows[i], rows[k])]
    x = [Fraction(0)] * n
    for k in reversed(range(n)):
        x[k] = (rows[k][n] - sum(rows[k][j] * x[j] for j in range(k + 1, n))) / rows[k][k]
    return x


def plrnn(m, seed):
    layers = json.loads((DATA / f"plrnn-{m}-seed{seed}.json").read_text())["layers"]
    weight = np.array(layers[2]["weight"], dtype=float)
    return weight[:, :m].diagonal().copy(), weight[:, m:], np.array(layers[2]["bias"], dtype=float)


def exact_point(a, w, h, active, box):
    """(I - A - W D) x = h with the pattern's D, when x has that pattern (weakly) and lies in the box."""
    m = len(h)
    matrix = [[Fraction(int(i == j)) - (Fraction(a[i]) if i == j else 0) - (Fraction(w[i, j]) if active[j] else 0) for j in range(m)] for i in range(m)]
    x = solve(matrix, [Fraction(v) for v in h])
    if x is None:
        raise ValueError("a singular pattern: this reference has no continua")
    inside = all((v >= 0) == bool(s) or v == 0 for v, s in zip(x, active)) and all(abs(v) <= box for v in x)
    return x if inside else None


def plrnn_points(m, seed, box):
    a, w, h = plrnn(m, seed)
    found = []
    bits = np.arange(m)
    for start in range(0, 1 << m, 1 << min(m, 14)):
        patterns = (np.arange(start, start + (1 << min(m, 14)))[:, None] >> bits) & 1
        if m <= 10:
            candidates = patterns
        else:
            matrices = np.eye(m) - np.diag(a) - w[None, :, :] * patterns[:, None, :]
            x = np.linalg.solve(matrices, np.broadcast_to(h, (len(patterns), m))[..., None])[..., 0]
            slack = 1e-6 * (1 + np.abs(x).max(axis=1, keepdims=True))
            good = np.all(np.where(patterns == 1, x >= -slack, x <= slack), axis=1) | ~np.isfinite(x).all(axis=1)
            candidates = patterns[good]
        for pattern in candidates:
            x = exact_point(a, w, h, pattern, box)
            if x is not None and x not in found:
                found.append(x)
    return sorted([float(v) for v in x] for x in found)


def planar(seed):
    """A 2-10-2 ReLU network with 12-bit weights (so that fractions stay short)."""
    rng = np.random.default_rng(seed)
    dyadic = lambda x: np.round(x * 1024) / 1024
    return (dyadic(rng.normal(0, 1.5, (10, 2))), dyadic(rng.normal(0, 1, 10)), dyadic(rng.normal(0, 0.9, (2, 10))), dyadic(rng.normal(0, 1, 2)))


def clip(polygon, form):
    """The part of a convex polygon where form[0] x + form[1] y + form[2] >= 0."""
    values = [form[0] * x + form[1] * y + form[2] for x, y in polygon]
    part = []
    for i, (p, v) in enumerate(zip(polygon, values)):
        q, u = polygon[(i + 1) % len(polygon)], values[(i + 1) % len(polygon)]
        if v >= 0:
            part.append(p)
        if (v > 0 and u < 0) or (v < 0 and u > 0):
            t = v / (v - u)
            part.append((p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])))
    return part if len(part) >= 3 else None


def affine(w, b, rows):
    """w·(rows) + b, rows being (coefficient of x, of y, constant)."""
    return [tuple(sum(wi * row[c] for wi, row in zip(line, rows)) + (bias if c == 2 else 0) for c in range(3)) for line, bias in zip(w, b)]


def cells(network, polygon, rows):
    """The cells of f in a polygon on which the value so far is rows, each with the rows after f."""
    w1, b1, w2, b2 = network
    parts = [(polygon, [])]
    for form in affine(w1, b1, rows):
        divided = []
        for part, hidden in parts:
            plus, minus = clip(part, form), clip(part, tuple(-c for c in form))
            if plus:
                divided.append((plus, hidden + [form]))
            if minus:
                divided.append((minus, hidden + [(0, 0, 0)]))
        parts = divided
    return [(part, affine(w2, b2, hidden)) for part, hidden in parts]


def contains(polygon, point):
    """Whether a point lies in a closed convex polygon, either orientation."""
    signs = set()
    for i, p in enumerate(polygon):
        q = polygon[(i + 1) % len(polygon)]
        cross = (q[0] - p[0]) * (point[1] - p[1]) - (q[1] - p[1]) * (point[0] - p[0])
        signs.add((cross > 0) - (cross < 0))
    return not {1, -1} <= signs


def value(network, x):
    w1, b1, w2, b2 = network
    hidden = [max(Fraction(0), r[0] * x[0] + r[1] * x[1] + b) for r, b in zip(w1, b1)]
    return tuple(sum(wi * h for wi, h in zip(r, hidden)) + b for r, b in zip(w2, b2))


def planar_cycles(seed, box, most):
    network = tuple([[Fraction(v) for v in row] for row in m] if m.ndim == 2 else [Fraction(v) for v in m] for m in planar(seed))
    square = [(Fraction(x), Fraction(y)) for x, y in ((-box, -box), (box, -box), (box, box), (-box, box))]
    level = [(square, [(1, 0, 0), (0, 1, 0)])]
    result, counts = [], []
    for period in range(1, most + 1):
        level = [cell for polygon, rows in level for cell in cells(network, polygon, rows)]
        counts.append(len(level))
        found = set()
        for polygon, rows in level:
            point = solve([[1 - rows[0][0], -rows[0][1]], [-rows[1][0], 1 - rows[1][1]]], [rows[0][2], rows[1][2]])
            if point is not None and contains(polygon, point):
                found.add(tuple(point))
        cycles = set()
        for x in found:
            orbit = [x]
            while len(orbit) < period and (y := value(network, orbit[-1])) != x:
                orbit.append(y)
            assert value(network, orbit[-1]) == x
            if len(orbit) == period:
                first = orbit.index(min(orbit))
                cycles.add(tuple(orbit[first:] + orbit[:first]))
        result.append([[[float(c) for c in x] for x in cycle] for cycle in sorted(cycles)])
    return result, counts


def leaky_chain():
    """The chain of theory section 0 with double weights: all eight patterns in fractions."""
    quarter = Fraction(1, 4)
    w, b = [1, -1, -1, 8], [Fraction(v) for v in (-2.0 / 3, 2.0 / 3, -1.0 / 3, 7.0 / 3)]
    points = set()
    for pattern in range(8):
        slope, offset = Fraction(1), Fraction(0)
        pre = []
        for k in range(4):
            slope, offset = w[k] * slope, w[k] * offset + b[k]
            if k < 3:
                pre.append((slope, offset))
                if not pattern >> k & 1:
                    slope, offset = slope * quarter, offset * quarter
        x = offset / (1 - slope)
        if all((s * x + o >= 0) if pattern >> k & 1 else (s * x + o <= 0) for k, (s, o) in enumerate(pre)):
            points.add((x, slope))
    return [{"x": float(x), "slope": float(s), "numerator": str(x.numerator), "denominator": str(x.denominator)} for x, s in sorted(points)]


if __name__ == "__main__":
    box = 100
    planars = []
    for seed in range(10):
        cycles, counts = planar_cycles(seed, 8, 5)
        print("planar", seed, "cycles by period", [len(c) for c in cycles], "cells", counts, flush=True)
        w1, b1, w2, b2 = planar(seed)
        planars.append({"w1": w1.tolist(), "b1": b1.tolist(), "w2": w2.tolist(), "b2": b2.tolist(), "cycles": cycles})
    data = {
        "leakyChain": leaky_chain(),
        "planarBox": 8,
        "planar": planars,
        "plrnnBox": box,
        "plrnn": [{"units": m, "seed": seed, "points": plrnn_points(m, seed, box)} for m, seeds in ((10, range(5)), (20, (2, 3))) for seed in seeds],
    }
    print([(p["units"], p["seed"], len(p["points"])) for p in data["plrnn"]])
    (HERE / "piecewise-linear.json").write_text(json.dumps(data, separators=(",", ":")) + "\n")
