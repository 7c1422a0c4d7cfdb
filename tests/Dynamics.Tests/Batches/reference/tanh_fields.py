#!/usr/bin/env python3
"""Ends of trajectories of tanh fields 2-32-2 and 3-16-3 by scipy's DOP853 at rtol 1e-13, written to tanh-fields.json. Needs numpy and scipy."""
import json
import os

import numpy as np
from scipy.integrate import solve_ivp

rng = np.random.default_rng(5)
cases = []
for d, hidden, gain, time in [(2, 32, 1.0, 10.0), (2, 32, 3.0, 5.0), (3, 16, 2.0, -3.0)]:
    w1 = gain * rng.normal(size=(hidden, d)) / np.sqrt(d)
    b1 = 0.5 * rng.normal(size=hidden)
    w2 = gain * rng.normal(size=(d, hidden)) / np.sqrt(hidden)
    b2 = 0.1 * rng.normal(size=d)
    starts = rng.uniform(-2, 2, (20, d))
    ends = [
        solve_ivp(lambda t, x: w2 @ np.tanh(w1 @ x + b1) + b2, (0, time), x, method="DOP853", rtol=1e-13, atol=1e-15).y[:, -1].tolist()
        for x in starts
    ]
    cases.append({"time": time, "w1": w1.tolist(), "b1": b1.tolist(), "w2": w2.tolist(), "b2": b2.tolist(), "starts": starts.tolist(), "ends": ends})

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "tanh-fields.json"), "w") as file:
    json.dump(cases, file)
