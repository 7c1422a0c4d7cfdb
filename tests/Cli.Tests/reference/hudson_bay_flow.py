"""The demo's neural ODE by PyTorch, 200 epochs with fixed Runge-Kutta steps in place of the adaptive solver: what tests/Cli.Tests/Demo compares with.

python3 tests/Cli.Tests/reference/hudson_bay_flow.py > tests/Cli.Tests/reference/hudson_bay_flow.json   (PyTorch 1.13)
"""
import json
import os

import numpy as np
import torch

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..")
logs = np.log(np.loadtxt(os.path.join(root, "data", "hudson-bay.csv"), delimiter=",", comments="#", skiprows=2)[:, 1:])
mean, deviation = logs.mean(0), logs.std(0)
torch.set_default_dtype(torch.float64)
states = torch.tensor((logs - mean) / deviation)
count, horizon, epochs = len(states), 10, 200

torch.manual_seed(0)
f = torch.nn.Sequential(torch.nn.Linear(2, 16), torch.nn.Tanh(), torch.nn.Linear(16, 2))


def year(x, steps=16):
    h = 1 / steps
    for _ in range(steps):
        a = f(x)
        b = f(x + h / 2 * a)
        c = f(x + h / 2 * b)
        x = x + h / 6 * (a + 2 * b + 2 * c + f(x + h * c))
    return x


optimizer = torch.optim.AdamW(f.parameters(), lr=0.01, weight_decay=0.1)
schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
for _ in range(epochs):
    optimizer.zero_grad()
    x, total, number = states[:-1], 0, 0
    for step in range(1, horizon + 1):
        x = year(x[: count - step])
        difference = x - states[step:]
        total, number = total + (difference ** 2).sum(), number + difference.numel()
    (total / number).backward()
    optimizer.step()
    schedule.step()

x = torch.zeros(2)
for _ in range(50):
    x = (x - torch.linalg.solve(torch.autograd.functional.jacobian(f, x), f(x))).detach()
eigenvalue = max(np.linalg.eigvals(torch.autograd.functional.jacobian(f, x).numpy()), key=lambda z: z.imag)
print(json.dumps({
    "loss": (total / number).item(),
    "equilibrium": (x.numpy() * deviation + mean).tolist(),
    "eigenvalue": [eigenvalue.real, eigenvalue.imag],
}, indent=2))
