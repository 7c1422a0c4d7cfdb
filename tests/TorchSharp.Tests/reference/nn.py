"""Writes nn.json: what PyTorch 1.13 computes where the tests of compat/TorchSharp's modules look.

Run with a Python that has torch 1.13: python3 nn.py
"""
import json
import os

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)


def numbers(tensor):
    return tensor.detach().double().reshape(-1).tolist()


def entry(tensor):
    return {"shape": list(tensor.shape), "values": numbers(tensor)}


def state(module):
    return {name: entry(value) for name, value in module.state_dict().items()}


def initial_values():
    layers = {
        "linear": lambda t: nn.Linear(7, 5, dtype=t),
        "linear without bias": lambda t: nn.Linear(3, 4, bias=False, dtype=t),
        "linear large": lambda t: nn.Linear(40, 30, dtype=t),
        "conv1d": lambda t: nn.Conv1d(2, 4, 3, dtype=t),
        "conv2d": lambda t: nn.Conv2d(3, 4, (2, 3), dtype=t),
        "conv2d groups": lambda t: nn.Conv2d(4, 6, 3, groups=2, dtype=t),
        "batchnorm1d": lambda t: nn.BatchNorm1d(4, dtype=t),
        "layernorm": lambda t: nn.LayerNorm([2, 3], dtype=t),
        "prelu": lambda t: nn.PReLU(3, dtype=t),
        "chain": lambda t: nn.Sequential(nn.Linear(4, 6, dtype=t), nn.ReLU(), nn.BatchNorm1d(6, dtype=t), nn.Linear(6, 2, dtype=t)),
    }
    result = {}
    for name, make in layers.items():
        for kind, dtype in (("float32", torch.float32), ("float64", torch.float64)):
            torch.manual_seed(1234)
            module = make(dtype)
            # A draw afterwards shows that the layer took as many random numbers as PyTorch's.
            result[f"{name} {kind}"] = {"state": state(module), "next": numbers(torch.rand(3))}
    return result


def initialisers():
    functions = {
        "uniform": lambda w: nn.init.uniform_(w, -2.0, 3.0),
        "normal": lambda w: nn.init.normal_(w, 1.0, 2.0),
        "trunc_normal": lambda w: nn.init.trunc_normal_(w, 0.5, 1.5, -1.0, 2.0),
        "constant": lambda w: nn.init.constant_(w, 2.5),
        "ones": nn.init.ones_,
        "zeros": nn.init.zeros_,
        "eye": nn.init.eye_,
        "xavier_uniform": lambda w: nn.init.xavier_uniform_(w, 1.5),
        "xavier_normal": lambda w: nn.init.xavier_normal_(w, 1.5),
        "kaiming_uniform": nn.init.kaiming_uniform_,
        "kaiming_uniform fan_out relu": lambda w: nn.init.kaiming_uniform_(w, mode="fan_out", nonlinearity="relu"),
        "kaiming_normal": lambda w: nn.init.kaiming_normal_(w, 0.3),
        "kaiming_normal tanh": lambda w: nn.init.kaiming_normal_(w, nonlinearity="tanh"),
        "orthogonal": lambda w: nn.init.orthogonal_(w, 2.0),
        "sparse": lambda w: nn.init.sparse_(w, 0.3, 0.1),
    }
    result = {}
    for name, function in functions.items():
        for rows, columns in ((6, 4), (3, 8)):
            for kind, dtype in (("float32", torch.float32), ("float64", torch.float64)):
                torch.manual_seed(99)
                weight = torch.empty(rows, columns, dtype=dtype)
                function(weight)
                result[f"{name} {rows}x{columns} {kind}"] = entry(weight)
    return result


