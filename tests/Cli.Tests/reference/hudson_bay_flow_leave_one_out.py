"""Leave-one-out errors behind the weight decay and the horizon of the demo's neural ODE, in shares of the variance (PyTorch 1.13, scipy; about two minutes).

python3 tests/Cli.Tests/reference/hudson_bay_flow_leave_one_out.py

Each observation but the first is left out in turn, as a start and as a target; the number is the mean squared error of its prediction from the year before, beside the same
for the Lotka-Volterra system fitted to the other observations. Classical Runge-Kutta steps of half a year stand for the adaptive solver.
"""
import os

import numpy as np
import torch
from scipy.integrate import solve_ivp
from scipy.optimize import least_squares

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..")
logs = np.log(np.loadtxt(os.path.join(root, "data", "hudson-bay.csv"), delimiter=",", comments="#", skiprows=2)[:, 1:])
mean, deviation = logs.mean(0), logs.std(0)
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
states = torch.tensor((logs - mean) / deviation)
count = len(states)


def year(f, x):
    for _ in range(2):
        a = f(x)
        b = f(x + a / 4)
        c = f(x + b / 4)
        x = x + (a + 2 * b + 2 * c + f(x + c / 2)) / 12
    return x


def left_out(k, horizon, decay, epochs=600):
    torch.manual_seed(0)
    f = torch.nn.Sequential(torch.nn.Linear(2, 16), torch.nn.Tanh(), torch.nn.Linear(16, 2))
    optimizer = torch.optim.AdamW(f.parameters(), lr=0.01, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    starts = [i for i in range(count - 1) if i != k]
    for _ in range(epochs):
        optimizer.zero_grad()
        x, total, number = states[starts], 0, 0
        for step in range(1, horizon + 1):
            x = year(f, x)
            rows = [r for r, i in enumerate(starts) if i + step < count and i + step != k]
            difference = x[rows] - states[[starts[r] + step for r in rows]]
            total, number = total + (difference ** 2).sum(), number + difference.numel()
        (total / number).backward()
        optimizer.step()
        schedule.step()
    with torch.no_grad():
        return ((year(f, states[k - 1:k]) - states[k]) ** 2).mean().item()


def lotka_volterra_left_out(k):
    def trajectory(p, start, times):
        a, b, c, d = np.exp(p[:4])
        return solve_ivp(lambda t, z: [a - b * np.exp(z[1]), d * np.exp(z[0]) - c], (0, times[-1]), start, t_eval=times, rtol=1e-9, atol=1e-9).y.T

    keep = [i for i in range(count) if i != k]
    residuals = lambda p: (trajectory(p, p[4:], np.arange(count, dtype=float)) - logs)[keep].ravel()
    p = least_squares(residuals, np.r_[np.log([0.54, 0.027, 0.8, 0.024]), logs[0]]).x
    return (((trajectory(p, logs[k - 1], np.array([0, 1.0]))[1] - logs[k]) / deviation) ** 2).mean()


left = range(1, count)
print(f"Lotka-Volterra: {np.mean([lotka_volterra_left_out(k) for k in left]):.3f}", flush=True)
for horizon, decay in ((1, 1.0), (5, 0.1), (10, 1.0), (10, 0.3), (10, 0.1), (10, 0.01)):
    print(f"horizon {horizon}, weight decay {decay}: {np.mean([left_out(k, horizon, decay) for k in left]):.3f}", flush=True)
