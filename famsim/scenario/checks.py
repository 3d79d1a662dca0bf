"""What a value of a scenario may be: each check returns the clean value or says what would be right."""

from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from typing import Any

from pydantic_core import PydanticCustomError

from famsim import errors
from famsim.nearest import nearest

Where = tuple[str | int, ...]


class Frozen(Mapping[str, Any]):
    """A mapping that cannot be changed, can be hashed and pickled, and keeps the order written."""

    __slots__ = ("_items",)

    def __init__(self, items: Any = ()) -> None:
        self._items = dict(items)

    def __getitem__(self, name: str) -> Any:
        return self._items[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return repr(self._items)


def wrong(what: str, allowed: str, at: Where = (), near: str | None = None) -> PydanticCustomError:
    """Return the error for a value: what is wrong, what would be right, where inside it, the nearest name."""
    return PydanticCustomError("famsim", "{what}", {"what": what, "allowed": allowed, "at": at, "near": near})


def shown(value: Any) -> str:
    """Return a value as a short printable text in the words of a scenario file."""
    if isinstance(value, bool):
        return str(value).lower()
    return errors.shown(value)


def name_of(known: tuple[str, ...], kind: str) -> Callable[..., str]:
    """Return a check that a text is one of the `known` names."""

    def check(value: Any, at: Where = ()) -> str:
        if isinstance(value, str) and value in known:
            return value
        if not isinstance(value, str):
            raise wrong(f"{shown(value)} is no {kind}", ", ".join(known), at)
        raise wrong(f"there is no {kind} {shown(value)}", ", ".join(known), at, nearest(value, known))

    return check


def number(value: Any, low: float, high: float, at: Where = (), allowed: str | None = None) -> float:
    """Return `value` as a float within [low, high]; true and false are not numbers."""
    allowed = allowed or f"a number from {low:g} to {high:g}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong(f"{shown(value)} is not a number", allowed, at)
    if isinstance(value, float) and not isfinite(value):
        raise wrong(f"{value} is not a finite number", allowed, at)
    if not low <= value <= high:
        raise wrong(f"{shown(value)} is out of range", allowed, at)
    return float(value) + 0.0  # + 0.0 makes -0.0 the same number as 0.0


def whole(value: Any, low: int, high: int, at: Where = (), allowed: str | None = None) -> int:
    """Return `value` as an int within [low, high]."""
    allowed = allowed or f"a whole number from {low} to {high}"
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong(f"{shown(value)} is not a whole number", allowed, at)
    number(value, low, high, at, allowed)
    return value


def table(value: Any, allowed: str, at: Where = ()) -> Mapping[str, Any]:
    """Return `value` if it is a table."""
    if not isinstance(value, Mapping):
        raise wrong(f"{shown(value)} is not a table", allowed, at)
    return value


def is_plain(value: str, one_line: bool) -> bool:
    """Return whether a text looks like what it is: no control, invisible or direction-changing signs."""
    if one_line:
        return not errors.unseen(value) and value == value.strip()
    return not errors.unseen("".join(value.split())) and bool(value.strip())
