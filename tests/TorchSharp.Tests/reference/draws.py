"""Writes draws.json: what PyTorch (1.13, CPU) draws after torch.manual_seed(seed), for RandomParityTests.

Run with a Python that has torch:  python3 draws.py
"""
import json
import os

import torch

f64 = torch.float64


def dump(t):
    flat = t.reshape(-1)
    data = flat.to(f64).tolist() if t.is_floating_point() else [int(v) for v in flat.tolist()]
    return {"dtype": str(t.dtype)[6:], "shape": list(t.shape), "data": data}


draws = {
    "randn": lambda: [torch.randn(7), torch.randn(3, 5), torch.randn(64), torch.randn(5, dtype=f64), torch.randn(33, dtype=f64)],
    "rand": lambda: [torch.rand(7), torch.rand(4, 5), torch.rand(40, dtype=f64)],
    "randint": lambda: [torch.randint(10, (9,)), torch.randint(-5, 1000, (3, 3)), torch.randint(0, 2 ** 40, (4,))],
    "randperm": lambda: [torch.randperm(10), torch.randperm(100), torch.randperm(1)],
    "normal_": lambda: [torch.empty(6).normal_(1.5, 2), torch.empty(20, dtype=f64).normal_(-1, 0.5)],
    "uniform_": lambda: [torch.empty(6).uniform_(-2, 3), torch.empty(20, dtype=f64).uniform_(0, 10)],
    "bernoulli": lambda: [torch.full((12,), 0.3).bernoulli(), torch.empty(12).bernoulli_(0.7), torch.full((5, 5), 0.5, dtype=f64).bernoulli()],
    "exponential_": lambda: [torch.empty(6).exponential_(2), torch.empty(6, dtype=f64).exponential_()],
    "multinomial": lambda: [torch.multinomial(torch.tensor([0.1, 0.2, 0.7]), 10, True), torch.multinomial(torch.tensor([1.0, 2, 3, 4]), 3)],
    "poisson": lambda: [torch.poisson(torch.full((8,), 3.0))],
    "dropout": lambda: [torch.nn.functional.dropout(torch.ones(20), 0.4), torch.nn.functional.dropout(torch.ones(4, 4, dtype=f64), 0.5)],
    "randn_like": lambda: [torch.randn_like(torch.empty(3, 3)), torch.rand_like(torch.empty(4, dtype=f64))],
    "normal": lambda: [torch.normal(torch.arange(4.0), torch.ones(4))],
    "mixed": lambda: [torch.randn(3), torch.rand(3), torch.randperm(5), torch.randn(1, dtype=f64), torch.randint(7, (2,)), torch.randn(17)],
}

result = {}
for seed in (0, 42, 123456789012345):
    for name, draw in draws.items():
        torch.manual_seed(seed)
        result[f"{name} with seed {seed}"] = {"draw": name, "seed": seed, "outputs": [dump(t) for t in draw()]}

g = torch.Generator()
g.manual_seed(7)
generator = [torch.randn(5, generator=g), torch.rand(5, generator=g), torch.randperm(8, generator=g), torch.randint(3, 9, (4,), generator=g),
             torch.empty(4).normal_(0, 1, generator=g), torch.empty(4).uniform_(0, 1, generator=g)]
result["generator"] = {"draw": "generator", "seed": 7, "outputs": [dump(t) for t in generator]}

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "draws.json"), "w") as out:
    json.dump({"torch": torch.__version__, "cases": result}, out, separators=(",", ":"))
print(len(result), "cases")
