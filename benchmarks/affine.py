#!/usr/bin/env python3
"""Affine maps and spectra of 1024 points: this software and PyTorch, interleaved in one run on the same weights and points.

Peers: "loop": torch.autograd.functional.jacobian and torch.linalg.eigvals, svdvals, point by point;
"functorch": vmap(jacrev) with torch.linalg.eigvals, svdvals on the whole batch. Both in float64 with all cores.
Usage: affine.py [--rounds N] [--only d,h] -- after `dotnet build benchmarks -c Release`.
"""
import argparse
import os
import subprocess
import tempfile
import time
import warnings

import numpy as np
import torch

warnings.filterwarnings("ignore")
from functorch import jacrev, vmap  # noqa: E402

POINTS = 1024
HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, "bin/Release/net10.0/TorchDynInspect.Benchmarks.dll")


def make(d, h, rng):
    def layer(rows, columns):
        bound = np.sqrt(3.0 / columns)
        return rng.uniform(-bound, bound, (rows, columns)), rng.uniform(-bound, bound, rows) / np.sqrt(3.0)
    layers = [layer(h, d), layer(h, h), layer(d, h)]
    return layers, rng.uniform(-1, 1, (POINTS, d))


def model(layers, sigma):
    tensors = [(torch.tensor(w), torch.tensor(b)) for w, b in layers]

    def f(x):
        for i, (w, b) in enumerate(tensors):
            x = torch.nn.functional.linear(x, w, b)
            if i < 2:
                x = sigma(x)
        return x
    return f


def offset_and_spectra(values, jacobians, x):
    offsets = values - torch.einsum("...ij,...j->...i", jacobians, x)
    return offsets, torch.linalg.eigvals(jacobians), torch.linalg.svdvals(jacobians)


def loop(f, x, count):
    for p in x[:count]:
        offset_and_spectra(f(p), torch.autograd.functional.jacobian(f, p), p)


def batched(f, x):
    a = vmap(jacrev(f))(x)
    return (a,) + offset_and_spectra(f(x), a, x)


class Ours:
    def __init__(self):
        self.process = subprocess.Popen(["dotnet", PROGRAM, "affine", "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


def distance(ours, theirs):
    """Largest eigenvalue difference after matching each set nearest first."""
    worst = 0.0
    for a, b in zip(ours, theirs):
        d = np.abs(a[:, None] - b[None, :])
        for _ in range(len(a)):
            i, j = np.unravel_index(np.argmin(d), d.shape)
            worst = max(worst, d[i, j])
            d[i, :] = np.inf
            d[:, j] = np.inf
    return worst


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(os.cpu_count())
    ours = Ours()
    print(f"torch {torch.__version__}, numpy {np.__version__}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, best of {arguments.rounds} interleaved rounds")
    print("d-h     activation   tangent ms  secant ms  functorch ms     loop ms   functorch/ours  loop/ours   |dA|      |dlambda|/|A|  |dsigma|/|A|")
    for d, h in [(2, 32), (8, 64), (32, 128)]:
        if arguments.only and arguments.only != f"{d},{h}":
            continue
        for name, sigma in [("relu", torch.relu), ("tanh", torch.tanh)]:
            layers, points = make(d, h, np.random.default_rng(7))
            f = model(layers, sigma)
            x = torch.tensor(points)
            with tempfile.TemporaryDirectory() as folder:
                data = os.path.join(folder, "workload")
                np.concatenate([part.ravel() for layer in layers for part in layer] + [points.ravel()]).tofile(data)
                ours.ask(f"load {data} {d} {h} {name}")
                dump = os.path.join(folder, "dump")
                ours.ask(f"dump tangent {dump}")
                numbers = np.fromfile(dump)
            a = numbers[:POINTS * d * d].reshape(POINTS, d, d)
            e = numbers[POINTS * d * d:POINTS * d * (d + 2)].view(np.complex128).reshape(POINTS, d)
            s = numbers[POINTS * d * (d + 2):].reshape(POINTS, d)
            reference, _, _, _ = batched(f, x)
            norm = np.linalg.norm(a, axis=(1, 2)).max()
            da = np.abs(reference.numpy() - a).max()
            de = distance(e, np.linalg.eigvals(a)) / norm
            ds = np.abs(np.linalg.svd(a, compute_uv=False) - s).max() / norm
            best = {"tangent": np.inf, "secant": np.inf, "functorch": np.inf, "loop": np.inf}
            share = 8 if d == 32 else 4
            for _ in range(arguments.rounds):
                for _ in range(20):
                    for form in ("tangent", "secant"):
                        best[form] = min(best[form], float(ours.ask(f"run {form}")))
                start = time.perf_counter()
                batched(f, x)
                best["functorch"] = min(best["functorch"], time.perf_counter() - start)
                start = time.perf_counter()
                loop(f, x, POINTS // share)
                best["loop"] = min(best["loop"], share * (time.perf_counter() - start))
            mine = max(best["tangent"], best["secant"])
            print(f"{d}-{h:<5} {name:<10} {best['tangent']*1e3:10.2f} {best['secant']*1e3:10.2f} {best['functorch']*1e3:13.1f} {best['loop']*1e3:11.0f}"
                  f" {best['functorch']/mine:14.1f}x {best['loop']/mine:9.0f}x   {da:.1e}   {de:.1e}       {ds:.1e}", flush=True)
    ours.process.stdin.close()
    ours.process.wait()


if __name__ == "__main__":
    main()
