"""The few functions of mathematics that rules use, the same to the last bit on every machine.

Only + - * /, square roots, comparisons and tables: the standard for floating point (IEEE 754) fixes every
bit of them, whereas exp and log of a mathematics library differ by library, version and processor.
Tables are built at import by the same plain arithmetic. Rules never call `math` or `np.exp`, only this file.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from famsim.model.arrays import Row
from famsim.model.compiling import rule

_INFINITY = float("inf")
_LN2_HIGH = 6.93147180369123816490e-01  # the first 33 bits of ln 2, so that a product with 16 bits is exact
_LN2_LOW = 1.90821492927058770002e-10  # the rest of ln 2
_LN2 = _LN2_HIGH + _LN2_LOW
_ROOT_TWO_PI = 2.50662827463100050242


def _roots_of_two() -> NDArray[np.float64]:
    """Return 2 ** (i / 64) for i in 0..63, shape (64,)."""
    roots = [1.0]
    for _ in range(6):
        roots = [float(np.sqrt(root)) for root in roots + [2.0 * root for root in roots]]
    return np.array(roots)


def _powers_of_two() -> NDArray[np.float64]:
    """Return 2 ** (i - 1024) for i in 0..2047, shape (2048,), the first as 0."""
    above = [1.0]
    below = [1.0]
    for _ in range(1023):
        above.append(above[-1] * 2.0)
        below.append(below[-1] * 0.5)
    return np.array([0.0, *below[:0:-1], *above])


def _log_by_series(x: float) -> float:
    """Return the logarithm of `x`, between a half and two, by the series of artanh."""
    ratio = (x - 1.0) / (x + 1.0)
    total = 0.0
    for power in range(61, 0, -2):
        total = total * ratio * ratio + 1.0 / power
    return 2.0 * ratio * total


def _density(x: float) -> float:
    """Return the density of the standard normal distribution at `x`, from 0 to 8."""
    part = -0.5 * x * x / 1024.0
    small = 0.0
    for divisor in range(12, 0, -1):
        small = (1.0 + small) * part / divisor
    for _ in range(10):
        small = small * (2.0 + small)
    return (1.0 + small) / _ROOT_TWO_PI


def _upper_tail(x: float) -> float:
    """Return the chance that a standard normal number is above `x`, from 0 to 8.

    Near the middle the power series of the error function; beyond 3, Laplace's continued fraction.
    """
    if x > 3.0:
        fraction = x
        for step in range(120, 0, -1):
            fraction = x + step / fraction
        return _density(x) / fraction
    term = total = x
    for step in range(1, 60):
        term *= x * x / (2.0 * step + 1.0)
        total += term
    return 0.5 - _density(x) * total


_ROOTS: Row[float] = _roots_of_two()
_POWERS: Row[float] = _powers_of_two()
_LOGS: Row[float] = np.array([0.0] * 32 + [_log_by_series(i / 64.0) for i in range(32, 129)])  # log(i / 64)
# The powers of two that log takes out one after the other; 512 twice, for numbers below 2 ** -1023.
_STEPS = np.array([512.0, 512.0, 256.0, 128.0, 64.0, 32.0, 16.0, 8.0, 4.0, 2.0, 1.0])
_UP: Row[float] = np.array([_POWERS[1024 + int(step)] for step in _STEPS])
_DOWN: Row[float] = np.array([_POWERS[1024 - int(step)] for step in _STEPS])
_TAILS: Row[float] = np.array([_upper_tail(i / 64.0) for i in range(513)])
_DENSITIES: Row[float] = np.array([_density(i / 64.0) for i in range(513)])
_SIXTYFOURTHS = 64.0 / _LN2
_TWOS = 1.0 / _LN2
_LONGEST_TABLE = 0xFFFF
_LN2_HIGH_64TH = _LN2_HIGH / 64.0
_LN2_LOW_64TH = _LN2_LOW / 64.0


@rule
def exp(x: float) -> float:
    """Return e to the power `x`, within 1e-14 of its size; 0 below -700, and no more than exp(700)."""
    if not x >= -700.0:
        return 0.0 if x < -700.0 else x
    bounded = min(x, 700.0)
    place = int(bounded * _SIXTYFOURTHS + 65536.5)
    steps = float(place - 65536)
    r = (bounded - steps * _LN2_HIGH_64TH) - steps * _LN2_LOW_64TH
    square = r * r
    beyond_one = r + square * ((0.5 + r * (1.0 / 6.0)) + square * ((1.0 / 24.0) + r * (1.0 / 120.0)))
    root = _ROOTS[place & 63]
    return (root + root * beyond_one) * _POWERS[(place >> 6) & 2047]


@rule
def log(x: float) -> float:
    """Return the natural logarithm of `x`, within 1e-13 of its size; minus infinity at 0 and below."""
    if not 0.0 < x < _INFINITY:
        return -_INFINITY if x <= 0.0 else x
    part = x
    twos = 0.0
    for i in range(11):
        if part >= _UP[i]:
            part = part * _DOWN[i]
            twos = twos + _STEPS[i]
        elif part < _DOWN[i]:
            part = part * _UP[i]
            twos = twos - _STEPS[i]
    place = int(part * 64.0 + 0.5) & 255
    centre = place * 0.015625
    ratio = (part - centre) / (part + centre)
    square = ratio * ratio
    series = 1.0 + square * ((1.0 / 3.0) + square * (0.2 + square * (1.0 / 7.0)))
    return twos * _LN2_HIGH + ((_LOGS[place] + 2.0 * ratio * series) + twos * _LN2_LOW)


@rule
def chance_within(hazard: float) -> float:
    """Return the chance that an event of this hazard happens within the period: 1 - exp(-hazard), 0 for none.

    A series below 1/32, so that the chance of a rare event keeps its precision.
    """
    if hazard <= 0.0:
        return 0.0
    if hazard < 0.03125:
        h = hazard
        square = h * h
        late = (1.0 / 120.0) - h * (1.0 / 720.0) + square * (1.0 / 5040.0)
        return h - 0.5 * square + square * h * ((1.0 / 6.0) - h * (1.0 / 24.0) + square * late)
    return 1.0 - exp(-hazard)


@rule
def square_root(x: float) -> float:
    """Return the square root of `x`, which IEEE 754 fixes."""
    root: float = np.sqrt(x)
    return root


@rule
def nearest(x: float) -> int:
    """Return the nearest whole number to `x`, the higher of two."""
    return int(np.floor(x + 0.5))


@rule
def happens(luck: float, hazard: float, lean: float) -> bool:
    """Say whether `luck` is below chance_within(hazard * exp(lean)): that and nothing else, for any numbers.

    No chance is above its hazard, nor exp(lean) above the next power of two: mostly that settles it.
    """
    if lean < 700.0 and luck > hazard * _POWERS[int(lean * _TWOS + 1025.01) & 2047]:
        return False
    return luck < chance_within(hazard * exp(lean))


@rule
def share_in_state(begins: float, ends: float, months: float) -> float:
    """Return the chance to be in a state after so many months, from none; it begins and ends at constant hazards."""
    both = begins + ends
    return begins / both * chance_within(both * months) if both > 0.0 else 0.0


@rule
def months_so_far(luck: float, ends: float, at_most: int) -> int:
    """Return how many whole months a state has lasted that ends at a constant hazard, for a uniform `luck`."""
    return int(min(-log(luck) / ends, 1.0 * at_most)) if ends > 0.0 else at_most


@rule
def normal_cdf(x: float) -> float:
    """Return the share of standard normal numbers below `x`, within 1e-9; 0 below -8 and 1 above 8."""
    size = x if x >= 0.0 else -x
    if not size < 8.0:
        return (0.0 if x < 0.0 else 1.0) if size >= 8.0 else x
    place = int(size * 64.0) & 511
    t = size * 64.0 - place
    rest = 1.0 - t
    tail = rest * rest * ((1.0 + 2.0 * t) * _TAILS[place] - t * _DENSITIES[place] * 0.015625)
    tail = tail + t * t * ((1.0 + 2.0 * rest) * _TAILS[place + 1] + rest * _DENSITIES[place + 1] * 0.015625)
    return tail if x < 0.0 else 1.0 - tail


@rule
def table_value(table: Row[float], low: float, step: float, x: float) -> float:
    """Return the value at `x` of a curve given at low, low + step, ... by the float64 array `table`.

    Straight lines between the points; the first and last values hold beyond them.
    """
    position = (x - low) / step
    last = len(table) - 1
    if position >= last:
        return table[last]
    if position > 0.0:
        place = int(position) & _LONGEST_TABLE  # which says to the compiler that it is not negative
        share = position - place
        return table[place] * (1.0 - share) + table[place + 1] * share
    return table[0] if position <= 0.0 else position
