"""The WebAssembly module of a program: LLVM's own compiler, which numba brings, makes it; nothing else is needed."""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir

from famsim.wasm.entry import LOOK, LOOP, Given, handed_over, is_constant, looked_at, named, parts_of, words
from famsim.wasm.kinds import FLOAT, Array, Kind, Number, Several
from famsim.wasm.machine import (
    BIT,
    BYTE,
    LONG,
    NUMBERS,
    POINTER,
    SHORT,
    VOID,
    Body,
    Value,
    answer_type,
    beyond,
    types_of,
)
from famsim.wasm.source import Typed
from famsim.wasm.statements import write_body
from famsim.wasm.subset import Program

TARGET = "wasm32-unknown-unknown"
FEATURES = "+bulk-memory,+nontrapping-fptoint,+sign-ext,+mutable-globals"  # in every browser since 2021
WHOLE_ROOM = 8  # bytes: arrays begin at such places


class Module:
    """A program in LLVM."""

    def __init__(self, program: Program) -> None:
        self.made = ir.Module("famsim")
        self.made.triple = TARGET
        self._tables: dict[int, tuple[Any, np.ndarray]] = {}
        self.in_use, self.end = (variable(self.made, name, SHORT) for name in ("room_in_use", "room_end"))
        self.trap = self.made.declare_intrinsic("llvm.trap", fnty=ir.FunctionType(VOID, []))
        self.room = room_for_arrays(self)
        self.functions = {one: self._declared(one) for one in program.functions}
        for typed, function in self.functions.items():
            write_body(Body(typed, function, ir.IRBuilder(function.append_basic_block("begin")), self))

    def _declared(self, typed: Typed) -> Any:
        """Return a function, yet to be written."""
        assert typed.answer is not None
        types = [one for kind in typed.given for one in types_of(kind)]
        function = ir.Function(self.made, ir.FunctionType(answer_type(typed.answer), types), f"rule.{typed.name}")
        function.linkage = "internal"
        if typed.source.apart:
            function.attributes.add("noinline")
        return function

    def table(self, values: np.ndarray) -> Value:
        """Return where a table of the rules' module is kept."""
        if id(values) not in self._tables:
            of = ir.ArrayType(NUMBERS[FLOAT], values.size)
            kept = ir.GlobalVariable(self.made, of, f"table.{len(self._tables)}")
            kept.linkage, kept.global_constant, kept.align = "internal", True, WHOLE_ROOM
            kept.initializer = of([of.element(float(one)) for one in values.ravel()])
            self._tables[id(values)] = (kept.bitcast(POINTER), values)
        return self._tables[id(values)][0]

    def stop(self, build: Any) -> None:
        """End everything: what must not be has come about."""
        build.call(self.trap, [])
        build.unreachable()


def variable(made: Any, name: str, of: Any) -> Any:
    """Return a variable of the module, 0 at first."""
    kept = ir.GlobalVariable(made, of, name)
    kept.linkage, kept.initializer, kept.align = "internal", ir.Constant(of, None), WHOLE_ROOM
    return kept.bitcast(POINTER)


def room_for_arrays(module: Module) -> Any:
    """Return the function that finds room for so many bytes, blank; where there is none left everything ends."""
    function = ir.Function(module.made, ir.FunctionType(POINTER, [LONG]), "room")
    function.linkage = "internal"
    fits, full = (function.append_basic_block(name) for name in ("fits", "full"))
    build = ir.IRBuilder(function.append_basic_block("begin"))
    function.blocks.insert(0, function.blocks.pop())
    size = build.and_(build.add(function.args[0], LONG(WHOLE_ROOM - 1)), LONG(-WHOLE_ROOM))
    start = build.load(module.in_use, typ=SHORT)
    then = build.add(build.zext(start, LONG), size)
    end = build.zext(build.load(module.end, typ=SHORT), LONG)
    build.cbranch(build.icmp_unsigned(">", then, end), full, fits)
    build.position_at_end(full)
    module.stop(build)
    build.position_at_end(fits)
    build.store(build.trunc(then, SHORT), module.in_use)
    found = build.inttoptr(start, POINTER)
    blank(module, build, found, build.trunc(size, SHORT))
    build.ret(found)
    return function


