"""The demo's fit and its reading by PyTorch and numpy: what tests/Cli.Tests/Demo compares with.

python3 tests/Cli.Tests/reference/hudson_bay.py > tests/Cli.Tests/reference/hudson_bay.json   (PyTorch 1.13)
"""
import json
import os

import numpy as np
import torch

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..")
table = np.loadtxt(os.path.join(root, "data", "hudson-bay.csv"), delimiter=",", comments="#", skiprows=2)
logs = np.log(table[:, 1:])
mean, deviation = logs.mean(0), logs.std(0)
torch.set_default_dtype(torch.float64)
states = torch.tensor((logs - mean) / deviation)
before, after = states[:-1], states[1:]

torch.manual_seed(0)
branch = torch.nn.Sequential(torch.nn.Linear(2, 16), torch.nn.Tanh(), torch.nn.Linear(16, 2))
f = lambda x: x + branch(x)
epochs = 1500
optimizer = torch.optim.AdamW(branch.parameters(), lr=0.01, weight_decay=1.0)
schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
for _ in range(epochs):
    optimizer.zero_grad()
    torch.nn.functional.mse_loss(f(before), after).backward()
    optimizer.step()
    schedule.step()

x = torch.zeros(2)
for _ in range(50):
    jacobian = torch.autograd.functional.jacobian(f, x)
    x = (x - torch.linalg.solve(jacobian - torch.eye(2), f(x) - x)).detach()
eigenvalue = max(np.linalg.eigvals(torch.autograd.functional.jacobian(f, x).numpy()), key=lambda z: z.imag)

design = np.c_[logs[:-1], np.ones(len(logs) - 1)]
solution = np.linalg.lstsq(design, logs[1:], rcond=None)[0]
linear = max(np.linalg.eigvals(solution[:2].T), key=lambda z: z.imag)
print(json.dumps({
    "error": torch.nn.functional.mse_loss(f(before), after).item(),
    "fixedPoint": (x.numpy() * deviation + mean).tolist(),
    "eigenvalue": [eigenvalue.real, eigenvalue.imag],
    "linearFixedPoint": np.linalg.solve(np.eye(2) - solution[:2].T, solution[2]).tolist(),
    "linearEigenvalue": [linear.real, linear.imag],
}, indent=2))
