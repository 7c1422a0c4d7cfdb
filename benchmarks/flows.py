#!/usr/bin/env python3
"""1,000 trajectories of a 2-32-2 tanh field to T = 10 at rtol 1e-8, atol 1e-10: this software and PyTorch, interleaved in one run on the same weights and starts.

Both step Dormand-Prince 5(4) with the last slope of a step as the first of the next, the same error norm, controller and first step. PyTorch advances the whole
batch at once, in float64 without gradients, with in-place stage sums and one evaluation of the field for all rows:
"batch": one step size for all rows from the root mean square over the whole batch, as torchdiffeq does; "rows": a step size for each row, rows that
have come to T taken out of the batch. Each with one thread and with all.
Usage: flows.py [--rounds N] -- after `dotnet build benchmarks -c Release`.
"""
import argparse
import os
import subprocess
import tempfile
import time

import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, "bin/Release/net10.0/TorchDynInspect.Benchmarks.dll")
COUNT, TIME, RTOL, ATOL = 1000, 10.0, 1e-8, 1e-10
A = [
    [],
    [1 / 5],
    [3 / 40, 9 / 40],
    [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
    [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
]
E = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40]


def make(gain, kind, rng):
    if kind == "nn.Linear":
        torch.manual_seed(0)
        inner, outer = torch.nn.Linear(2, 32).double(), torch.nn.Linear(32, 2).double()
        arrays = [p.detach().numpy() * (gain if p.dim() == 2 else 1) for p in (inner.weight, inner.bias, outer.weight, outer.bias)]
    else:
        arrays = [gain * rng.normal(size=(32, 2)) / np.sqrt(2), 0.5 * rng.normal(size=32), gain * rng.normal(size=(2, 32)) / np.sqrt(32), 0.1 * rng.normal(size=2)]
    return arrays, rng.uniform(-2, 2, (COUNT, 2))


def field_of(arrays):
    w1, b1, w2, b2 = (torch.tensor(a) for a in arrays)
    w1, w2 = w1.t().contiguous(), w2.t().contiguous()
    return lambda x: torch.addmm(b2, torch.addmm(b1, x, w1).tanh_(), w2)


def first_step(f, y, k, rows):
    norm = (lambda x: x.square().mean(1).sqrt()) if rows else (lambda x: x.square().mean().sqrt())
    scale = ATOL + RTOL * y.abs()
    d0, d1 = norm(y / scale), norm(k / scale)
    h0 = torch.where((d0 < 1e-5) | (d1 < 1e-5), torch.full_like(d0, 1e-6), 0.01 * d0 / d1)
    d2 = norm((f(y + (h0[:, None] if rows else h0) * k) - k) / scale) / h0
    return torch.minimum(100 * h0, (0.01 / torch.maximum(d1, d2)) ** 0.2)


@torch.no_grad()
def batch(f, y):
    k = f(y)
    h, t, remembered, after, steps, tries = float(first_step(f, y, k, False)), 0.0, 1e-4, False, 0, 0
    while t < TIME:
        last = h >= TIME - t
        h = TIME - t if last else h
        ks = [k]
        for i in range(1, 7):
            s = y + ks[0] * (A[i][0] * h)
            for a, kj in zip(A[i][1:], ks[1:]):
                if a:
                    s.add_(kj, alpha=a * h)
            ks.append(f(s))
        e = ks[0] * (E[0] * h)
        for c, kj in zip(E[1:], ks[1:]):
            if c:
                e.add_(kj, alpha=c * h)
        scale = torch.maximum(y.abs(), s.abs()).mul_(RTOL).add_(ATOL)
        error = float(e.div_(scale).square_().mean().sqrt())
        tries += 1
        if error <= 1:
            factor = min(10.0, max(0.2, 0.9 * max(error, 1e-30) ** -0.17 * remembered ** 0.04))
            factor = min(1.0, factor) if after else factor
            y, k, t, remembered, after = s, ks[6], TIME if last else t + h, max(error, 1e-4), False
            steps += 1
        else:
            factor, after = min(1.0, max(0.2, 0.9 * error ** -0.17)), True
        h *= factor
    return y, steps, tries - steps


@torch.no_grad()
def rows(f, y):
    out, index = torch.empty_like(y), torch.arange(len(y))
    k = f(y)
    h, t, remembered = first_step(f, y, k, True), torch.zeros(len(y)), torch.full((len(y),), 1e-4)
    after, steps, tries = torch.zeros(len(y), dtype=torch.bool), 0, 0
    while len(index):
        last = h >= TIME - t
        h = torch.where(last, TIME - t, h)
        column = h[:, None]
        ks = [k]
        for i in range(1, 7):
            s = ks[0] * A[i][0]
            for a, kj in zip(A[i][1:], ks[1:]):
                if a:
                    s.add_(kj, alpha=a)
            s = torch.addcmul(y, column, s)
            ks.append(f(s))
        e = ks[0] * E[0]
        for c, kj in zip(E[1:], ks[1:]):
            if c:
                e.add_(kj, alpha=c)
        scale = torch.maximum(y.abs(), s.abs()).mul_(RTOL).add_(ATOL)
        error = e.mul_(column).div_(scale).square_().mean(1).sqrt_()
        kept = error <= 1
        power = error.clamp(min=1e-30).pow(-0.17).mul_(0.9)
        grown = (power * remembered.pow(0.04)).clamp_(0.2, 10.0)
        factor = torch.where(kept, torch.where(after, grown.clamp(max=1.0), grown), power.clamp(0.2, 1.0))
        y, k = torch.where(kept[:, None], s, y), torch.where(kept[:, None], ks[6], k)
        t = torch.where(kept, torch.where(last, torch.full_like(t, TIME), t + h), t)
        remembered, after = torch.where(kept, error.clamp(min=1e-4), remembered), ~kept
        h = h * factor
        steps += int(kept.sum())
        tries += len(kept)
        done = kept & last
        if bool(done.any()):
            out[index[done]] = y[done]
            go = ~done
            index, y, k, t, h, remembered, after = index[go], y[go], k[go], t[go], h[go], remembered[go], after[go]
    return out, steps, tries - steps


class Ours:
    def __init__(self):
        self.process = subprocess.Popen(["dotnet", PROGRAM, "flows", "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    torch.set_default_dtype(torch.float64)
    ours = Ours()
    print(f"torch {torch.__version__}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, best of {arguments.rounds} interleaved rounds")
    print("weights        gain  ours ms  steps a start   torch batch ms: 1 thread, all   steps     torch rows ms: 1 thread, all   fastest/ours   largest difference")
    for kind, gain in [("nn.Linear", 1.0), ("gaussian", 1.0), ("gaussian", 2.0), ("gaussian", 4.0)]:
        arrays, points = make(gain, kind, np.random.default_rng(7))
        f, x = field_of(arrays), torch.tensor(points)
        with tempfile.TemporaryDirectory() as folder:
            data, dump = os.path.join(folder, "workload"), os.path.join(folder, "dump")
            np.concatenate([a.ravel() for a in arrays] + [points.ravel()]).tofile(data)
            ours.ask(f"load {data} 2 32 {COUNT}")
            ours.ask(f"dump {TIME} {dump}")
            ends = np.fromfile(dump).reshape(COUNT, 2)
        _, accepted, rejected = (int(n) for n in ours.ask(f"cost {TIME}").split())
        reference, row_steps, row_rejected = rows(f, x)
        _, steps, again = batch(f, x)
        assert abs(row_steps - accepted) <= 0.01 * accepted, "the same scheme takes the same steps"
        best = {key: np.inf for key in ("ours", "batch 1", "batch all", "rows 1", "rows all")}
        for _ in range(arguments.rounds):
            for name, threads in (("1", 1), ("all", os.cpu_count())):
                torch.set_num_threads(threads)
                for solve in (batch, rows):
                    for _ in range(2):
                        for _ in range(15):
                            best["ours"] = min(best["ours"], float(ours.ask(f"run {TIME}")))
                        start = time.perf_counter()
                        solve(f, x)
                        key = f"{solve.__name__} {name}"
                        best[key] = min(best[key], time.perf_counter() - start)
        fastest = min(value for key, value in best.items() if key != "ours")
        print(
            f"{kind:<13} {gain:5.1f} {best['ours'] * 1e3:8.2f} {accepted / COUNT:8.1f} + {rejected / COUNT:3.1f}"
            f" {best['batch 1'] * 1e3:16.1f} {best['batch all'] * 1e3:14.1f} {steps:7} + {again:2} {best['rows 1'] * 1e3:17.1f} {best['rows all'] * 1e3:14.1f}"
            f" {fastest / best['ours']:17.1f}x {np.abs(reference.numpy() - ends).max():17.1e}", flush=True)
    ours.process.stdin.close()
    ours.process.wait()


if __name__ == "__main__":
    main()
