"""Writes activations.json: values and derivatives of every activation in PyTorch, float64."""
import json
import os
import torch
import torch.nn.functional as F

here = os.path.dirname(os.path.abspath(__file__))
points = [-30.0, -4.0, -1.3, -0.6, -0.25, 0.0, 0.2, 0.7, 1.0, 3.5, 7.0, 25.0]
functions = [
    ("relu", {}, F.relu), ("leaky_relu", {}, F.leaky_relu), ("leaky_relu", {"slope": 0.25}, lambda x: F.leaky_relu(x, 0.25)),
    ("prelu", {"slope": 0.125}, lambda x: F.leaky_relu(x, 0.125)), ("relu6", {}, F.relu6), ("hardtanh", {}, F.hardtanh),
    ("hardtanh", {"min": -0.5, "max": 2.0}, lambda x: F.hardtanh(x, -0.5, 2.0)), ("hardsigmoid", {}, F.hardsigmoid),
    ("hardswish", {}, F.hardswish), ("tanh", {}, torch.tanh), ("sigmoid", {}, torch.sigmoid), ("logsigmoid", {}, F.logsigmoid),
    ("softplus", {}, F.softplus), ("softplus", {"beta": 2.5, "threshold": 5.0}, lambda x: F.softplus(x, 2.5, 5.0)),
    ("softsign", {}, F.softsign), ("elu", {}, F.elu), ("elu", {"alpha": 0.5}, lambda x: F.elu(x, 0.5)), ("celu", {"alpha": 2.0}, lambda x: F.celu(x, 2.0)),
    ("selu", {}, F.selu), ("gelu", {}, F.gelu), ("gelu_tanh", {}, lambda x: F.gelu(x, approximate="tanh")), ("silu", {}, F.silu), ("mish", {}, F.mish),
    ("tanhshrink", {}, F.tanhshrink), ("hardshrink", {}, F.hardshrink), ("hardshrink", {"lambda": 0.25}, lambda x: F.hardshrink(x, 0.25)),
    ("softshrink", {"lambda": 0.75}, lambda x: F.softshrink(x, 0.75)), ("arctan", {}, torch.atan), ("erf", {}, torch.erf), ("exp", {}, torch.exp),
    ("identity", {}, lambda x: x.clone()),
]
cases = []
for name, parameters, f in functions:
    x = torch.tensor(points, dtype=torch.float64, requires_grad=True)
    y = f(x)
    y.sum().backward()
    cases.append({"name": name, "parameters": parameters, "values": y.tolist(), "derivatives": x.grad.tolist()})

with open(os.path.join(here, "activations.json"), "w") as out:
    json.dump({"torch": torch.__version__, "points": points, "cases": cases}, out, indent=1)
    out.write("\n")