def modules():
    """Each module in double precision: parameters, input, cotangent; output and gradients."""
    image = (2, 3, 6, 5)
    cases = {
        "Linear": (nn.Linear(4, 3), (5, 4)),
        "Linear without bias": (nn.Linear(4, 3, bias=False), (5, 4)),
        "Linear of one vector": (nn.Linear(4, 3), (4,)),
        "Conv1d": (nn.Conv1d(2, 4, 3, stride=2, padding=1), (3, 2, 9)),
        "Conv1d dilated circular": (nn.Conv1d(2, 4, 3, padding=2, dilation=2, padding_mode="circular"), (3, 2, 9)),
        "Conv2d": (nn.Conv2d(3, 4, 3, stride=2, padding=1), image),
        "Conv2d groups": (nn.Conv2d(4, 6, (2, 3), groups=2), (2, 4, 5, 5)),
        "Conv2d same": (nn.Conv2d(3, 2, 3, padding="same", dilation=2), image),
        "Conv2d reflect": (nn.Conv2d(3, 2, 3, padding=1, padding_mode="reflect"), image),
        "BatchNorm1d": (nn.BatchNorm1d(4, eps=1e-3, momentum=0.2), (6, 4)),
        "BatchNorm1d of signals": (nn.BatchNorm1d(4), (3, 4, 5)),
        "BatchNorm1d not affine": (nn.BatchNorm1d(4, affine=False), (6, 4)),
        "BatchNorm2d": (nn.BatchNorm2d(3), image),
        "LayerNorm": (nn.LayerNorm([3, 4]), (2, 3, 4)),
        "AvgPool2d": (nn.AvgPool2d(2), image),
        "AvgPool2d padded": (nn.AvgPool2d((3, 2), (2, 1), (1, 0), True, False), image),
        "MaxPool2d": (nn.MaxPool2d(2, stride=1), image),
        "MaxPool2d padded": (nn.MaxPool2d((3, 2), (2, 1), (1, 0), (1, 2)), image),
        "AdaptiveAvgPool2d": (nn.AdaptiveAvgPool2d((2, 3)), image),
        "Flatten": (nn.Flatten(), image),
        "Flatten two": (nn.Flatten(1, 2), image),
        "Unflatten": (nn.Unflatten(1, (3, 2)), (2, 6, 4)),
        "Identity": (nn.Identity(), (3, 2)),
        "PReLU": (nn.PReLU(1), (5, 6)),
        "PReLU per channel": (nn.PReLU(3, 0.4), (5, 3, 2)),
        "Softmax": (nn.Softmax(1), (3, 4)),
        "LogSoftmax": (nn.LogSoftmax(0), (3, 4)),
    }
    elementwise = {
        "ReLU": nn.ReLU(), "LeakyReLU": nn.LeakyReLU(), "LeakyReLU steep": nn.LeakyReLU(0.3), "ReLU6": nn.ReLU6(),
        "Hardtanh": nn.Hardtanh(), "Hardtanh wide": nn.Hardtanh(-2.5, 1.5), "Hardsigmoid": nn.Hardsigmoid(),
        "Hardswish": nn.Hardswish(), "Tanh": nn.Tanh(), "Sigmoid": nn.Sigmoid(), "LogSigmoid": nn.LogSigmoid(),
        "Softplus": nn.Softplus(), "Softplus sharp": nn.Softplus(2.0, 5.0), "Softsign": nn.Softsign(), "ELU": nn.ELU(),
        "ELU low": nn.ELU(0.5), "CELU": nn.CELU(), "CELU low": nn.CELU(0.5), "SELU": nn.SELU(), "GELU": nn.GELU(),
        "SiLU": nn.SiLU(), "Mish": nn.Mish(), "Tanhshrink": nn.Tanhshrink(), "Hardshrink": nn.Hardshrink(),
        "Hardshrink wide": nn.Hardshrink(1.5), "Softshrink": nn.Softshrink(), "Softshrink wide": nn.Softshrink(1.5),
        "Threshold": nn.Threshold(0.5, -3.0),
    }
    points = torch.cat([torch.linspace(-8, 8, 33), torch.tensor([-25.0, 0.0, 25.0])]).double()
    result = {}
    for name, (module, shape) in {**cases, **{k: (m, None) for k, m in elementwise.items()}}.items():
        torch.manual_seed(7)
        module = module.double()
        with torch.no_grad():
            for parameter in module.parameters():
                parameter.normal_()
        before = state(module)
        x = (points.clone() if shape is None else torch.randn(shape, dtype=torch.float64)).requires_grad_()
        output = module(x)
        cotangent = torch.randn(output.shape, dtype=torch.float64)
        (output * cotangent).sum().backward()
        result[name] = {
            "state": before, "input": entry(x), "cotangent": entry(cotangent), "output": entry(output), "inputGradient": entry(x.grad),
            "gradients": {n: entry(p.grad) for n, p in module.named_parameters()},
        }
    return result


