"""Writes neural_odes.json: critical points of a few random neural ODEs Phi(x) = a.phi_T(A x + b), field f(y) = W2 tanh(W1 y + b1) + b2.

    python3 neural_odes.py

Points are searched with numpy (RK4, 150 steps, with the first variational equation, Newton from many starts in the box, Hessian by differences). With one
input they are refined in 30-digit arithmetic: the flow by Taylor series of order 24 in time (recurrence for tanh: s' = (1 - s^2) z'), derivatives by central
differences of Phi with steps 1e-9, whose error is below 1e-15. With two inputs the gradient is scipy's DOP853 at 1e-13 on the variational equation, the Hessian
its differences of order four with steps 1e-4. Nothing of the tested code is used.
The lists of networks with two inputs need not be complete.
"""

import json

import mpmath as mp
import numpy as np
from scipy.integrate import solve_ivp

mp.mp.dps = 30
ORDER = 24
STEP = 0.02
BOX = 2.5


def instance(seed, d, m, hidden, gain, time):
    r = np.random.default_rng(seed)
    w = lambda rows, columns, scale: np.round(r.normal(size=(rows, columns)) * scale, 3)
    return {
        "A": w(m, d, 1.2), "b": np.round(r.normal(size=m) * 0.5, 3), "W1": w(hidden, m, gain), "b1": np.round(r.normal(size=hidden), 3),
        "W2": w(m, hidden, gain / np.sqrt(hidden)), "b2": np.round(r.normal(size=m) * 0.3, 3), "a": np.round(r.normal(size=m), 3), "T": time,
    }


def gradients(n, x):
    """Gradients at the rows of x."""
    y = x @ n["A"].T + n["b"]
    j = np.broadcast_to(n["A"], (len(x),) + n["A"].shape)

    def slope(y, j):
        s = np.tanh(y @ n["W1"].T + n["b1"])
        return s @ n["W2"].T + n["b2"], np.einsum("ih,nh,hm,nmd->nid", n["W2"], 1 - s * s, n["W1"], j, optimize=True)

    h = n["T"] / 150
    for _ in range(150):
        k1, l1 = slope(y, j)
        k2, l2 = slope(y + h / 2 * k1, j + h / 2 * l1)
        k3, l3 = slope(y + h / 2 * k2, j + h / 2 * l2)
        k4, l4 = slope(y + h * k3, j + h * l3)
        y, j = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4), j + h / 6 * (l1 + 2 * l2 + 2 * l3 + l4)
    return np.einsum("i,nid->nd", n["a"], j)


def search(n, d, seed):
    x = np.random.default_rng(seed).uniform(-BOX, BOX, (150 if d > 1 else 100, d))
    for _ in range(25):
        g = gradients(n, x)
        hessian = np.stack([(gradients(n, x + 1e-5 * e) - gradients(n, x - 1e-5 * e)) / 2e-5 for e in np.eye(d)], axis=2)
        hessian[np.abs(np.linalg.det(hessian)) < 1e-14] += np.eye(d)
        step = np.linalg.solve(hessian, g[:, :, None])[:, :, 0]
        length = np.linalg.norm(step, axis=1, keepdims=True)
        x = x - step * np.minimum(1, 0.5 / np.maximum(length, 1e-300))
        keep = np.all(np.abs(x) < 2 * BOX, axis=1)
        x, length = x[keep], length[keep]
    x = x[length[:, 0] < 1e-8]
    found = []
    for p in x:
        if np.all(np.abs(p) < BOX) and all(np.linalg.norm(p - q) > 1e-5 for q in found):
            found.append(p)
    return sorted(map(list, found))


