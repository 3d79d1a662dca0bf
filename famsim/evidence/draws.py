"""The values of a run: the register's central values, or one draw from its distributions.

Draw 0 is the central values. Any other draw is a pure function of (seed, figure name, draw number): adding,
removing or overriding a figure changes no other figure's draw.
"""

from collections.abc import Mapping
from hashlib import sha256
from math import exp, log, log1p, sqrt
from typing import Any

from famsim.errors import EvidenceError, shown
from famsim.evidence.fields import Value
from famsim.evidence.figure import SPREAD, Figure
from famsim.evidence.register import Register

DIGITS = 12  # of a drawn value: fewer than a float holds, so that no machine's last bit can show


def central(register: Register, overrides: Mapping[str, Any] | None = None) -> dict[str, Value]:
    """Return every figure's central value by name, or what overrides it."""
    given = checked_overrides(register, overrides)
    return {name: given.get(name, figure.value) for name, figure in register.figures.items()}


def draw(register: Register, number: int, seed: int, overrides: Mapping[str, Any] | None = None) -> dict[str, Value]:
    """Return every figure's value in one draw by name; a figure that is overridden is not drawn.

    Args: number is the draw, from 0 (the central values); seed is any whole number.
    Raises EvidenceError for a negative number and for an override that cannot be used.
    """
    if number < 0:
        raise EvidenceError(f"draw {number}: there is no such draw. Allowed: 0 (the central values) and above.")
    if number == 0:
        return central(register, overrides)
    given = checked_overrides(register, overrides)
    return {
        name: given[name] if name in given else value_at(figure, luck(seed, name, number))
        for name, figure in register.figures.items()
    }


def checked_overrides(register: Register, overrides: Mapping[str, Any] | None) -> dict[str, Value]:
    """Return the overrides as values: each of a known figure, of its shape and within its range."""
    return {name: _override(register[name], given) for name, given in (overrides or {}).items()}


def _override(figure: Figure, given: Any) -> Value:
    where = f"evidence {figure.name!r}"
    if figure.may_be is None:
        raise EvidenceError(f"{where}: is part of the model's structure. Allowed: no other value.")
    low, high = figure.may_be
    allowed = f"{low:g} to {high:g} {figure.unit}"
    listed = isinstance(given, (list, tuple))
    elements = tuple(given) if listed else (given,)
    if listed != isinstance(figure.value, tuple) or len(elements) != len(figure.elements):
        shape = f"a list of {len(figure.elements)}" if isinstance(figure.value, tuple) else "one number"
        raise EvidenceError(f"{where}: is {shape}. Allowed: {shape}, {allowed}.")
    for one in elements:
        if isinstance(one, bool) or not isinstance(one, (int, float)) or not low <= one <= high:
            raise EvidenceError(f"{where}: {shown(one)} is not within its range. Allowed: {allowed}.")
    return tuple(float(one) for one in elements) if listed else float(given)


def luck(seed: int, name: str, number: int) -> float:
    """Return a uniform number, above 0 and below 1, that depends on its three arguments only."""
    word = int.from_bytes(sha256(f"{seed}/{number}/{name}".encode()).digest()[:8], "big")
    return ((word >> 12) + 0.5) / 2.0**52


def value_at(figure: Figure, chance: float) -> Value:
    """Return the figure's value at a quantile of its distribution, cut to its range.

    `chance` is above 0 and below 1. The elements of a list share it, so that they rise and fall together. The
    cut narrows: a normal whose range is its 95% interval has .871 of its standard deviation left.
    """
    if figure.distribution == "fixed" or figure.low is None or figure.high is None:
        return figure.value
    quantile = _QUANTILES[figure.distribution]
    low, high = figure.low, figure.high
    values = tuple(
        min(max(float(f"{quantile(chance, value, sd, (low, high)):.{DIGITS}g}"), low), high)
        for value, sd in zip(figure.elements, figure.spreads, strict=True)
    )
    return values if isinstance(figure.value, tuple) else values[0]


Limits = tuple[float, float]


def _normal(chance: float, value: float, sd: float | None, limits: Limits) -> float:
    """Mean `value`."""
    from scipy.special import ndtr, ndtri

    low, high = limits
    width = sd if sd is not None else (high - low) / SPREAD
    below, above = float(ndtr((low - value) / width)), float(ndtr((high - value) / width))
    return value + width * float(ndtri(below + chance * (above - below)))


def _lognormal(chance: float, value: float, sd: float | None, limits: Limits) -> float:
    """Median `value`; without an sd the range is the 95% interval on the scale of logarithms."""
    scale = None if sd is None else sqrt(log1p((sqrt(1 + 4 * (sd / value) ** 2) - 1) / 2))
    return exp(_normal(chance, log(value), scale, (log(limits[0]), log(limits[1]))))


def _beta(chance: float, value: float, sd: float | None, limits: Limits) -> float:
    """Mean `value`, on 0 to 1 before the cut."""
    from scipy.special import betainc, betaincinv

    low, high = limits
    width = sd if sd is not None else (high - low) / SPREAD
    size = value * (1 - value) / width**2 - 1
    a, b = value * size, (1 - value) * size
    below, above = float(betainc(a, b, low)), float(betainc(a, b, high))
    return float(betaincinv(a, b, below + chance * (above - below)))


def _uniform(chance: float, value: float, sd: float | None, limits: Limits) -> float:
    """Anything in the range alike."""
    return limits[0] + chance * (limits[1] - limits[0])


def _triangular(chance: float, value: float, sd: float | None, limits: Limits) -> float:
    """Mode `value`, nothing at the ends of the range."""
    low, high = limits
    if chance * (high - low) < value - low:
        return low + sqrt(chance * (high - low) * (value - low))
    return high - sqrt((1 - chance) * (high - low) * (high - value))


_QUANTILES = {
    "normal": _normal,
    "lognormal": _lognormal,
    "beta": _beta,
    "uniform": _uniform,
    "triangular": _triangular,
}
