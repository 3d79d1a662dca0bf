"""Compile the loops over families, and keep them: named by everything they were made from, sealed, or not kept at all.

A rule edited in another file must never leave an old kernel in use, nor one that looks at no index stand in for one
that does. A kernel therefore comes from famsim's own folder, under a name that is a hash of its sources by tree, of
versions, of the processor and of what numba is told, or it is compiled; the places that numba would turn to by itself,
which look at one file only, are never used.
"""

import hashlib
import logging
import pickle
from collections.abc import Callable
from typing import Any, TypeVar, cast

import llvmlite.binding
import numba
from numba.core import config as _config
from numba.core.caching import NullCache
from numba.core.compiler import CompileResult
from numba.core.runtime.nrt import rtsys
from numba.core.serialize import dumps

from famsim import keeping
from famsim.model.compiling import COMPILED, LoopCompiler
from famsim.version import KERNEL, content_hash

LONG = "live"  # the kernel that takes long enough to be told of
COMPILING = "Compiling the model once for this machine (a minute or two)..."
COMPILING_EACH_TIME = "Compiling the model (a minute or two), not to be kept. "
HOW = ("BOUNDSCHECK", "DEBUGINFO_DEFAULT", "OPT", "LOOP_VECTORIZE", "SLP_VECTORIZE")  # as NUMBA_... in the environment

log = logging.getLogger("famsim")
config: Any = _config  # numba fills it when it is imported
rebuilt: Callable[..., Any] = CompileResult._rebuild
written: Callable[..., bytes] = dumps
Loop = TypeVar("Loop", bound=Callable[..., object])


def kernel_key(room: str) -> str:
    """Return the name of what a room's kernels are made from: sources, versions, processor, and how they are made."""
    processor = [llvmlite.binding.get_host_cpu_name(), llvmlite.binding.get_host_cpu_features().flatten()]
    how = [str(getattr(config, name, None)) for name in HOW]
    return content_hash(tuple(dict.fromkeys((*KERNEL, room))), processor + how)[:16]


def kernel(function: Loop) -> Loop:
    """Compile a loop over families: nogil, no fastmath, kept between runs if it is one of famsim's own."""
    if config.DISABLE_JIT:
        return function
    compiler: Any = numba.njit
    compiled: Any = compiler(pipeline_class=LoopCompiler, no_cfunc_wrapper=True, **COMPILED)(function)
    package, _, inside = function.__module__.partition(".")
    if package == "famsim":  # the sources of any other are not known
        compiled._cache = Kept(function, inside.partition(".")[0])
    return cast("Loop", compiled)


class Kept(NullCache):
    """Where numba looks for a compiled kernel and leaves it: one sealed file for each kernel and signature."""

    def __init__(self, function: Any, room: str) -> None:
        """Name the kernel's folder now, while its sources are those that are being imported."""
        self.function = function
        self.key = kernel_key(room)

    @property
    def cache_path(self) -> str:
        """The folder, inside famsim's own."""
        return f"kernel-{self.key}/{self.function.__module__.partition('.')[2].replace('.', '_')}"

    def name(self, signature: Any, codegen: Any) -> str:
        """Return the name of the file that holds the kernel for a signature and a processor."""
        said = repr((signature, codegen.magic_tuple())).encode()
        return f"{self.cache_path}/{self.function.__name__}-{hashlib.sha256(said).hexdigest()[:16]}.nbc"

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return the kernel that was kept, or None, and say so where compiling it takes long."""
        rtsys.initialize(target_context)  # what code calls as it runs; all that compiling needs takes a quarter second
        body = keeping.recall(self.name(sig, target_context.codegen()))
        if body is not None:  # sealed: these are the bytes that this numba wrote
            return rebuilt(target_context, *pickle.loads(body))
        if self.function.__name__ == LONG:
            self.announce()
        return None

    def announce(self) -> None:
        """Say that the model is being compiled, and whether this will be the only time."""
        reason = keeping.why_not()
        if reason:
            keeping.say_once(reason, COMPILING_EACH_TIME)
        else:
            log.info(COMPILING)

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep a compiled kernel, if numba can write it down."""
        if not data.library.has_dynamic_globals and all(lifted.can_cache for lifted in data.lifted):
            bare = data._replace(type_annotation="")  # a listing for readers, as long as the code
            keeping.keep(self.name(sig, data.codegen), written(bare._reduce()))
