"""How a rule is compiled: one decorator, the same options everywhere."""

from collections.abc import Callable
from types import FunctionType
from typing import Any, ParamSpec, TypeVar, cast

import numba

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

# Rules own no array: whoever calls them does. Left to itself the compiler counts owners each time an array is taken out
# of a tuple, by two locked additions, which took two fifths of the time; `_nrt=False` leaves that out.
_njit: Any = numba.njit
_compile = _njit(forceinline=True, error_model="numpy", nogil=True, _nrt=False)
_compile_apart = _njit(error_model="numpy", nogil=True, _nrt=False)
_compile_with_arrays = _njit(error_model="numpy", nogil=True, _nrt=True)


def rule(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Return `function` compiled into whatever compiled code calls it.

    Without fast maths, so that compiled and plain Python give the same bytes. With NUMBA_DISABLE_JIT=1 in the
    environment the function comes back as it is, to be run and debugged as plain Python.
    """
    return cast("Callable[Given, Answer]", _compile(function))


def rare(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Compile a rule that seldom runs, on its own: kept out of the loop, so that the loop's code stays in cache."""
    return cast("Callable[Given, Answer]", _compile_apart(function))


def makes_arrays(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Compile a rule that makes arrays, on its own: `rule` and `rare` refuse to.

    Only what counts owners, a kernel or another such rule, may be handed arrays back by it; and no `rule` or `rare`
    may hand arrays back to those.
    """
    return cast("Callable[Given, Answer]", _compile_with_arrays(function))


def as_written(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Return a rule as the plain Python it is written in, the rules it calls too: the same bytes, and no compiling.

    For a few calls while a module is loaded: compiling what they call takes a second of every process.
    """
    plain: Any = getattr(function, "py_func", function)
    known = plain.__globals__
    called = {name: as_written(known[name]) for name in plain.__code__.co_names if hasattr(known.get(name), "py_func")}
    return cast("Callable[Given, Answer]", FunctionType(plain.__code__, known | called, plain.__name__))
