"""Logarithms and entropies as pairs of neighbouring doubles around the true value, by mpmath with 60 digits.

python3 entropy.py > entropy.json
"""

import json
import math
import random

import mpmath

mpmath.mp.dps = 60


def around(x):
    """The largest double not above x and the smallest not below it."""
    near = float(x)
    if mpmath.mpf(near) == x:
        return [near, near]
    if mpmath.mpf(near) < x:
        return [near, math.nextafter(near, math.inf)]
    return [math.nextafter(near, -math.inf), near]


def logistic(r):
    """Milnor and Thurston's kneading series of r x (1 - x), summed exactly enough: its smallest zero is e^-h."""
    with mpmath.workdps(400):
        r = mpmath.mpf(r)
        x = r / 4
        sign = 1
        coefficients = [1]
        for _ in range(600):
            sign *= 1 if x < 0.5 else -1
            coefficients.append(sign)
            x = r * x * (1 - x)

        def series(t):
            value = mpmath.mpf(0)
            for c in reversed(coefficients):
                value = value * t + c
            return value

        # h <= log 2; the first sign change above t = 1/2 is the smallest zero.
        t, step = mpmath.mpf("0.5"), mpmath.mpf("1e-4")
        while series(t + step) > 0:
            t += step
        low, high = t, t + step
        for _ in range(300):
            middle = (low + high) / 2
            low, high = (middle, high) if series(middle) > 0 else (low, middle)
        return -mpmath.log(low)


def main():
    rng = random.Random(7)
    slopes = [2.0, math.sqrt(2), math.nextafter(math.sqrt(2), 0), 2 ** 0.25, 2 ** 0.125, 1.5, 1.75, (1 + math.sqrt(5)) / 2, 1.01, 1.001]
    slopes += [1 + i / 20 for i in range(1, 20)]
    slopes += sorted(1 + rng.random() for _ in range(50 - len(slopes)))
    golden = (1 + mpmath.sqrt(5)) / 2
    document = {
        "tents": [{"slope": s, "entropy": around(mpmath.log(mpmath.mpf(s)))} for s in slopes],
        "periodThree": around(mpmath.log(golden)),
        "zigzag": around(mpmath.log(3)),
        "logistic": [{"r": r, "entropy": around(logistic(r))} for r in [3.9, 3.6, 3.7, 3.75, 3.8, 3.85, 3.92, 3.95, 3.99, 3.999]],
    }
    print(json.dumps(document, indent=1))


main()
