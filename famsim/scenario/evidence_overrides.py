"""Overrides of the evidence register: figures by name, each within the register's own range."""

from collections.abc import Iterator, Mapping
from sys import float_info
from typing import Any

from famsim.nearest import nearest
from famsim.scenario.base import Rule
from famsim.scenario.checks import Frozen, Where, number, shown, table, wrong

MAX_VALUES = 200
MAX_FLOAT = float_info.max

ALLOWED = "a number, or a list of numbers"


def read_overrides(value: Any) -> Frozen:
    """Return name -> number or tuple of numbers; `a.b = 1` names the same figure as `"a.b" = 1`."""
    overrides: dict[str, float | tuple[float, ...]] = {}
    for at, given in _leaves(table(value, 'a table such as { "stress.arrears" = 0.4 }'), ()):
        name = ".".join(map(str, at))
        if name in overrides:
            raise wrong(f"{shown(name)} is given twice", "once", at)
        overrides[name] = _numbers(given, at)
    return Frozen(overrides)


def _leaves(value: Mapping[str, Any], at: Where) -> Iterator[tuple[Where, Any]]:
    for name, inner in value.items():
        if isinstance(inner, Mapping):
            yield from _leaves(inner, (*at, name))
        else:
            yield (*at, name), inner


def _numbers(given: Any, at: Where) -> float | tuple[float, ...]:
    if not isinstance(given, list | tuple):
        return _finite(given, at)
    if not 1 <= len(given) <= MAX_VALUES:
        raise wrong(f"{shown(given)} numbers", f"1 to {MAX_VALUES} numbers", at)
    return tuple(_finite(item, (*at, i)) for i, item in enumerate(given))


def _finite(given: Any, at: Where) -> float:
    return number(given, -MAX_FLOAT, MAX_FLOAT, at, ALLOWED)


LIST = {"type": "array", "items": {"type": "number"}, "minItems": 1, "maxItems": MAX_VALUES}
FIGURES = {"type": "object", "additionalProperties": {"anyOf": [{"type": "number"}, LIST, {"type": "object"}]}}
OVERRIDES = Rule(read_overrides, 'a table such as { "stress.arrears" = 0.4 }', FIGURES)


def check_overrides(overrides: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    """Raise the error for the first override that is no figure of `known`, or is outside its low and high."""
    for name, given in overrides.items():
        if name not in known:
            near = nearest(name, known)
            raise wrong(f"there is no figure {shown(name)}", "a name that `famsim sources` lists", (name,), near)
        _check_figure(given, known[name], (name,))


def _check_figure(given: float | tuple[float, ...], figure: Any, at: Where) -> None:
    ends = (figure.low, figure.high) if getattr(figure, "settable", None) is None else figure.settable
    if None in ends:
        raise wrong("this figure is fixed", "no override", at)
    wanted = len(figure.value) if isinstance(figure.value, tuple) else None
    got = len(given) if isinstance(given, tuple) else None
    if wanted != got:
        raise wrong(f"{shown(given)} is given", f"a list of {wanted} numbers" if wanted else "one number", at)
    allowed = f"{ends[0]:g} to {ends[1]:g} {figure.unit} ({figure.says})"
    for value in given if isinstance(given, tuple) else (given,):
        number(value, ends[0], ends[1], at, allowed)
