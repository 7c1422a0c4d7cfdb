#!/usr/bin/env python3
"""Writes lapack.json: matrices with LAPACK's eigenvalues (dgeev), their condition numbers 1/|y^H x|, and singular values (dgesdd).

Condition numbers come from the left and right eigenvectors of scipy.linalg.eig; a defective eigenvalue gets 1e300.
"""
import json
import os

import numpy as np
import scipy.linalg as la

rng = np.random.default_rng(20240601)


def jordan(n, value):
    return np.diag(np.full(n, value)) + np.diag(np.ones(n - 1), 1)


def jacobian(d, h):
    """The Jacobian of a random tanh network d-h-d at a random point."""
    w1 = rng.normal(size=(h, d)) / np.sqrt(d)
    w2 = rng.normal(size=(d, h)) / np.sqrt(h)
    return w2 @ np.diag(1 - np.tanh(w1 @ rng.normal(size=d)) ** 2) @ w1


def families():
    for n in (1, 2, 3, 5, 8, 20, 32):
        yield "gaussian", rng.normal(size=(n, n))
        yield "network jacobian", jacobian(n, 4 * n)
        yield "orthogonal", la.qr(rng.normal(size=(n, n)))[0]
        s = rng.normal(size=(n, n))
        yield "symmetric", s + s.T
    for n in (2, 3, 6, 10):
        q = la.qr(rng.normal(size=(n, n)))[0]
        yield "jordan", jordan(n, 0.75)
        yield "rotated jordan", q @ jordan(n, 0.75) @ q.T
        yield "companion", la.companion(np.poly(np.arange(1, n + 1)))
        yield "companion of roots of unity", la.companion(np.r_[1, np.zeros(n - 1), -1.0])
        yield "zero", np.zeros((n, n))
        yield "rank one", np.outer(rng.normal(size=n), rng.normal(size=n))
        t = np.triu(rng.normal(size=(n, n)))
        yield "triangular", t
        p = rng.permutation(n)
        yield "permuted triangular", t[np.ix_(p, p)]
        nil = np.triu(rng.normal(size=(n, n)), 1)
        yield "nilpotent", nil
        yield "permuted nilpotent", nil[np.ix_(p, p)]
        g = 10.0 ** np.linspace(-150, 150, n)
        yield "graded", rng.normal(size=(n, n)) * np.sqrt(np.outer(g, g))
        yield "similar by grading", rng.normal(size=(n, n)) * np.outer(np.sqrt(g), 1 / np.sqrt(g))
        yield "huge", 1e300 * rng.normal(size=(n, n))
        yield "tiny", 1e-300 * rng.normal(size=(n, n))
        yield "skew", (lambda a: a - a.T)(rng.normal(size=(n, n)))
    c, s = np.cos(0.3), np.sin(0.3)
    yield "rotation", np.array([[c, -s], [s, c]])
    yield "nearly equal", np.array([[1, 1e-10], [1e-10, 1 + 1e-12]])
    yield "nearly defective", np.array([[1, 1.0], [1e-14, 1]])
    yield "frank", np.array([[max(0, n) if (n := 12 - max(i, j)) > 0 and j >= i - 1 else 0 for j in range(12)] for i in range(12)], float)
    for m, n in ((1, 4), (4, 1), (3, 7), (10, 2), (32, 8), (5, 40)):
        yield "rectangular", rng.normal(size=(m, n))


def entry(name, a):
    a = np.asarray(a, float)
    item = {"family": name, "rows": a.shape[0], "columns": a.shape[1], "matrix": a.ravel().tolist(),
            "singularValues": la.svdvals(a).tolist(), "eigenvalues": [], "conditions": []}
    if a.shape[0] == a.shape[1]:
        w, vl, vr = la.eig(a, left=True, right=True)
        overlap = np.abs(np.sum(vl.conj() * vr, axis=0))
        item["eigenvalues"] = [[v.real, v.imag] for v in w]
        item["conditions"] = [1 / o if o > 1e-300 else 1e300 for o in overlap]
    return item


if __name__ == "__main__":
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "lapack.json"), "w") as out:
        out.write("[\n" + ",\n".join(json.dumps(entry(*item)) for item in families()) + "\n]\n")