def blank(module: Module, build: Any, start: Value, size: Value) -> None:
    """Make memory blank."""
    takes = ir.FunctionType(VOID, [POINTER, BYTE, SHORT, BIT])
    build.call(module.made.declare_intrinsic("llvm.memset.p0.i32", fnty=takes), [start, BYTE(0), size, BIT(0)])


def in_llvm(program: Program, loop: Typed, looking: Typed) -> str:
    """Return a program in LLVM with its ways in, each handed the address of a block of words and answering 1 for true.

    `run` lives the months of a call, and says whether they are over; `look` looks families up.
    """
    module = Module(program)
    for name, typed, handed in (("run", loop, handed_over()), ("look", looking, looked_at())):
        way_in(module, name, typed, handed)
    text = str(module.made)
    for name in ("run", "look"):
        exported = text.replace(
            f'define i32 @"{name}"(ptr %".1")', f'define i32 @"{name}"(ptr %".1") "wasm-export-name"="{name}"'
        )
        assert exported != text
        text = exported
    return text


def way_in(module: Module, name: str, typed: Typed, handed: list[Given]) -> None:
    """Write a way in: a function that takes what is handed over out of a block and answers what the rule does."""
    way = ir.Function(module.made, ir.FunctionType(SHORT, [POINTER]), name)
    build = ir.IRBuilder(way.append_basic_block("begin"))
    block = Block(module, build, way.args[0], handed)
    for kept, place in (("room.from", module.in_use), ("room.to", module.end)):
        build.store(build.trunc(block.word(kept), SHORT), place)
    done = build.call(module.functions[typed], [one for given in handed for one in block.handed(given)])
    build.ret(build.zext(done, SHORT))


class Block:
    """The words that the driver hands over."""

    def __init__(self, module: Module, build: Any, start: Value, handed: list[Given]) -> None:
        self.module, self.build, self.start, self.places = module, build, start, words(handed)

    def word(self, name: str) -> Value:
        """Return a word."""
        at = beyond(self.start, SHORT(8 * self.places[name]), self.build)
        return self.build.load(at, typ=LONG, align=8)

    def handed(self, given: Given) -> list[Value]:
        """Return the parts of one thing that the loop is handed."""
        return [one for part in parts_of(given.name, given.kind, given.example) for one in self.part(part)]

    def part(self, part: Given) -> list[Value]:
        """Return the parts of an array or a number."""
        if is_constant(part):
            return [self.own(part)]
        found = [self.word(name) for name in named(part)]
        if isinstance(part.kind, Array):
            return [self.build.inttoptr(self.build.trunc(found[0], SHORT), POINTER), *found[1:]]
        assert isinstance(part.kind, Number) and NUMBERS[part.kind] == LONG  # a timetable has whole numbers alone
        return found

    def own(self, part: Given) -> Value:
        """Return memory of the module's own for what is blank, or nowhere for what is empty."""
        size = part.example.nbytes
        assert not part.example.view(np.ndarray).tobytes().strip(b"\0"), f"{part.name} is not blank"
        return variable(self.module.made, part.name, ir.ArrayType(BYTE, size)) if size else ir.Constant(POINTER, None)


def loop_of(program: Program) -> Typed:
    """Read the engine's loop and all it calls."""
    kinds: list[Kind] = [one.kind for one in handed_over()]
    assert all(isinstance(one, Array | Several) for one in kinds)
    return program.add(LOOP, tuple(kinds))


def look_of(program: Program) -> Typed:
    """Read what looks families up, and all it calls."""
    return program.add(LOOK, tuple(one.kind for one in looked_at()))
