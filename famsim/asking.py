"""How public functions take what they are given (names, yes or no, progress, NumPy's numbers), and how they warn."""

import inspect
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from numbers import Integral, Real
from typing import Any, get_args
from warnings import warn

from famsim.errors import FamsimError, shown
from famsim.nearest import did_you_mean

SAID: set[tuple[str, str]] = set()  # what has been warned of in this session, and about which scenario


def plain(value: Any) -> Any:
    """Return a value with NumPy's numbers and yes or no in it as Python's own, in lists, tuples and tables too."""
    if type(value) in (bool, int, float, str):
        return value
    if type(value) is dict:
        return {plain(name): plain(one) for name, one in value.items()}
    if type(value) in (list, tuple):
        return type(value)(plain(one) for one in value)
    if type(value).__module__ != "numpy" or getattr(value, "shape", None) != ():
        return value
    if type(value).__name__ in ("bool", "bool_"):
        return bool(value)
    return int(value) if isinstance(value, Integral) else float(value) if isinstance(value, Real) else value


def in_words(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    """Return a public function that refuses in words, before any work, what cannot be given to it.

    It raises FamsimError for an option there is not, with the nearest; for one that is missing or given twice; for
    another thing than true or false; for a progress that cannot be called.
    """
    signature = inspect.signature(function)

    @wraps(function)
    def asked(*args: Any, **options: Any) -> Any:
        options = {option: plain(value) for option, value in options.items()}
        args = tuple(plain(value) for value in args)
        for option, value in given(signature, name, args, options).items():
            check(option, value, kinds_of(signature).get(option))
        return function(*args, **options)

    asked.__module__, asked.__qualname__ = "famsim", name  # where pickle finds it
    return asked


def kinds_of(signature: inspect.Signature) -> dict[str, Any]:
    """Return the options that a function takes, those of its `**` too, with their types."""
    kinds: dict[str, Any] = {}
    for one in signature.parameters.values():
        more = get_args(one.annotation) if one.kind is one.VAR_KEYWORD else ()
        kinds |= more[0].__annotations__ if more else {one.name: one.annotation}
    return kinds


def given(signature: inspect.Signature, name: str, args: tuple[Any, ...], options: Mapping[str, Any]) -> dict[str, Any]:
    """Return all that is given, by its name; FamsimError where it cannot be given so."""
    kinds = kinds_of(signature)
    looks_itself = any(one.kind is one.VAR_KEYWORD for one in signature.parameters.values())
    for option in options:
        if option not in kinds and not looks_itself:
            near = did_you_mean(option, kinds) or f"; allowed: {', '.join(kinds)}"
            raise FamsimError(f"{name}: there is no option {shown(option)}{near}")
    try:
        found = signature.bind(*args, **options).arguments
    except TypeError as error:
        raise FamsimError(f"{name}: {error}; allowed: {', '.join(kinds)}") from None
    return found | dict(options)


def check(option: str, value: Any, kind: Any) -> None:
    """Raise FamsimError for what is no yes or no where one is asked, and for a progress that cannot be called."""
    if kind in (bool, "bool") and not isinstance(value, bool):
        raise FamsimError(f"{option} {shown(value)}: allowed: true or false")
    if option == "progress" and value is not None and not callable(value):
        raise FamsimError(
            f"progress {shown(value)}: allowed: a function of two whole numbers, done and in all; or None"
        )


def warn_outside(what: str, category: type[Warning]) -> None:
    """Warn, pointing at the line that called famsim, however deep inside it this is."""
    level, frame = 2, sys._getframe(1)
    while frame.f_back and str(frame.f_globals.get("__name__", "")).partition(".")[0] == "famsim":
        level, frame = level + 1, frame.f_back
    warn(what, category, stacklevel=level)


def warn_once(about: str, what: str, category: type[Warning]) -> None:
    """Warn of something about a scenario, once a session: a loop over draws is not a loop over warnings."""
    if (about, what) not in SAID:
        SAID.add((about, what))
        warn_outside(what, category)
