"""Reference solutions of the test problems, and the effort of scipy's solvers. Run: python3 trajectories.py > trajectories.json (scipy, mpmath).

Non-stiff problems: DOP853 at rtol 3e-14 and extrapolation in 40 digits (mpmath), which must agree. Stiff ones: Radau at rtol 1e-11 and at 1e-12,
their relative difference is written beside the values.
"""
import json
import numpy as np
import mpmath as mp
from scipy.integrate import solve_ivp

mp.mp.dps = 40


def linear(t, y):
    return [-0.5 * y[0] + 2 * y[1], -2 * y[0] - 0.5 * y[1], 0.25 * y[0] - y[2]]


def lotka_volterra(t, y):
    return [y[0] * (1.5 - y[1]), y[1] * (y[0] - 3)]


def van_der_pol(mu):
    return lambda t, y: [y[1], mu * (1 - y[0] * y[0]) * y[1] - y[0]]


def lorenz(t, y):
    return [10 * (y[1] - y[0]), y[0] * (28 - y[2]) - y[1], y[0] * y[1] - y[2] * 8 / 3]


def robertson(t, y):
    a = -0.04 * y[0] + 1e4 * y[1] * y[2]
    c = 3e7 * y[1] * y[1]
    return [a, -a - c, c]


def robertson_jacobian(t, y):
    return [[-0.04, 1e4 * y[2], 1e4 * y[1]], [0.04, -1e4 * y[2] - 6e7 * y[1], -1e4 * y[1]], [0, 6e7 * y[1], 0]]


def van_der_pol_jacobian(mu):
    return lambda t, y: [[0, 1], [-2 * mu * y[0] * y[1] - 1, mu * (1 - y[0] ** 2)]]


def extrapolated(f, y0, T, steps, columns=14):
    """Gragg's modified midpoint rule with Bulirsch-Stoer extrapolation in 40 digits."""
    y = [mp.mpf(v) for v in y0]
    H = mp.mpf(T) / steps
    n = len(y)
    for _ in range(steps):
        table = []
        for k in range(columns):
            m = 2 * (k + 1)
            h = H / m
            a = list(y)
            s = f(0, a)
            b = [a[i] + h * s[i] for i in range(n)]
            for _ in range(m - 1):
                s = f(0, b)
                a, b = b, [a[i] + 2 * h * s[i] for i in range(n)]
            s = f(0, b)
            row = [[(a[i] + b[i] + h * s[i]) / 2 for i in range(n)]]
            for j in range(1, k + 1):
                q = (mp.mpf(m) / (2 * (k - j + 1))) ** 2 - 1
                row.append([row[j - 1][i] + (row[j - 1][i] - table[-1][j - 1][i]) / q for i in range(n)])
            table.append(row)
        y = table[-1][-1]
    return [float(v) for v in y]


def effort(f, y0, T, method, rtol, atol):
    sol = solve_ivp(f, (0, T), y0, method=method, rtol=rtol, atol=atol)
    stages = {"RK45": 6, "RK23": 3}[method]
    accepted = len(sol.t) - 1
    rejected = (sol.nfev - 2) // stages - accepted
    return {"method": method, "rtol": rtol, "atol": atol, "accepted": accepted, "rejected": rejected, "evaluations": sol.nfev,
            "error": float(np.max(np.abs(sol.y[:, -1] - np.array(reference))))}


problems = []
for name, f, y0, T, steps in [
    ("linear", linear, [1, -0.5, 2], 5, 40),
    ("lotka-volterra", lotka_volterra, [10, 5], 15, 600),
    ("van-der-pol-1", van_der_pol(1), [2, 0], 20, 600),
    ("lorenz", lorenz, [1, 1, 1], 5, 600),
]:
    exact = extrapolated(f, y0, T, steps)
    other = solve_ivp(f, (0, T), y0, method="DOP853", rtol=3e-14, atol=1e-14).y[:, -1]
    reference = exact
    spread = float(np.max(np.abs(np.array(exact) - other)))
    assert spread < 1e-9, (name, spread)
    problems.append({"name": name, "start": y0, "time": T, "state": exact, "spread": spread, "scipy": [
        effort(f, y0, T, method, rtol, rtol * 1e-2) for method in ("RK45", "RK23") for rtol in (1e-4, 1e-6, 1e-8)]})

for name, f, jac, y0, T, atol in [
    ("van-der-pol-1000", van_der_pol(1000), van_der_pol_jacobian(1000), [2, 0], 2000, 1e-15),
    ("robertson", robertson, robertson_jacobian, [1, 0, 0], 1e11, 1e-24),
]:
    loose, tight = (solve_ivp(f, (0, T), y0, method="Radau", jac=jac, rtol=rtol, atol=atol).y[:, -1] for rtol in (1e-11, 1e-12))
    problems.append({"name": name, "start": y0, "time": T, "state": list(map(float, tight)),
                     "spread": float(np.max(np.abs(loose - tight) / np.abs(tight))), "scipy": []})

print(json.dumps(problems, indent=1))
