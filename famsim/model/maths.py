"""The few functions of mathematics that rules use, the same to the last bit on every machine.

Only + - * /, square roots, comparisons and tables: the standard for floating point (IEEE 754) fixes every
bit of them, whereas exp and log of a mathematics library differ by library, version and processor.
Tables are built at import by the same plain arithmetic. Rules never call `math` or `np.exp`, only this file.
"""

import numpy as np

from famsim.model.compiling import rare, rule

_INFINITY = float("inf")
_LN2_HIGH = 6.93147180369123816490e-01  # the first 33 bits of ln 2, so that a product with 16 bits is exact
_LN2_LOW = 1.90821492927058770002e-10  # the rest of ln 2
_LN2 = _LN2_HIGH + _LN2_LOW
_ROOT_TWO_PI = 2.50662827463100050242


def _roots_of_two() -> np.ndarray:
    """Return 2 ** (i / 64) for i in 0..63, shape (64,)."""
    roots = [1.0]
    for _ in range(6):
        roots = [float(np.sqrt(root)) for root in roots + [2.0 * root for root in roots]]
    return np.array(roots)


def _powers_of_two() -> np.ndarray:
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


_ROOTS = _roots_of_two()
_POWERS = _powers_of_two()
_LOGS = np.array([0.0] * 32 + [_log_by_series(i / 64.0) for i in range(32, 129)])  # log(i / 64)
# The powers of two that log takes out one after the other; 512 twice, for numbers below 2 ** -1023.
_STEPS = np.array([512.0, 512.0, 256.0, 128.0, 64.0, 32.0, 16.0, 8.0, 4.0, 2.0, 1.0])
_UP = np.array([_POWERS[1024 + int(step)] for step in _STEPS])
_DOWN = np.array([_POWERS[1024 - int(step)] for step in _STEPS])
_TAILS = np.array([_upper_tail(i / 64.0) for i in range(513)])
_DENSITIES = np.array([_density(i / 64.0) for i in range(513)])
_SIXTYFOURTHS = 64.0 / _LN2
_TWOS = 1.0 / _LN2
_LN2_HIGH_64TH = _LN2_HIGH / 64.0
_LN2_LOW_64TH = _LN2_LOW / 64.0


@rule
def exp(x):
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
def log(x):
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
def chance_within(hazard):
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
def nearest(x):
    """Return the nearest whole number to `x`, the higher of two."""
    return int(np.floor(x + 0.5))


@rule
def happens(luck, hazard, lean):
    """Say whether `luck` is below chance_within(hazard * exp(lean)): that and nothing else, for any numbers.

    No chance is above its hazard, nor exp(lean) above the next power of two: mostly that settles it.
    """
    if lean < 700.0 and luck > hazard * _POWERS[int(lean * _TWOS + 1025.01) & 2047]:
        return False
    return luck < chance_within(hazard * exp(lean))


# Wichura (1988), Algorithm AS 241: The percentage points of the normal distribution,
# Applied Statistics 37(3), routine PPND16.
_MIDDLE_ABOVE = np.array(
    [
        3.3871328727963666080e0,
        1.3314166789178437745e2,
        1.9715909503065514427e3,
        1.3731693765509461125e4,
        4.5921953931549871457e4,
        6.7265770927008700853e4,
        3.3430575583588128105e4,
        2.5090809287301226727e3,
    ]
)
_MIDDLE_BELOW = np.array(
    [
        1.0,
        4.2313330701600911252e1,
        6.8718700749205790830e2,
        5.3941960214247511077e3,
        2.1213794301586595867e4,
        3.9307895800092710610e4,
        2.8729085735721942674e4,
        5.2264952788528545610e3,
    ]
)
_OUTER_ABOVE = np.array(
    [
        1.42343711074968357734e0,
        4.63033784615654529590e0,
        5.76949722146069140550e0,
        3.64784832476320460504e0,
        1.27045825245236838258e0,
        2.41780725177450611770e-1,
        2.27238449892691845833e-2,
        7.74545014278341407640e-4,
    ]
)
_OUTER_BELOW = np.array(
    [
        1.0,
        2.05319162663775882187e0,
        1.67638483018380384940e0,
        6.89767334985100004550e-1,
        1.48103976427480074590e-1,
        1.51986665636164571966e-2,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9,
    ]
)
_FAR_ABOVE = np.array(
    [
        6.65790464350110377720e0,
        5.46378491116411436990e0,
        1.78482653991729133580e0,
        2.96560571828504891230e-1,
        2.65321895265761230930e-2,
        1.24266094738807843860e-3,
        2.71155556874348757815e-5,
        2.01033439929228813265e-7,
    ]
)
_FAR_BELOW = np.array(
    [
        1.0,
        5.99832206555887937690e-1,
        1.36929880922735805310e-1,
        1.48753612908506148525e-2,
        7.86869131145613259100e-4,
        1.84631831751005468180e-5,
        1.42151175831644588870e-7,
        2.04426310338993978564e-15,
    ]
)


@rule
def _power_series(c, x):
    """Return c[0] + c[1] x + ... + c[7] x**7."""
    square = x * x
    low = (c[0] + c[1] * x) + (c[2] + c[3] * x) * square
    high = (c[4] + c[5] * x) + (c[6] + c[7] * x) * square
    return low + high * (square * square)


@rule
def _tail_quantile(share):
    """Return how far from 0 the standard normal number lies that only `share`, under 0.075, exceed."""
    if share <= 0.0:
        return _INFINITY
    depth = np.sqrt(-log(share))
    if depth <= 5.0:
        outer = depth - 1.6
        return _power_series(_OUTER_ABOVE, outer) / _power_series(_OUTER_BELOW, outer)
    far = depth - 5.0
    return _power_series(_FAR_ABOVE, far) / _power_series(_FAR_BELOW, far)


@rare
def normal_quantile(u):
    """Return the standard normal number that a share `u` lies below, within 1e-9; infinite at 0 and 1.

    Source: Wichura (1988), Algorithm AS 241, Applied Statistics 37(3), routine PPND16.
    """
    from_middle = u - 0.5
    if -0.425 <= from_middle <= 0.425:
        r = 0.180625 - from_middle * from_middle
        return from_middle * (_power_series(_MIDDLE_ABOVE, r) / _power_series(_MIDDLE_BELOW, r))
    if from_middle < 0.0:
        return -_tail_quantile(u)
    return _tail_quantile(1.0 - u)


@rule
def normal_cdf(x):
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
def table_value(table, low, step, x):
    """Return the value at `x` of a curve given at low, low + step, ... by the float64 array `table`.

    Straight lines between the points; the first and last values hold beyond them.
    """
    position = (x - low) / step
    last = len(table) - 1
    if position >= last:
        return table[last]
    if position > 0.0:
        place = int(position)
        share = position - place
        return table[place] * (1.0 - share) + table[place + 1] * share
    return table[0] if position <= 0.0 else position
