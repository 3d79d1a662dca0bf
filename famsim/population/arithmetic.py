"""The model's own arithmetic for a few numbers at a time: kept compiled, because compiling it takes a second."""

from __future__ import annotations

from famsim.engine import kernel
from famsim.model import maths, quantile


@kernel
def exp(x: float) -> float:
    """Return e to the x."""
    return maths.exp(x)


@kernel
def log(x: float) -> float:
    """Return the natural logarithm."""
    return maths.log(x)


@kernel
def normal_cdf(x: float) -> float:
    """Return the chance that a standard normal number is at most x."""
    return maths.normal_cdf(x)


@kernel
def normal_quantile(p: float) -> float:
    """Return the standard normal number that another is below with chance p."""
    return quantile.normal_quantile(p)
