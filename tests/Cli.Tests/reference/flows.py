"""The closed orbit of van-der-pol-flow-2-32-2.json and the critical points of lift-flow-readout-2-3-1.json by scipy: what tests/Cli.Tests/Flows compares with.

python3 tests/Cli.Tests/reference/flows.py   writes oscillator.json and lift_flow_readout.json beside this script   (scipy 1.10)
"""
import json
import os

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import root

here = os.path.dirname(os.path.abspath(__file__))


def read(name):
    with open(os.path.join(here, "..", "..", "..", "data", "networks", name)) as file:
        return json.load(file)["layers"]


def field(layers):
    w1, b1, w2, b2 = (np.array(layers[i][key]) for i in (0, 2) for key in ("weight", "bias"))
    value = lambda x: w2 @ np.tanh(w1 @ x + b1) + b2
    jacobian = lambda x: w2 @ np.diag(1 - np.tanh(w1 @ x + b1) ** 2) @ w1
    return value, jacobian


def write(name, document):
    with open(os.path.join(here, name), "w") as file:
        json.dump(document, file, indent=2)
        file.write("\n")


def oscillator():
    f, df = field(read("van-der-pol-flow-2-32-2.json")[0]["field"])
    tight = {"rtol": 1e-12, "atol": 1e-13, "method": "DOP853"}
    crossing = lambda t, z: z[1]
    crossing.direction = -1
    late = solve_ivp(lambda t, z: f(z), (0, 60), [1, 1], **tight).y[:, -1]
    turns = solve_ivp(lambda t, z: f(z), (0, 25), late, events=crossing, max_step=0.2, **tight)
    period, start = turns.t_events[0][2] - turns.t_events[0][1], turns.y_events[0][1]
    # In the plane the multiplier is exp of the integral of the divergence over one turn.
    integral = solve_ivp(lambda t, z: [*f(z[:2]), np.trace(df(z[:2]))], (0, period), [*start, 0], **tight).y[2, -1]
    write("oscillator.json", {"period": float(period), "multiplier": float(np.exp(integral))})


def lift_flow_readout():
    lift, flow, readout = read("lift-flow-readout-2-3-1.json")
    f, _ = field(flow["field"])
    a, b, c = np.array(lift["weight"]), np.array(lift["bias"]), np.array(readout["weight"])[0]
    phi = lambda x: c @ solve_ivp(lambda t, z: f(z), (0, flow["time"]), a @ x + b, rtol=1e-12, atol=1e-13, method="DOP853").y[:, -1]

    def gradient(x, h=1e-3):
        # Central differences of order 4.
        return np.array([(8 * (phi(x + h * e) - phi(x - h * e)) - (phi(x + 2 * h * e) - phi(x - 2 * h * e))) / (12 * h) for e in np.eye(2)])

    points = []
    for start in np.stack(np.meshgrid(np.linspace(-2.8, 2.8, 8), np.linspace(-2.8, 2.8, 8)), -1).reshape(-1, 2):
        found = root(gradient, start, tol=1e-11)
        x = found.x
        if np.abs(x).max() < 3 and np.abs(gradient(x)).max() < 1e-9 and all(np.abs(x - np.array(p["x"])).max() > 1e-4 for p in points):
            hessian = np.array([(gradient(x + 1e-3 * e) - gradient(x - 1e-3 * e)) / 2e-3 for e in np.eye(2)])
            points.append({"x": x.tolist(), "value": float(phi(x)), "index": int((np.linalg.eigvalsh((hessian + hessian.T) / 2) < 0).sum())})
    write("lift_flow_readout.json", {"points": points})


if __name__ == "__main__":
    oscillator()
    lift_flow_readout()
