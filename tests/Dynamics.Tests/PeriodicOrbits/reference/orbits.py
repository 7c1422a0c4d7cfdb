"""Closed orbits to some 25 digits: Taylor series of high order in mpmath, Newton on a section.

Writes orbits.json beside this file. Van der Pol (mu = 1 and 3): period, amplitude, multiplier exp(contour integral of the divergence).
Lorenz (10, 28, 8/3): the two shortest symbol sequences AB and AAB, found from rough starts by Newton with the variational equation.
"""
import json
import os
from mpmath import mp, mpf, matrix, lu_solve, exp, eig, norm, log

mp.dps = 34
ORDER = 40


def series_van_der_pol(x, mu, terms):
    """Taylor coefficients of (x, y, tangents (2 columns), integral of divergence)."""
    n = terms
    X, Y, S = [x[0]], [x[1]], []
    U = [[x[2]], [x[3]]]
    V = [[x[4]], [x[5]]]
    Q = [x[6]]
    for k in range(n):
        S.append(sum(X[i] * X[k - i] for i in range(k + 1)))                       # x^2
        sy = sum(S[i] * Y[k - i] for i in range(k + 1))
        xy = [sum(X[i] * Y[j - i] for i in range(j + 1)) for j in range(k + 1)]
        X.append(Y[k] / (k + 1))
        Y.append((mu * (Y[k] - sy) - X[k]) / (k + 1))
        for W in (U, V):
            a = sum(xy[i] * W[0][k - i] for i in range(k + 1))
            b = sum(S[i] * W[1][k - i] for i in range(k + 1))
            w0 = W[1][k]
            w1 = -2 * mu * a - W[0][k] + mu * (W[1][k] - b)
            W[0].append(w0 / (k + 1))
            W[1].append(w1 / (k + 1))
        Q.append(mu * ((1 if k == 0 else 0) - S[k]) / (k + 1))
    return [X, Y, U[0], U[1], V[0], V[1], Q]


def series_lorenz(x, _, terms):
    s, r, b = mpf(10), mpf(28), mpf(8) / 3
    X, Y, Z = [x[0]], [x[1]], [x[2]]
    W = [[[x[3 + 3 * c + i]] for i in range(3)] for c in range(3)]
    for k in range(terms):
        xz = sum(X[i] * Z[k - i] for i in range(k + 1))
        xy = sum(X[i] * Y[k - i] for i in range(k + 1))
        X.append(s * (Y[k] - X[k]) / (k + 1))
        Y.append((r * X[k] - Y[k] - xz) / (k + 1))
        Z.append((xy - b * Z[k]) / (k + 1))
        for w in W:
            dxz = sum(X[i] * w[2][k - i] + Z[i] * w[0][k - i] for i in range(k + 1))
            dxy = sum(X[i] * w[1][k - i] + Y[i] * w[0][k - i] for i in range(k + 1))
            w[0].append(s * (w[1][k] - w[0][k]) / (k + 1))
            w[1].append((r * w[0][k] - w[1][k] - dxz) / (k + 1))
            w[2].append((dxy - b * w[2][k]) / (k + 1))
    return [X, Y, Z] + [w[i] for w in W for i in range(3)]


def horner(c, h):
    s = mpf(0)
    for a in reversed(c):
        s = s * h + a
    return s


def flow(series, x, p, t):
    done = mpf(0)
    while done < t:
        c = series(x, p, ORDER)
        size = max(abs(q[ORDER]) for q in c)
        h = min(t - done, (mpf(10) ** (-mp.dps) / size) ** (mpf(1) / ORDER))
        x = [horner(q, h) for q in c]
        done += h
    return x


def van_der_pol(mu, guess, period):
    """Start (a, 0): Newton on (a, T) for y(T) = 0, x(T) = a."""
    a, T = mpf(guess), mpf(period)
    mu = mpf(mu)
    for _ in range(8):
        z = flow(series_van_der_pol, [a, mpf(0), mpf(1), mpf(0), mpf(0), mpf(1), mpf(0)], mu, T)
        f = matrix([z[1], mu * (1 - z[0] ** 2) * z[1] - z[0]])
        J = matrix([[z[2] - 1, f[0]], [z[3], f[1]]])
        step = lu_solve(J, matrix([a - z[0], -z[1]]))
        a, T = a + step[0], T + step[1]
        if norm(step) < mpf(10) ** -26:
            break
    return {"mu": float(mu), "amplitude": mp.nstr(a, 22), "period": mp.nstr(T, 22), "divergence": mp.nstr(z[6], 22), "multiplier": mp.nstr(exp(z[6]), 20)}


def lorenz(name, x, T):
    x = [mpf(v) for v in x]
    T = mpf(T)
    for _ in range(30):
        z = flow(series_lorenz, x + [mpf(1), 0, 0, 0, mpf(1), 0, 0, 0, mpf(1)], None, T)
        f = [10 * (z[1] - z[0]), z[0] * (28 - z[2]) - z[1], z[0] * z[1] - mpf(8) / 3 * z[2]]
        J = matrix(4, 4)
        for i in range(3):
            for c in range(3):
                J[i, c] = z[3 + 3 * c + i] - (1 if i == c else 0)
            J[i, 3] = f[i]
        J[3, 2] = 1                                                                # the section z = 27
        step = lu_solve(J, matrix([x[i] - z[i] for i in range(3)] + [0]))
        damp = min(mpf(1), mpf(2) / norm(step))
        x = [x[i] + damp * step[i] for i in range(3)]
        T += damp * step[3]
        if norm(step) < mpf(10) ** -24:
            break
    M = matrix(3, 3)
    for i in range(3):
        for c in range(3):
            M[i, c] = z[3 + 3 * c + i]
    values = sorted((v.real for v in eig(M, left=False, right=False)), key=lambda v: -abs(v))
    return {"name": name, "x": [mp.nstr(v, 22) for v in x], "period": mp.nstr(T, 22), "multiplier": mp.nstr(values[0], 18)}


if __name__ == "__main__":
    out = {
        "vanDerPol": [van_der_pol(1, "2.00861986", "6.66328686"), van_der_pol(3, "2.02330", "8.85910")],
        "lorenz": [
            lorenz("AB", ["-13.763610682134201", "-19.578751942451795", 27], "1.5586522107162"),
            lorenz("AAB", ["-12.595115397689", "-16.970525307084", 27], "2.3059072639399"),
        ],
    }
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "orbits.json"), "w") as f:
        json.dump(out, f, indent=1)
        f.write("\n")
    print(json.dumps(out, indent=1))
