"""Writes initialisers.json: what PyTorch draws for each initialiser after manual_seed(7), and the parameters of models built after manual_seed(3)."""
import json
import os
import torch
from torch import nn

here = os.path.dirname(os.path.abspath(__file__))


def drawn(shape, fill):
    torch.manual_seed(7)
    weight = torch.empty(*shape)
    fill(weight)
    return {"shape": list(shape), "values": [float(v) for v in weight.flatten()]}


init = nn.init
cases = {}
for shape in [(3, 5), (5, 3)]:
    tag = "%dx%d" % shape
    cases["uniform " + tag] = drawn(shape, lambda w: init.uniform_(w, -0.3, 0.7))
    cases["normal " + tag] = drawn(shape, lambda w: init.normal_(w, 0.1, 2.0))
    cases["trunc_normal " + tag] = drawn(shape, lambda w: init.trunc_normal_(w, 0.1, 0.5, -0.6, 0.8))
    cases["xavier_uniform " + tag] = drawn(shape, lambda w: init.xavier_uniform_(w, init.calculate_gain("tanh")))
    cases["xavier_normal " + tag] = drawn(shape, lambda w: init.xavier_normal_(w, 1.5))
    cases["kaiming_uniform " + tag] = drawn(shape, lambda w: init.kaiming_uniform_(w, a=0.2, mode="fan_out", nonlinearity="leaky_relu"))
    cases["kaiming_normal " + tag] = drawn(shape, lambda w: init.kaiming_normal_(w, nonlinearity="relu"))
    cases["orthogonal " + tag] = drawn(shape, lambda w: init.orthogonal_(w, 1.25))
    cases["sparse " + tag] = drawn(shape, lambda w: init.sparse_(w, 0.4, 0.5))
    cases["eye " + tag] = drawn(shape, init.eye_)
    cases["default " + tag] = drawn(shape, lambda w: init.kaiming_uniform_(w, a=5 ** 0.5))

kernel = (4, 3, 2, 2)
cases["xavier_uniform kernel"] = drawn(kernel, lambda w: init.xavier_uniform_(w, init.calculate_gain("tanh")))
cases["kaiming_uniform kernel"] = drawn(kernel, lambda w: init.kaiming_uniform_(w, a=0.2, mode="fan_out", nonlinearity="leaky_relu"))
cases["orthogonal kernel"] = drawn(kernel, lambda w: init.orthogonal_(w, 1.25))
cases["default kernel"] = drawn(kernel, lambda w: init.kaiming_uniform_(w, a=5 ** 0.5))


def state(modules):
    return {name: [float(v) for v in value.flatten()] for name, value in modules.state_dict().items()}


torch.manual_seed(3)
mlp = nn.ModuleDict({"layer0": nn.Linear(2, 4), "layer1": nn.Linear(4, 3)})
mlp_state = state(mlp)
x = torch.tensor([[0.7, -0.4], [0.0, 1.5]])
mlp_out = mlp["layer1"](torch.tanh(mlp["layer0"](x)))

torch.manual_seed(3)
net = nn.ModuleDict()
net["lift"] = nn.Linear(2, 3)
for k in range(2):
    net["block%d" % k] = nn.ModuleDict({"layer0": nn.Linear(3, 4), "layer1": nn.Linear(4, 3)})
net["readout"] = nn.Linear(3, 1)
net_state = state(net)
h = net["lift"](x)
for k in range(2):
    block = net["block%d" % k]
    h = h + block["layer1"](torch.nn.functional.silu(block["layer0"](h)))
net_out = net["readout"](h)

with open(os.path.join(here, "initialisers.json"), "w") as f:
    json.dump({
        "torch": torch.__version__,
        "initialisers": cases,
        "mlp": {"state": mlp_state, "input": x.tolist(), "output": mlp_out.tolist()},
        "residual": {"state": net_state, "input": x.tolist(), "output": net_out.tolist()},
    }, f, indent=1)
    f.write("\n")
