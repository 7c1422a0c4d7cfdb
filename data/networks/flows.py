"""Networks that hold a flow, as network files (numpy's default_rng; seeds below).

Usage: flows.py   writes beside this script
  spiral-flow-2-16-2.json          x' = f(x), f fitted to the damped rotation (-x/4 + y, -x - y/4); one attracting focus near 0
  van-der-pol-flow-2-32-2.json     x' = f(x), f fitted to van der Pol's (y, (1 - x^2) y - x); a repelling focus near 0 within an attracting cycle
  lift-flow-readout-3-4-1.json     Phi(x) = a^T phi_T(A x + b): a random lift to four dimensions, a random field, a random readout
  lift-flow-readout-2-3-1.json     the same from two variables through three dimensions (four critical points in [-3, 3]^2)
A fitted field is W2 tanh(W1 x + b1) + b2 with W1, b1 drawn and W2, b2 by least squares on a grid.
hudson-bay-flow-2-16-2.json is not from here: it is the report.flow.json of `tdi demo`.
"""

import json
import pathlib

import numpy as np


def affine(weight, bias):
    return {"type": "affine", "weight": np.asarray(weight).tolist(), "bias": np.asarray(bias).tolist()}


def tanh_field(w1, b1, w2, b2):
    return [affine(w1, b1), {"type": "activation", "function": "tanh"}, affine(w2, b2)]


def fitted(target, reach, hidden, seed):
    """The field, and the largest error of a component on the grid."""
    rng = np.random.default_rng(seed)
    x = np.stack(np.meshgrid(*[np.linspace(-r, r, 41) for r in reach]), -1).reshape(-1, len(reach))
    w1 = rng.normal(0, 1, (hidden, len(reach))) / np.asarray(reach) * 1.5
    b1 = rng.uniform(-1.5, 1.5, hidden)
    features = np.c_[np.tanh(x @ w1.T + b1), np.ones(len(x))]
    wanted = target(x)
    solution = np.linalg.lstsq(features, wanted, rcond=1e-3)[0]
    return tanh_field(w1, b1, solution[:-1].T, solution[-1]), float(np.abs(features @ solution - wanted).max())


def random_lift(inputs, width, hidden, seed):
    rng = np.random.default_rng(seed)
    field = tanh_field(
        1.5 * rng.normal(0, 1, (hidden, width)) / np.sqrt(width), rng.normal(0, 0.5, hidden),
        1.5 * rng.normal(0, 1, (width, hidden)) / np.sqrt(hidden), np.zeros(width))
    lift = affine(rng.normal(0, 1, (width, inputs)), rng.normal(0, 0.5, width))
    return [lift, flow(field, 1.0), affine(rng.normal(0, 1, (1, width)), [0.0])]


def flow(field, time):
    return {"type": "flow", "field": field, "time": time, "solver": "dopri5", "rtol": 1e-8, "atol": 1e-10}


def write(name, inputs, layers):
    document = {"format": "torch-dyn-inspect/network/1", "inputs": inputs, "layers": layers}
    (pathlib.Path(__file__).parent / name).write_text(json.dumps(document, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    spiral, error = fitted(lambda x: np.c_[-x[:, 0] / 4 + x[:, 1], -x[:, 0] - x[:, 1] / 4], (2.5, 2.5), 16, 0)
    print(f"spiral: largest error {error:.2g}")
    write("spiral-flow-2-16-2.json", 2, [flow(spiral, 1.0)])
    oscillator, error = fitted(lambda x: np.c_[x[:, 1], (1 - x[:, 0] ** 2) * x[:, 1] - x[:, 0]], (2.5, 3.5), 32, 0)
    print(f"van der Pol: largest error {error:.2g}")
    write("van-der-pol-flow-2-32-2.json", 2, [flow(oscillator, 1.0)])
    write("lift-flow-readout-3-4-1.json", 3, random_lift(3, 4, 16, 0))
    write("lift-flow-readout-2-3-1.json", 2, random_lift(2, 3, 12, 1))
