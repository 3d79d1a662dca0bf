"""From LLVM to the bytes of a WebAssembly module: compiled, bared of what no engine reads, its memory laid out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import llvmlite
import llvmlite.binding as llvm

from famsim import keeping
from famsim.version import KERNEL, content_hash
from famsim.wasm.module import FEATURES, TARGET, in_llvm, look_of, loop_of
from famsim.wasm.subset import Program

HEAD = b"\0asm\1\0\0\0"
CUSTOM, IMPORTS, DATA = 0, 2, 11  # numbers of sections
STACK = 1 << 16  # bytes of the stack of what does not fit into the machine's own variables
ALIGNED = 64
IMPORTED = {"__linear_memory", "__stack_pointer"}  # all that a module may ask for


@dataclass(frozen=True)
class Binary:
    """A module and how its memory is laid out: what it holds itself, then its stack, growing down, then all else."""

    code: bytes
    functions: int  # that were translated
    stack_top: int

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.code).hexdigest()


@cache
def binary() -> Binary:
    """Return the engine's loop as a module: made once for its sources and the compiler's version, and kept."""
    name = f"wasm/{content_hash((*KERNEL, 'wasm'), [FEATURES])[:32]}.module"
    body = keeping.recall(name)
    if body is not None:
        said, _, code = body.partition(b"\n")
        return Binary(code, *json.loads(said))
    made = translated()
    keeping.keep(name, json.dumps([made.functions, made.stack_top]).encode() + b"\n" + made.code)
    return made


def translated() -> Binary:
    """Translate the engine's loop and all it calls; OutsideSubsetError, with file and line, for what cannot be."""
    program = Program()
    text = in_llvm(program, loop_of(program), look_of(program))
    code = bared(compiled(text))
    unknown = set(imports(code)) - IMPORTED
    assert not unknown, f"the module asks for {unknown}, which no page gives"
    stack_top = -(-data_end(code) // ALIGNED) * ALIGNED + STACK
    return Binary(code, len(program.functions), stack_top)


def compiled(text: str) -> bytes:
    """Return a program in LLVM as a WebAssembly object, optimised."""
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    target = llvm.Target.from_triple(TARGET)
    machine = target.create_target_machine(opt=3, features=FEATURES, reloc="static")
    made = llvm.parse_assembly(text)
    made.data_layout = str(machine.target_data)
    made.verify()
    passes = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=3))
    passes.getModulePassManager().run(made, passes)
    found: bytes = machine.emit_object(made)
    return found


def bared(code: bytes) -> bytes:
    """Return a module without its custom sections: names and what linkers need."""
    kept = (code[start:end] for number, start, _, end in sections(code) if number != CUSTOM)
    return HEAD + b"".join(kept)


def sections(code: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield each section's number, where it starts, where its content starts, and where it ends."""
    assert code.startswith(HEAD)
    at = len(HEAD)
    while at < len(code):
        size, inside = whole(code, at + 1)
        yield code[at], at, inside, inside + size
        at = inside + size


def whole(code: bytes, at: int) -> tuple[int, int]:
    """Return a whole number (LEB128, unsigned) and where it ends."""
    found = shift = 0
    while True:
        found |= (code[at] & 0x7F) << shift
        shift += 7
        at += 1
        if code[at - 1] < 0x80:
            return found, at


def signed(code: bytes, at: int) -> tuple[int, int]:
    """Return a whole number (LEB128, signed) and where it ends."""
    found, end = whole(code, at)
    return (found - (1 << 7 * (end - at)) if code[end - 1] & 0x40 else found), end


def part(code: bytes, number: int) -> tuple[int, int]:
    """Return how many entries a section has, and where the first begins."""
    for found, _, inside, _ in sections(code):
        if found == number:
            return whole(code, inside)
    return 0, 0


def imports(code: bytes) -> Iterator[str]:
    """Yield the name of everything a module asks for."""
    count, at = part(code, IMPORTS)
    for _ in range(count):
        for _ in range(2):  # whose, then which
            size, at = whole(code, at)
            name, at = code[at : at + size].decode(), at + size
        yield name
        at = after_type(code, at)


def after_type(code: bytes, at: int) -> int:
    """Return where the type of what is asked for ends."""
    sort = code[at]
    if sort == 0:  # a function
        return whole(code, at + 1)[1]
    if sort == 3:  # a global
        return at + 3
    at += 2 if sort == 1 else 1  # a table's type comes before its limits
    most, at = code[at], at + 1
    for _ in range(2 if most & 1 else 1):
        at = whole(code, at)[1]
    return at


def data_end(code: bytes) -> int:
    """Return where the memory ends that a module fills itself."""
    count, at = part(code, DATA)
    end = 0
    for _ in range(count):
        assert code[at] == 0 and code[at + 1] == 0x41, "data whose place is not a number as written"
        start, at = signed(code, at + 2)
        assert code[at] == 0x0B
        size, at = whole(code, at + 1)
        end, at = max(end, start + size), at + size
    return end


def made_with() -> str:
    """Return the version of what a module is made with: its bytes are of it, its results are not."""
    found: Any = llvmlite.__version__
    return str(found)
