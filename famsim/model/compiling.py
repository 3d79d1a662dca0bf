"""How a rule is compiled: one decorator, the same options everywhere."""

from collections.abc import Callable
from types import FunctionType
from typing import Any, ParamSpec, TypeVar, cast

import numba

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_compile = numba.njit(forceinline=True, error_model="numpy", nogil=True)
_compile_apart = numba.njit(error_model="numpy", nogil=True)


def rule(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Return `function` compiled into whatever compiled code calls it.

    Without fast maths, so that compiled and plain Python give the same bytes. With NUMBA_DISABLE_JIT=1 in the
    environment the function comes back as it is, to be run and debugged as plain Python.
    """
    return cast("Callable[Given, Answer]", _compile(function))


def rare(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Compile a rule that seldom runs, on its own: kept out of the loop, so that the loop's code stays in cache."""
    return cast("Callable[Given, Answer]", _compile_apart(function))


def as_written(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Return a rule as the plain Python it is written in, the rules it calls too: the same bytes, and no compiling.

    For a few calls while a module is loaded: compiling what they call takes a second of every process.
    """
    plain: Any = getattr(function, "py_func", function)
    known = plain.__globals__
    called = {name: as_written(known[name]) for name in plain.__code__.co_names if hasattr(known.get(name), "py_func")}
    return cast("Callable[Given, Answer]", FunctionType(plain.__code__, known | called, plain.__name__))
