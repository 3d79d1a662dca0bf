"""The normal quantile, by the plain arithmetic of famsim.model.maths: the same to the last bit on every machine."""

from __future__ import annotations

import numpy as np

from famsim.model.arrays import Row
from famsim.model.compiling import rare, rule
from famsim.model.maths import log, square_root

_INFINITY = float("inf")

# Wichura (1988), Algorithm AS 241: The percentage points of the normal distribution,
# Applied Statistics 37(3), routine PPND16.
_MIDDLE_ABOVE: Row[float] = np.array(
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
_MIDDLE_BELOW: Row[float] = np.array(
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
_OUTER_ABOVE: Row[float] = np.array(
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
_OUTER_BELOW: Row[float] = np.array(
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
_FAR_ABOVE: Row[float] = np.array(
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
_FAR_BELOW: Row[float] = np.array(
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
def _power_series(c: Row[float], x: float) -> float:
    """Return c[0] + c[1] x + ... + c[7] x**7."""
    square = x * x
    low = (c[0] + c[1] * x) + (c[2] + c[3] * x) * square
    high = (c[4] + c[5] * x) + (c[6] + c[7] * x) * square
    return low + high * (square * square)


@rule
def _tail_quantile(share: float) -> float:
    """Return how far from 0 the standard normal number lies that only `share`, under 0.075, exceed."""
    if share <= 0.0:
        return _INFINITY
    depth = square_root(-log(share))
    if depth <= 5.0:
        outer = depth - 1.6
        return _power_series(_OUTER_ABOVE, outer) / _power_series(_OUTER_BELOW, outer)
    far = depth - 5.0
    return _power_series(_FAR_ABOVE, far) / _power_series(_FAR_BELOW, far)


@rare
def normal_quantile(u: float) -> float:
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
