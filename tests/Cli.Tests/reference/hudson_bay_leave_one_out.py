"""Leave-one-out errors behind the demo's weight decay, in shares of the variance (PyTorch 1.13, about half a minute).

python3 tests/Cli.Tests/reference/hudson_bay_leave_one_out.py
"""
import os

import numpy as np
import torch

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..")
logs = np.log(np.loadtxt(os.path.join(root, "data", "hudson-bay.csv"), delimiter=",", comments="#", skiprows=2)[:, 1:])
torch.set_default_dtype(torch.float64)
states = torch.tensor((logs - logs.mean(0)) / logs.std(0))
before, after = states[:-1], states[1:]
count = len(before)


def left_out(k, decay, epochs=1500):
    torch.manual_seed(0)
    branch = torch.nn.Sequential(torch.nn.Linear(2, 16), torch.nn.Tanh(), torch.nn.Linear(16, 2))
    optimizer = torch.optim.AdamW(branch.parameters(), lr=0.01, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    keep = [i for i in range(count) if i != k]
    for _ in range(epochs):
        optimizer.zero_grad()
        ((before[keep] + branch(before[keep]) - after[keep]) ** 2).mean().backward()
        optimizer.step()
        schedule.step()
    return ((before[k] + branch(before[k]) - after[k]) ** 2).mean().item()


def left_out_linear(k):
    design = np.c_[before.numpy(), np.ones(count)]
    keep = [i for i in range(count) if i != k]
    solution = np.linalg.lstsq(design[keep], after.numpy()[keep], rcond=None)[0]
    return ((design[k] @ solution - after.numpy()[k]) ** 2).mean()


for decay in (0.1, 0.5, 1.0, 1.5, 2.0):
    print(f"weight decay {decay}: {np.mean([left_out(k, decay) for k in range(count)]):.3f}")
print(f"linear: {np.mean([left_out_linear(k) for k in range(count)]):.3f}")
print(f"persistence: {((before - after) ** 2).mean().item():.3f}")
