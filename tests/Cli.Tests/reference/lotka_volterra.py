"""The demo's Lotka-Volterra fit by scipy: what tests/Cli.Tests/Demo compares with.

python3 tests/Cli.Tests/reference/lotka_volterra.py > tests/Cli.Tests/reference/lotka_volterra.json   (scipy 1.10)
"""
import json
import os

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import least_squares

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..")
table = np.loadtxt(os.path.join(root, "data", "hudson-bay.csv"), delimiter=",", comments="#", skiprows=2)
years, logs = table[:, 0] - table[0, 0], np.log(table[:, 1:])


def field(p):
    a, b, c, d = np.exp(p[:4])
    return lambda t, z: [a - b * np.exp(z[1]), d * np.exp(z[0]) - c]


def trajectory(p, start, times):
    return solve_ivp(field(p), (0, times[-1]), start, t_eval=times, rtol=1e-12, atol=1e-13, method="DOP853").y.T


def residuals(p):
    return (trajectory(p, p[4:], years) - logs).ravel()


# Slopes of the logarithms by central differences, regressed on the other population.
slope, middle = (logs[2:] - logs[:-2]) / 2, np.exp(logs[1:-1])
one = np.ones(len(slope))
alpha, beta = np.linalg.lstsq(np.c_[one, -middle[:, 1]], slope[:, 0], rcond=None)[0]
delta, gamma = np.linalg.lstsq(np.c_[middle[:, 0], -one], slope[:, 1], rcond=None)[0]
guess = [alpha, beta, gamma, delta]
found = least_squares(residuals, np.r_[np.log(guess), logs[0]], xtol=1e-15, ftol=1e-15, gtol=1e-13, x_scale="jac")
a, b, c, d = np.exp(found.x[:4])
deviation = logs.std(0)

# The period: successive crossings of u = ln(gamma/delta) from above, starting anywhere on the orbit.
crossing = lambda t, z: z[0] - np.log(c / d)
crossing.direction = -1
orbit = solve_ivp(field(found.x), (0, 60), found.x[4:], events=crossing, rtol=1e-12, atol=1e-13, method="DOP853", max_step=0.5)
one_step = [(trajectory(found.x, logs[i], np.array([0, 1.0]))[1] - logs[i + 1]) / deviation for i in range(len(logs) - 1)]
print(json.dumps({
    "guess": guess,
    "coefficients": [a, b, c, d],
    "initial": np.exp(found.x[4:]).tolist(),
    "sumOfSquares": 2 * found.cost,
    "equilibrium": [c / d, a / b],
    "linearPeriod": 2 * np.pi / np.sqrt(a * c),
    "period": float(np.diff(orbit.t_events[0])[0]),
    "oneStepError": float(np.mean(np.square(one_step))),
    "trajectoryError": float(np.mean((residuals(found.x).reshape(-1, 2) / deviation) ** 2)),
}, indent=2))
