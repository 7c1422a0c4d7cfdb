"""Fixed points and 2-cycles of random chains of width 1 at 50 digits, by scanning for sign changes and bisection. Writes chains.json."""

import json
import random
from mpmath import mp, mpf, tanh, exp, atan, erf, log1p

mp.dps = 50
FUNCTIONS = {
    "tanh": tanh,
    "sigmoid": lambda z: 1 / (1 + exp(-z)),
    "arctan": atan,
    "erf": erf,
    "softplus": lambda z: log1p(exp(z)) if z < 60 else z + log1p(exp(-z)),
    "softsign": lambda z: z / (1 + abs(z)),
}
BOUNDED = ["tanh", "sigmoid", "arctan", "erf", "softsign"]


def evaluate(steps, x):
    for weight, bias, name in steps:
        x = FUNCTIONS[name](mpf(weight) * x + mpf(bias))
    return x


def roots(function, low, high, cells):
    found = []
    xs = [low + (high - low) * i / cells for i in range(cells + 1)]
    values = [function(x) for x in xs]
    for a, b, fa, fb in zip(xs, xs[1:], values, values[1:]):
        if fa == 0:
            found.append(a)
        elif fa * fb < 0:
            for _ in range(170):
                middle = (a + b) / 2
                if function(middle) * fa > 0:
                    a = middle
                else:
                    b = middle
            found.append(a)
    return found


def pair(x):
    """The doubles around x."""
    import math
    near = float(x)
    below = near if mpf(near) <= x else math.nextafter(near, -math.inf)
    above = near if mpf(near) >= x else math.nextafter(near, math.inf)
    return [below, above]


def main():
    random.seed(20230314)
    chains = []
    while len(chains) < 36:
        steps = [
            [random.choice([-1, 1]) * round(random.uniform(0.5, 8), 3), round(random.uniform(-2, 2), 3), random.choice(list(FUNCTIONS))]
            for _ in range(random.randint(1, 4))
        ]
        steps[-1][2] = random.choice(BOUNDED)
        points = roots(lambda x: evaluate(steps, x) - x, mpf("-1.6000001"), mpf("1.6000003"), 1500)
        twice = roots(lambda x: evaluate(steps, evaluate(steps, x)) - x, mpf("-1.6000001"), mpf("1.6000003"), 1500)
        cycle = [x for x in twice if all(abs(x - p) > mpf("1e-30") for p in points)]
        chains.append({"steps": steps, "points": [pair(x) for x in points], "cycle": [pair(x) for x in cycle]})
    with open("chains.json", "w", encoding="ascii") as file:
        json.dump(chains, file, indent=0)


main()