def losses():
    torch.manual_seed(5)
    t = torch.float64
    x, y = torch.randn(4, 3, dtype=t), torch.randn(4, 3, dtype=t)
    y[0] = x[0] + 0.1
    classes = torch.tensor([2, 0, 1, 1])
    weight = torch.tensor([0.5, 2.0, 1.25], dtype=t)
    probability = torch.rand(4, 3, dtype=t)
    target = torch.rand(4, 3, dtype=t)
    element = torch.rand(4, 3, dtype=t)
    inputs = {"x": x, "y": y, "weight": weight, "probability": probability, "target": target, "element": element}
    cases = {
        "mse": ("x", lambda v, r: F.mse_loss(v, y, reduction=r)),
        "l1": ("x", lambda v, r: F.l1_loss(v, y, reduction=r)),
        "smooth_l1": ("x", lambda v, r: F.smooth_l1_loss(v, y, reduction=r, beta=0.7)),
        "huber": ("x", lambda v, r: F.huber_loss(v, y, reduction=r, delta=0.7)),
        "cross_entropy": ("x", lambda v, r: F.cross_entropy(v, classes, reduction=r)),
        "cross_entropy weighted": ("x", lambda v, r: F.cross_entropy(v, classes, weight, reduction=r, ignore_index=0, label_smoothing=0.1)),
        "cross_entropy of probabilities": ("x", lambda v, r: F.cross_entropy(v, target, reduction=r)),
        "nll": ("x", lambda v, r: F.nll_loss(v, classes, weight, reduction=r)),
        "bce": ("probability", lambda v, r: F.binary_cross_entropy(v, target, element, reduction=r)),
        "bce_with_logits": ("x", lambda v, r: F.binary_cross_entropy_with_logits(v, target, element, reduction=r, pos_weight=weight)),
        "kl_div": ("x", lambda v, r: F.kl_div(v, target, reduction=r, log_target=True)),
    }
    result = {}
    for name, (which, loss) in cases.items():
        for reduction in ("none", "mean", "sum"):
            v = inputs[which].clone().requires_grad_()
            value = loss(v, reduction)
            value.sum().backward()
            result[f"{name} {reduction}"] = {"value": entry(value), "gradient": entry(v.grad)}
    return {"inputs": {k: entry(v) for k, v in inputs.items()}, "classes": classes.tolist(), "cases": result}


def dropout():
    result = {}
    for p in (0.0, 0.2, 0.5, 0.9, 1.0):
        torch.manual_seed(31)
        result[str(p)] = numbers(nn.Dropout(p)(torch.ones(40)))
    return result


def batch_statistics():
    torch.manual_seed(17)
    module = nn.BatchNorm1d(3, momentum=0.3)
    batches = [torch.randn(5, 3) * 2 + 1 for _ in range(4)]
    trained = [entry(module(batch)) for batch in batches[:3]]
    module.eval()
    return {
        "batches": [entry(batch) for batch in batches], "trained": trained, "evaluated": entry(module(batches[3])), "state": state(module),
    }


OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, 0.05),
    "sgd momentum": lambda p: torch.optim.SGD(p, 0.05, momentum=0.9, dampening=0.1, weight_decay=0.01),
    "sgd nesterov": lambda p: torch.optim.SGD(p, 0.05, momentum=0.9, nesterov=True),
    "sgd maximize": lambda p: torch.optim.SGD(p, 0.001, momentum=0.5, maximize=True),
    "adam": lambda p: torch.optim.Adam(p, 0.02),
    "adam amsgrad": lambda p: torch.optim.Adam(p, 0.02, betas=(0.8, 0.95), weight_decay=0.01, amsgrad=True),
    "adam maximize": lambda p: torch.optim.Adam(p, 0.001, maximize=True),
    "adamw": lambda p: torch.optim.AdamW(p, 0.02, weight_decay=0.1),
    "adamw amsgrad": lambda p: torch.optim.AdamW(p, 0.02, weight_decay=0.1, amsgrad=True),
    "rmsprop": lambda p: torch.optim.RMSprop(p, 0.01),
    "rmsprop centered": lambda p: torch.optim.RMSprop(p, 0.01, momentum=0.5, centered=True, weight_decay=0.01),
    "adagrad": lambda p: torch.optim.Adagrad(p, 0.1, lr_decay=0.1, weight_decay=0.01, initial_accumulator_value=0.2),
    "lbfgs": lambda p: torch.optim.LBFGS(p, 0.5, max_iter=4, history_size=5),
}

