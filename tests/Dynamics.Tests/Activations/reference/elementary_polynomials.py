#!/usr/bin/env python3
"""Derives src/Dynamics/Activations/Elementary/Polynomials.cs (mpmath, 60 digits).

Each polynomial interpolates its function at Chebyshev nodes of the stated interval, which is within a small factor of the minimax
polynomial; coefficients are then rounded to double. The error printed (and written into the C# file) is the largest relative error of the
polynomial with the rounded coefficients, on a grid ten times finer than the nodes, before any rounding of its evaluation.

    python3 elementary_polynomials.py > ../../../../src/Dynamics/Activations/Elementary/Polynomials.cs
"""
from mpmath import mp, mpf, exp, expm1, atanh, erf, erfc, tanh, sqrt, cos, pi, matrix, lu_solve, taylor, log, polyval

mp.dps = 60


def fit(f, a, b, degree):
    a, b = mpf(a), mpf(b)
    n = degree + 1
    mid, half = (a + b) / 2, (b - a) / 2
    nodes = [cos(pi * (2 * i + 1) / (2 * n)) for i in range(n)]
    values = [f(mid + half * u) for u in nodes]
    cheb = [2 * sum(values[i] * cos(pi * j * (2 * i + 1) / (2 * n)) for i in range(n)) / n for j in range(n)]
    cheb[0] /= 2
    # Chebyshev series in u to monomials in u, then u = (x - mid)/half to monomials in x.
    t0, t1 = [mpf(1)], [mpf(0), mpf(1)]
    mono = [mpf(0)] * n
    for j in range(n):
        t = t0 if j == 0 else t1
        for i, c in enumerate(t):
            mono[i] += cheb[j] * c
        if j > 0:
            t2 = [mpf(0)] + [2 * c for c in t1]
            for i, c in enumerate(t0):
                t2[i] -= c
            t0, t1 = t1, t2
    result = [mpf(0)]
    for c in reversed(mono):
        shifted = [mpf(0)] * (len(result) + 1)
        for i, r in enumerate(result):
            shifted[i + 1] += r / half
            shifted[i] -= r * mid / half
        shifted[0] += c
        result = shifted
    coefficients = [float(c) for c in result[:n]]
    worst = mpf(0)
    for i in range(10 * n + 1):
        x = a + (b - a) * i / (10 * n)
        true = f(x)
        value = polyval([mpf(c) for c in reversed(coefficients)], x)
        worst = max(worst, abs(value / true - 1))
    return coefficients, worst


def exp_tail(r):
    return (expm1(r) - r) / r**2 if abs(r) > mpf(10) ** -15 else mpf(1) / 2 + r / 6


def log1p_tail(w):
    if w < mpf(10) ** -12:
        return mpf(2) / 3 + 2 * w / 5 + 2 * w * w / 7
    s = sqrt(w)
    return (2 * atanh(s) - 2 * s) / s**3


def scaled_erfcx(t):
    if t >= 1:
        return 2 / sqrt(pi)
    x = 4 * (1 + t) / (1 - t)
    if x > 60:  # asymptotic series; terms fall to 1e-90 before they grow
        s, term = mpf(1), mpf(1)
        for k in range(1, 60):
            term *= -(2 * k - 1) / (2 * x * x)
            s += term
            if abs(term) < mpf(10) ** -55:
                break
        e = s / (x * sqrt(pi))
    else:
        e = exp(x * x) * erfc(x)
    return (1 + 2 * x) * e


def erf_core(w):
    if w < mpf(10) ** -20:
        return 2 / sqrt(pi) * (1 - w / 3)
    x = sqrt(w)
    return erf(x) / x


def tanhshrink_core(w):
    if w < mpf(10) ** -12:
        return mpf(1) / 3 - 2 * w / 15 + 17 * w * w / 315
    z = sqrt(w)
    return (z - tanh(z)) / z**3


POLYNOMIALS = [
    ("ExpTail", "(eʳ − 1 − r)/r² for |r| ≤ ½ ln 2", "r", exp_tail, -0.3466, 0.3466, 9),
    ("Log1pTail", "(2 artanh s − 2s)/s³ in w = s² for |s| ≤ ⅓, that is log1p f for −½ ≤ f ≤ 1 with s = f/(2+f)", "w", log1p_tail, 0, mpf(1) / 9 + mpf(10)**-6, 10),
    ("ScaledErfcx", "(1+2x) exp(x²) erfc(x) for 0 ≤ x ≤ ∞ in t = (x−4)/(x+4)", "t", scaled_erfcx, -1, 1, 23),
    ("ErfCore", "erf(x)/x in w = x² for |x| ≤ 1", "w", erf_core, 0, 1, 11),
    ("TanhshrinkCore", "(z − tanh z)/z³ in w = z² for |z| ≤ 1", "w", tanhshrink_core, 0, 1, 15),
]

print("""using System.Runtime.CompilerServices;

namespace TorchDynInspect.Dynamics.Activations.Elementary;

/// <summary>
/// The polynomials of the elementary functions, near-minimax (Chebyshev interpolation at 60 digits, coefficients rounded to double).
/// Written by tests/Dynamics.Tests/Activations/reference/elementary_polynomials.py; change that, not this.
/// </summary>
internal static class Polynomials
{""")
blocks = []
for name, what, x, f, a, b, degree in POLYNOMIALS:
    c, worst = fit(f, a, b, degree)
    lines = [f"    /// <summary>{what}; degree {degree}, relative error {mp.nstr(worst, 2)}.</summary>",
             "    [MethodImpl(MethodImplOptions.AggressiveInlining)]",
             f"    public static V {name}<V>(V {x})",
             "        where V : struct, ILanes<V>",
             "    {",
             f"        V p = V.Broadcast({c[-1]!r});"]
    lines += [f"        p = V.Fma(p, {x}, V.Broadcast({v!r}));" for v in reversed(c[:-1])]
    lines += ["        return p;", "    }"]
    blocks.append("\n".join(lines))
print("\n\n".join(blocks))
print("}")
