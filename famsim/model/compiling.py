"""How rules and loops are compiled: one decorator for rules, the same options everywhere.

numba optimises and emits every compiled function together with all that it calls: a rule deep in a month was worked
over once more for each rule above it, and two thirds of the time went into machine code that nobody ran. Here a rule is
typed and written down once, and a loop takes in whatever it calls and is optimised and emitted whole. What comes out is
the same to the bit: the compiler reorders no arithmetic.

This rests on inner parts of numba, asked for by name, so that one that is gone is an error and never another result.
"""

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from types import FunctionType
from typing import Any, ParamSpec, TypeVar, cast

import numba
from llvmlite.binding import Linkage, parse_assembly
from numba.core import config as _config
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler
from numba.core.compiler_machinery import FunctionPass, PassManager, register_pass
from numba.core.funcdesc import default_mangler
from numba.core.registry import CPUDispatcher
from numba.core.typed_passes import NopythonRewrites, NoPythonSupportedFeatureValidation
from numba.core.untyped_passes import InlineClosureLikes

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

config: Any = _config  # numba fills it when it is imported
_njit: Any = numba.njit
FROM_PYTHON = "_ZN7cpython"  # how the names begin of what plain Python calls
COMPILED = {"error_model": "numpy", "nogil": True}


class Written(JITCodeLibrary):
    """A rule's code as it was written down."""

    def add_llvm_module(self, ll_module: Any) -> None:
        """Take code in as it is: the only code that is."""
        ll_module.data_layout = self._codegen._data_layout
        self._final_module = ll_module

    def finalize(self) -> None:
        """Close the code: of the copies that callers take in, a program keeps one."""
        self._raise_if_finalized()
        for function in self._final_module.functions:
            if not function.is_declaration and function.linkage == Linkage.external:
                function.linkage = Linkage.linkonce_odr
        self._finalized = True

    def _get_module_for_linking(self) -> Any:
        """Return the code with all that it calls, for a caller of numba's own kind."""
        self._ensure_finalized()
        return taken_in(self._final_module.clone(), self)


class Whole(JITCodeLibrary):
    """A loop's code with that of everything it calls, optimised once."""

    def finalize(self) -> None:
        """Take in what is called, optimise all of it, and emit it."""
        for library in called_by(self):
            self._reload_init.update(library._reload_init)
        taken_in(self._final_module, self)
        self._linking_libraries.clear()
        super().finalize()

    def _optimize_final_module(self) -> None:
        """Optimise in one go, from the innermost rule on, each taken in by its callers once it is small."""
        passes, builder = self._codegen._module_pass_manager()
        with self._recorded_timings.record("Module passes (full optimization)", builder):
            passes.run(self._final_module, builder)

    def serialize_using_object_code(self) -> tuple[str, str, tuple[bytes, bytes]]:
        """Return what is kept: machine code, and in place of what a caller would take in the way in from Python alone.

        numba asks whether it is there. Another loop that calls this one finds it where it stands.
        """
        self._ensure_finalized()
        ways_in = [one.name for one in self.get_defined_functions() if one.name.startswith(FROM_PYTHON)]
        bare = parse_assembly("\n".join(f'define linkonce_odr void @"{name}"() {{\n  ret void\n}}' for name in ways_in))
        return self.name, "object", (self._get_compiled_object(), bare.as_bitcode())


def called_by(library: Any) -> Iterator[Any]:
    """Yield each library that one calls, by itself or through rules, once."""
    seen, ahead = set(), list(library._linking_libraries)
    while ahead:
        called = ahead.pop()
        if called not in seen:
            seen.add(called)
            yield called
            ahead += called._linking_libraries if isinstance(called, Written) else ()


def taken_in(module: Any, library: Any) -> Any:
    """Return `module`, a library's, with all that the library calls."""
    for called in called_by(library):
        own = called._final_module if isinstance(called, Written) else called._get_module_for_linking()
        module.link_in(own, preserve=True)
    return module


class Choice(FunctionPass):
    """Choose, before a function is lowered, the library that its code goes into."""

    def __init__(self) -> None:
        FunctionPass.__init__(self)

    def into(self, state: Any, library: type[JITCodeLibrary]) -> bool:
        """Make the library; say that the function itself stays as it is."""
        state.library = library(state.targetctx.codegen(), state.func_id.func_qualname)
        state.library.enable_object_caching()
        return False


@register_pass(mutates_CFG=False, analysis_only=False)
class ChooseWritten(Choice):
    """A rule's: written down, and not made ready to run."""

    _name = "famsim_choose_written"

    def run_pass(self, state: Any) -> bool:
        """Choose."""
        state.flags.no_compile = True
        return self.into(state, Written)


@register_pass(mutates_CFG=False, analysis_only=False)
class ChooseWhole(Choice):
    """A loop's."""

    _name = "famsim_choose_whole"

    def run_pass(self, state: Any) -> bool:
        """Choose."""
        return self.into(state, Whole)


class Kinds(tuple[Any, ...]):
    """What a function is given: told by name, for numba tells it at each of two dozen steps."""

    def __str__(self) -> str:
        """Return the names, which each kind holds; its whole description is made anew each time."""
        return ", ".join(map(str, self))


def short_name(name: str, kinds: tuple[Any, ...], *, abi_tags: tuple[str, ...] = (), uid: int | None = None) -> str:
    """Return a function's name in machine code, its kinds told by their hash.

    numba spells them out: a hundred thousand letters where a function is given what a year's call is, in each place
    where it is called, and most of what is kept of a kernel.
    """
    whole = "\n".join(map(str, (*abi_tags, *kinds)))
    short: str = default_mangler(name, (), abi_tags=(hashlib.sha256(whole.encode()).hexdigest()[:32],), uid=uid)
    return short


class RuleCompiler(Compiler):
    """numba's own way from Python to code, into a library for callers."""

    choice: type[Choice] = ChooseWritten
    without: tuple[type, ...] = (InlineClosureLikes, NopythonRewrites)  # a rule has no closures, no sums of arrays

    def define_pipelines(self) -> list[PassManager]:
        """Return the one way, with the choice of the library on it, and with what is long told shortly."""
        self.state.args = Kinds(self.state.args)
        self.state.targetctx = self.state.targetctx.subtarget(mangler=short_name)
        (passes,) = super().define_pipelines()
        passes.passes = [one for one in passes.passes if one[0] not in self.without]
        passes.add_pass_after(self.choice, NoPythonSupportedFeatureValidation)
        passes.finalize()
        return [passes]


class LoopCompiler(RuleCompiler):
    """The same into a library that takes in all it calls."""

    choice = ChooseWhole
    without = ()

    def compile_extra(self, function: Any) -> Any:
        """Compile a loop, and whatever it calls, before anything is looked through for what nobody needs."""
        with nothing_collected():
            return super().compile_extra(function)


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Let Python look for no circles of things that nobody holds: a compiler's are many, and live to its end."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


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