SCHEDULERS = {
    "none": None,
    "step": lambda o: torch.optim.lr_scheduler.StepLR(o, 6, 0.5),
    "multistep": lambda o: torch.optim.lr_scheduler.MultiStepLR(o, [3, 9, 9, 15], 0.5),
    "exponential": lambda o: torch.optim.lr_scheduler.ExponentialLR(o, 0.9),
    "cosine": lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, 3, 0.001),
    "constant": lambda o: torch.optim.lr_scheduler.ConstantLR(o, 0.25, 4),
    "linear": lambda o: torch.optim.lr_scheduler.LinearLR(o, 0.25, 1.0, 6),
    "lambda": lambda o: torch.optim.lr_scheduler.LambdaLR(o, lambda epoch: 1 / (1 + epoch)),
    "multiplicative": lambda o: torch.optim.lr_scheduler.MultiplicativeLR(o, lambda epoch: 0.95),
    "plateau": lambda o: torch.optim.lr_scheduler.ReduceLROnPlateau(o, factor=0.5, patience=2, cooldown=1, threshold=0.05),
}


def training():
    result = {}
    for kind, dtype in (("float32", torch.float32), ("float64", torch.float64)):
        for optimizer_name, make_optimizer in OPTIMIZERS.items():
            for scheduler_name, make_scheduler in SCHEDULERS.items():
                torch.manual_seed(3)
                model = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1)).to(dtype)
                x = torch.randn(16, 2, dtype=dtype)
                y = (x[:, :1] * x[:, 1:]).sin()
                optimizer = make_optimizer(model.parameters())
                scheduler = make_scheduler(optimizer) if make_scheduler else None
                rates, values = [], []

                def closure():
                    optimizer.zero_grad()
                    loss = F.mse_loss(model(x), y)
                    loss.backward()
                    return loss

                for _ in range(20):
                    loss = optimizer.step(closure).item()
                    values.append(loss)
                    rates.append(optimizer.param_groups[0]["lr"])
                    if scheduler_name == "plateau":
                        scheduler.step(loss)
                    elif scheduler:
                        scheduler.step()
                result[f"{optimizer_name} × {scheduler_name} {kind}"] = {
                    "parameters": numbers(torch.cat([p.reshape(-1) for p in model.parameters()])), "rates": rates, "losses": values,
                }
    return result


def clipping():
    torch.manual_seed(8)
    gradients = [torch.randn(3, 4, dtype=torch.float64), torch.randn(5, dtype=torch.float64)]
    result = {"gradients": [entry(g) for g in gradients], "cases": []}
    for max_norm, norm_type in ((1.0, 2.0), (100.0, 2.0), (0.5, 1.0), (0.5, float("inf"))):
        parameters = [nn.Parameter(torch.zeros_like(g)) for g in gradients]
        for parameter, gradient in zip(parameters, gradients):
            parameter.grad = gradient.clone()
        total = nn.utils.clip_grad_norm_(parameters, max_norm, norm_type)
        result["cases"].append({
            "maxNorm": max_norm, "normType": 0 if norm_type == float("inf") else norm_type, "total": total.item(),
            "clipped": [entry(p.grad) for p in parameters],
        })
    return result


assert torch.__version__.startswith("1.13"), torch.__version__
reference = {
    "torch": torch.__version__,
    "initialValues": initial_values(),
    "initialisers": initialisers(),
    "modules": modules(),
    "losses": losses(),
    "dropout": dropout(),
    "batchStatistics": batch_statistics(),
    "training": training(),
    "clipping": clipping(),
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "nn.json"), "w", encoding="utf-8") as file:
    json.dump(reference, file, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    file.write("\n")