def phi(n, x):
    m, hidden = len(n["a"]), len(n["b1"])
    c = lambda v: mp.mpf(repr(float(v)))
    w1 = [[c(v) for v in row] for row in n["W1"]]
    w2 = [[c(v) for v in row] for row in n["W2"]]
    y = [sum(c(n["A"][i][j]) * x[j] for j in range(len(x))) + c(n["b"][i]) for i in range(m)]
    steps = int(np.ceil(n["T"] / STEP))
    step = c(n["T"]) / steps
    for _ in range(steps):
        ys = [[v] for v in y]
        zs = [[sum(w1[k][i] * y[i] for i in range(m)) + c(n["b1"][k])] for k in range(hidden)]
        ss = [[mp.tanh(z[0])] for z in zs]
        us = [[1 - s[0] ** 2] for s in ss]
        for order in range(ORDER):
            for i in range(m):
                ys[i].append((sum(w2[i][k] * ss[k][order] for k in range(hidden)) + (c(n["b2"][i]) if order == 0 else 0)) / (order + 1))
            for k in range(hidden):
                zs[k].append(sum(w1[k][i] * ys[i][order + 1] for i in range(m)))
                ss[k].append(sum(us[k][l] * (order + 1 - l) * zs[k][order + 1 - l] for l in range(order + 1)) / (order + 1))
                us[k].append(-sum(ss[k][l] * ss[k][order + 1 - l] for l in range(order + 2)))
        assert max(abs(series[-1]) * step ** ORDER for series in ys) < mp.mpf("1e-24"), "the series does not converge"
        y = [mp.polyval(series[::-1], step) for series in ys]
    return sum(c(n["a"][i]) * y[i] for i in range(m))


def exact_line(n, x):
    h = mp.mpf("1e-9")
    middle, above, below = phi(n, [x]), phi(n, [x + h]), phi(n, [x - h])
    return middle, (above - below) / (2 * h), (above - 2 * middle + below) / h ** 2


def refine_line(n, x):
    x = mp.mpf(float(x[0]))
    for _ in range(3):
        value, slope, curvature = exact_line(n, x)
        step = slope / curvature
        x -= step
    return {"x": [float(x)], "value": float(value), "eigenvalues": [float(curvature)], "step": float(abs(step))}


def exact_plane(n, x):
    m, d = n["A"].shape

    def slope(_, state):
        y, j = state[:m], state[m:].reshape(m, d)
        s = np.tanh(n["W1"] @ y + n["b1"])
        return np.concatenate([n["W2"] @ s + n["b2"], (n["W2"] @ ((1 - s * s)[:, None] * (n["W1"] @ j))).ravel()])

    end = solve_ivp(slope, (0, n["T"]), np.concatenate([n["A"] @ x + n["b"], n["A"].ravel()]), method="DOP853", rtol=3e-14, atol=1e-15).y[:, -1]
    return n["a"] @ end[:m], n["a"] @ end[m:].reshape(m, d)


def refine_plane(n, x):
    x = np.array(x)
    for _ in range(3):
        value, gradient = exact_plane(n, x)
        at = lambda e, k: exact_plane(n, x + k * 1e-4 * e)[1]
        hessian = np.stack([(8 * (at(e, 1) - at(e, -1)) - at(e, 2) + at(e, -2)) / 1.2e-3 for e in np.eye(2)], axis=1)
        step = np.linalg.solve(hessian, gradient)
        x = x - step
    return {"x": x.tolist(), "value": value, "eigenvalues": sorted(np.linalg.eigvalsh((hessian + hessian.T) / 2).tolist()), "step": np.abs(step).max()}


def main():
    cases = []
    for seed, d, m, gain, time in [(1, 1, 2, 2.0, 1.5), (5, 1, 3, 2.0, 1.5), (7, 1, 3, 2.0, 1.5), (3, 2, 3, 1.5, 1.5), (4, 2, 4, 2.0, 1.5), (6, 2, 3, 2.0, 1.5)]:
        n = instance(seed, d, m, 5, gain, time)
        points = [(refine_line if d == 1 else refine_plane)(n, p) for p in search(n, d, seed)]
        print(seed, d, m, len(points), max((p["step"] for p in points), default=0), flush=True)
        cases.append({key: (v.tolist() if hasattr(v, "tolist") else v) for key, v in n.items()} | {"points": points})
    with open("neural_odes.json", "w", encoding="utf-8") as f:
        json.dump({"box": BOX, "cases": cases}, f, indent=1)


if __name__ == "__main__":
    main()
