"""Where the values, slopes and curvatures of the smooth activations turn, as brackets of neighbouring doubles with the enclosed extreme value.

Writes the C# table of src/Dynamics/Activations/Enclosures/TurningPoints.cs to standard output. Sign changes of the next derivative are looked for on a grid of step
1/16 over [-12, 12]; beyond it each of these functions is monotone by its leading term.
"""
import math
from mpmath import mp, mpf, exp, tanh, log, sqrt, pi, erf, ncdf, npdf, atan

mp.prec = 240


def logistic(x):
    return 1 / (1 + exp(-x))


def gelu_tanh(z):
    return z * logistic(2 * sqrt(2 / pi) * (z + mpf("0.044715") * z ** 3))


def mish(z):
    e = exp(z)
    n = e * (e + 2)
    return z * n / (n + 2)


FUNCTIONS = {
    "Tanh": (tanh, 3),
    "Sigmoid": (logistic, 3),
    "Arctan": (atan, 3),
    "Erf": (erf, 3),
    "Gelu": (lambda z: z * ncdf(z), 3),
    "GeluTanh": (gelu_tanh, 3),
    "Silu": (lambda z: z * logistic(z), 3),
    "Mish": (mish, 3),
}


def derivative(f, n):
    if n == 0:
        return f

    def d(x):
        x = mpf(x)
        # Taylor coefficients by interpolation on a small circle would do as well; central differences at high precision are simplest.
        prec = mp.prec
        mp.prec = 900
        try:
            h = mpf(2) ** -150
            total = mpf(0)
            for k in range(n + 1):
                total += (-1) ** k * mp.binomial(n, k) * f(x + (mpf(n) / 2 - k) * h)
            return total / h ** n
        finally:
            mp.prec = prec

    return d


def below(x):
    d = float(x)
    return d if mpf(d) <= x else math.nextafter(d, -math.inf)


def above(x):
    d = float(x)
    return d if mpf(d) >= x else math.nextafter(d, math.inf)


def turns(f, order):
    """Turning points of the order-th derivative: sign changes of the next one."""
    g = derivative(f, order + 1)
    points = [mpf(i) / 16 + mpf(1) / 977 for i in range(-16 * 12, 16 * 12)]
    result = []
    previous = g(points[0])
    for a, b in zip(points, points[1:]):
        current = g(b)
        if previous * current < 0:
            lo, hi, slo = a, b, previous
            for _ in range(180):
                mid = (lo + hi) / 2
                v = g(mid)
                if v * slo > 0:
                    lo = mid
                else:
                    hi = mid
            t = (lo + hi) / 2
            if abs(t) < mpf(2) ** -100:
                t = mpf(0)
            result.append(t)
        previous = current
    return result


if __name__ == "__main__":
    for name, (f, orders) in FUNCTIONS.items():
        for order in range(orders):
            label = ["Value", "Slope", "Curvature"][order]
            h = derivative(f, order)
            rows = []
            for t in turns(f, order):
                v = h(t)
                if abs(v) < mpf(2) ** -90:
                    v = mpf(0)
                exact = mp.nint(v * 2 ** 40) / 2 ** 40
                scale = abs(v) * mpf(2) ** -80
                if abs(v - exact) < mpf(2) ** -90:
                    v, scale = exact, mpf(0)
                rows.append("new(%r, %r, %r, %r)" % (below(t), above(t), below(v - scale), above(v + scale)))
            print("    public static ImmutableArray<TurningPoint> %s%s { get; } = [%s];" % (name, label, "".join("\n        %s," % r for r in rows) + ("\n    " if rows else "")))
