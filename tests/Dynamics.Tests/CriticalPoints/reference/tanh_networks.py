"""Writes the tanh networks 2-16-16-1 of the seeds 0-99 and the critical points that multi-start Newton finds.

    python3 tanh_networks.py DIRECTORY [COUNT]     each network in a file of its own, and newton.json, for the benchmark
    python3 tanh_networks.py                       a few of them in tanh-2-16-16-1.json, for the tests

The initialiser is torch's default one of nn.Linear (Kaiming uniform with a = sqrt(5), biases uniform in +-1/sqrt(fan-in), float32), after
torch.manual_seed(seed), layers created in the order of the forward pass. data/networks/tanh-2-16-16-1-seed{0,1,2}.json are its first three.
Newton's method for grad f = 0 runs in float64 from 2,000 points of numpy's default_rng(seed), uniform in the box [-5, 5]^2.
"""

import json
import sys

import numpy as np
import torch

WIDTHS = [2, 16, 16, 1]


def network(seed):
    torch.manual_seed(seed)
    layers = [torch.nn.Linear(n, m) for n, m in zip(WIDTHS, WIDTHS[1:])]
    return [(layer.weight.detach().double().numpy(), layer.bias.detach().double().numpy()) for layer in layers]


def description(layers):
    steps = []
    for k, (weight, bias) in enumerate(layers):
        if k > 0:
            steps.append({"type": "activation", "function": "tanh"})
        steps.append({"type": "affine", "weight": weight.tolist(), "bias": bias.tolist()})
    return {"format": "torch-dyn-inspect/network/1", "inputs": WIDTHS[0], "layers": steps}


def gradients(layers, x):
    """Gradient and Hessian at the rows of x."""
    (w1, b1), (w2, b2), (w3, _) = layers
    h1 = np.tanh(x @ w1.T + b1)
    d1 = 1 - h1 ** 2
    j1 = d1[:, :, None] * w1[None]
    z2x = np.einsum("ij,njk->nik", w2, j1)
    h2 = np.tanh(h1 @ w2.T + b2)
    d2 = 1 - h2 ** 2
    p2 = w3[0][None] * d2
    gradient = np.einsum("ni,nik->nk", p2, z2x)
    q2 = w3[0][None] * (-2 * h2 * d2)
    p1 = (p2 @ w2) * (-2 * h1 * d1)
    hessian = np.einsum("ni,nik,nil->nkl", q2, z2x, z2x) + np.einsum("ni,ik,il->nkl", p1, w1, w1)
    return gradient, hessian


def newton(layers, seed, starts=2000, steps=60):
    x = np.random.default_rng(seed).uniform(-5, 5, (starts, 2))
    for _ in range(steps):
        gradient, hessian = gradients(layers, x)
        singular = np.abs(np.linalg.det(hessian)) < 1e-300
        hessian[singular] += np.eye(2)
        step = np.linalg.solve(hessian, gradient[:, :, None])[:, :, 0]
        length = np.linalg.norm(step, axis=1, keepdims=True)
        x = x - step * np.minimum(1, 1 / np.maximum(length, 1e-300))
        x = np.where(np.isfinite(x), x, 0)
        x = np.where(np.abs(x) > 20, 20, x)
    gradient, hessian = gradients(layers, x)
    found = []
    for point, g, h in zip(x, gradient, hessian):
        inside = np.all(np.abs(point) < 5)
        # The gradient is compared with what it is made of: saturation makes every gradient small.
        scale = np.linalg.norm(h)
        if inside and np.linalg.norm(g) < 1e-12 * scale and not any(np.linalg.norm(point - other) < 1e-6 for other in found):
            found.append(point)
    return sorted(point.tolist() for point in found)


def reference():
    chosen = []
    for seed in [0, 1, 6, 24, 36, 44, 87]:
        layers = network(seed)
        chosen.append({"seed": seed, "network": description(layers), "points": newton(layers, seed)})
    with open("tanh-2-16-16-1.json", "w", encoding="ascii") as file:
        json.dump(chosen, file)


def main():
    if len(sys.argv) < 2:
        reference()
        return
    directory = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    points = {}
    for seed in range(count):
        layers = network(seed)
        with open(f"{directory}/tanh-2-16-16-1-seed{seed}.json", "w", encoding="ascii") as file:
            json.dump(description(layers), file)
        points[seed] = newton(layers, seed)
    with open(f"{directory}/newton.json", "w", encoding="ascii") as file:
        json.dump(points, file, indent=0)


main()
