"""How a rule is compiled: one decorator, the same options everywhere."""

from collections.abc import Callable
from functools import cached_property
from types import FunctionType
from typing import Any, ParamSpec, TypeVar, cast

import numba
from numba.core import config as _config
from numba.core.registry import CPUDispatcher

from famsim.model.linking import LoopCompiler, RuleCompiler

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

config: Any = _config  # numba fills it when it is imported
_njit: Any = numba.njit
COMPILED = {"error_model": "numpy", "nogil": True}


class Rule(CPUDispatcher):
    """A rule as compiled code finds it: written into its caller; plain Python that asks it has it compiled apart."""

    def __init__(self, py_func: Any, locals: Any = None, targetoptions: Any = None) -> None:
        super().__init__(py_func, locals, targetoptions, RuleCompiler)

    def add_overload(self, cres: Any) -> None:
        """Let compiled code call the rule with one more kind of arguments; there is no address for plain Python."""
        name = cres.fndesc
        self.targetctx.insert_user_function(name, cres.fndesc, [cres.library])
        self.overloads[tuple(cres.signature.args)] = cres._replace(entry_point=name)

    @cached_property
    def apart(self) -> Any:
        """The rule compiled as if it were a loop."""
        return _njit(_nrt=self.targetoptions["_nrt"], pipeline_class=LoopCompiler, **COMPILED)(self.py_func)

    def __call__(self, *given: Any, **named: Any) -> Any:
        """Return what the rule says."""
        return self.apart(*given, **named)


def _compiled(function: Callable[Given, Answer], arrays: bool = False, forced: bool = False) -> Callable[Given, Answer]:
    """Return a function as a rule.

    Rules own no array: whoever calls them does. Left to itself the compiler counts owners each time an array is taken
    out of a tuple, by two locked additions, which took two fifths of the time; `_nrt=False` leaves that out.
    """
    if config.DISABLE_JIT:
        return function
    no_wrappers = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    options = {"nopython": True, "boundscheck": None, "_nrt": arrays, "forceinline": forced}
    return cast("Callable[Given, Answer]", Rule(function, None, COMPILED | no_wrappers | options))


def rule(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Return `function` compiled into whatever compiled code calls it.

    Without fast maths, so that compiled and plain Python give the same bytes. With NUMBA_DISABLE_JIT=1 in the
    environment the function comes back as it is, to be run and debugged as plain Python.
    """
    return _compiled(function, forced=True)


def rare(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Compile a rule that seldom runs, on its own: kept out of the loop, so that the loop's code stays in cache."""
    return _compiled(function)


def makes_arrays(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Compile a rule that makes arrays, on its own: `rule` and `rare` refuse to.

    Only what counts owners, a kernel or another such rule, may be handed arrays back by it; and no `rule` or `rare`
    may hand arrays back to those.
    """
    return _compiled(function, arrays=True)


def as_written(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Return a rule as the plain Python it is written in, the rules it calls too: the same bytes, and no compiling.

    For a few calls while a module is loaded: compiling what they call takes a second of every process.
    """
    plain: Any = getattr(function, "py_func", function)
    known = plain.__globals__
    called = {name: as_written(known[name]) for name in plain.__code__.co_names if hasattr(known.get(name), "py_func")}
    return cast("Callable[Given, Answer]", FunctionType(plain.__code__, known | called, plain.__name__))
