"""Writes state dictionaries of PyTorch networks in TorchSharp's .dat format, with what PyTorch computes from them in double precision.

The format (facts, from TorchSharp's article "Saving and Restoring Model Weights and Buffers"): unsigned LEB128 counts; per entry the name, torch's
number of the scalar type, the number of dimensions, the sizes, and the little-endian elements row after row.

Run with PyTorch 1.13: python3 state_dictionaries.py
"""
import json
import torch

SCALAR = {torch.uint8: 0, torch.int8: 1, torch.int16: 2, torch.int32: 3, torch.int64: 4,
          torch.float16: 5, torch.float32: 6, torch.float64: 7, torch.bool: 11, torch.bfloat16: 15}


def leb128(n):
    out = bytearray()
    while True:
        low, n = n & 0x7F, n >> 7
        out.append(low | (0x80 if n else 0))
        if not n:
            return bytes(out)


def raw(t):
    t = t.detach().contiguous()
    return (t.view(torch.int16) if t.dtype == torch.bfloat16 else t).numpy().tobytes()


def write(path, state):
    with open(path, "wb") as f:
        f.write(leb128(len(state)))
        for key, t in state.items():
            name = key.encode("utf-8")
            f.write(leb128(len(name)) + name + leb128(SCALAR[t.dtype]) + leb128(t.dim()))
            for size in t.shape:
                f.write(leb128(size))
            f.write(raw(t))


class Mlp(torch.nn.Module):
    def __init__(self, *widths):
        super().__init__()
        self.count = len(widths) - 1
        for i in range(self.count):
            self.add_module(f"layer{i}", torch.nn.Linear(widths[i], widths[i + 1]))

    def forward(self, x):
        for i in range(self.count):
            x = getattr(self, f"layer{i}")(x)
            x = torch.tanh(x) if i < self.count - 1 else x
        return x


class ResidualNetwork(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.lift = torch.nn.Linear(2, 4)
        self.block0 = Mlp(4, 7, 4)
        self.block1 = Mlp(4, 7, 4)
        self.readout = torch.nn.Linear(4, 2)

    def forward(self, x):
        h = self.lift(x)
        h = h + self.block0(h)
        h = h + self.block1(h)
        return self.readout(h)


def case(name, module, arch, dtype):
    module = module.to(dtype)
    write(f"{name}.dat", module.state_dict())
    exact = module.to(torch.float64)
    x = torch.tensor([[0.7, -0.4], [0.0, 0.0], [-3.25, 1.5]], dtype=torch.float64)
    return {"file": f"{name}.dat", "arch": arch, "x": x.tolist(), "y": exact(x).tolist()}


torch.manual_seed(0)
relu = torch.nn.Sequential(torch.nn.Linear(2, 5), torch.nn.LeakyReLU(0.25), torch.nn.Linear(5, 130), torch.nn.LeakyReLU(0.25), torch.nn.Linear(130, 2))
prelu = torch.nn.Sequential(torch.nn.Linear(2, 5), torch.nn.PReLU(5), torch.nn.Linear(5, 3), torch.nn.PReLU(), torch.nn.Linear(3, 2))
torch.nn.init.uniform_(prelu[1].weight, -0.5, 0.5)
cases = [
    case("mlp-float32", Mlp(2, 6, 6, 2), "2-6-6-2:tanh", torch.float32),
    case("mlp-float64", Mlp(2, 6, 2), "2-6-2:tanh", torch.float64),
    case("mlp-float16", Mlp(2, 6, 2), "2-6-2:tanh", torch.float16),
    case("mlp-bfloat16", Mlp(2, 6, 2), "2-6-2:tanh", torch.bfloat16),
    case("sequential-float32", relu, "2-5-130-2:leaky_relu(slope=0.25)", torch.float32),
    case("prelu-float32", prelu, "2-5-3-2:prelu", torch.float32),
    case("residual-output-float32", torch.nn.Sequential(ResidualNetwork(), torch.nn.Sigmoid()), "2-[4-7-4:tanh]x2-2:sigmoid", torch.float32),
    case("residual-float32", ResidualNetwork(), "2-[4-7-4:tanh]x2-2", torch.float32),
]
json.dump(cases, open("state_dictionaries.json", "w"), indent=1)
write("batch-norm.dat", torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.BatchNorm1d(3), torch.nn.Linear(3, 2)).state_dict())
write("scalars.dat", {"f16": torch.tensor([1 / 3, 65504, 6e-8], dtype=torch.float16), "bf16": torch.tensor([1 / 3, -3e38], dtype=torch.bfloat16),
                      "f32": torch.tensor([[0.1], [1e-45]], dtype=torch.float32), "f64": torch.tensor(0.1, dtype=torch.float64),
                      "steps": torch.tensor(7, dtype=torch.int64), "mask": torch.tensor([True, False])})
