"""Piecewise-linear recurrent networks z -> A z + W relu(z) + h as network files: A = diag U(0, 0.9), W ~ U(-0.5, 0.5), h ~ N(0, 1).

Usage: plrnn.py   writes plrnn-<M>-seed<S>.json beside this script for M = 10, 20, 30 and seeds 0 ... 4 (numpy's default_rng).
The network is [I; I], then identity on the first M units and relu on the others, then [A W] with bias h.
"""

import json
import pathlib

import numpy as np


def network(m: int, seed: int) -> dict:
    rng = np.random.default_rng(seed)
    a = rng.uniform(0, 0.9, m)
    w = rng.uniform(-0.5, 0.5, (m, m))
    h = rng.normal(0, 1, m)
    identity = np.eye(m, dtype=int)
    return {
        "format": "torch-dyn-inspect/network/1",
        "inputs": m,
        "layers": [
            {"type": "affine", "weight": np.vstack([identity, identity]).tolist()},
            {"type": "activation", "functions": ["identity"] * m + ["relu"] * m},
            {"type": "affine", "weight": [[float(a[i]) if i == j else 0 for j in range(m)] + w[i].tolist() for i in range(m)], "bias": h.tolist()},
        ],
    }


if __name__ == "__main__":
    folder = pathlib.Path(__file__).parent
    for m in (10, 20, 30):
        for seed in range(5):
            (folder / f"plrnn-{m}-seed{seed}.json").write_text(json.dumps(network(m, seed), separators=(",", ":")) + "\n")
