"""What values are in LLVM: their types, how they are taken apart and put together, changed, read and written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from llvmlite import ir

from famsim.wasm.kinds import (
    BOOL,
    FLOAT,
    INT,
    NONE,
    SINGLE,
    WORD,
    Array,
    Kind,
    Number,
    Several,
    bytes_of,
)
from famsim.wasm.source import Typed

POINTER, BYTE, HALF, SHORT, LONG = (ir.PointerType(), *map(ir.IntType, (8, 16, 32, 64)))
BIT, VOID = ir.IntType(1), ir.VoidType()
NUMBERS = {INT: LONG, WORD: LONG, BOOL: BIT, FLOAT: ir.DoubleType(), SINGLE: ir.FloatType()}
IN_MEMORY = {"f8": NUMBERS[FLOAT], "f4": NUMBERS[SINGLE], "i8": LONG, "i4": SHORT, "u4": SHORT, "i2": HALF}
IN_MEMORY |= {"i1": BYTE, "b1": BYTE}

Value = Any  # a value of llvmlite's; of an array a Place; of several values a list


@dataclass(frozen=True)
class Place:
    """Where an array begins, and its dimensions."""

    start: Value
    dims: tuple[Value, ...]


@dataclass(eq=False)
class Body:
    """One function being written in LLVM."""

    typed: Typed
    function: Any
    build: Any  # llvmlite's builder
    module: Any  # famsim.wasm.module.Module
    names: dict[str, list[Value]] = field(default_factory=dict)  # where each name's parts are kept
    loops: list[tuple[Any, Any]] = field(default_factory=list)  # where continue and break go
    mark: Value = None  # how much of the room for arrays was in use at the beginning


def types_of(kind: Kind) -> list[Any]:
    """Return the types of a value's parts."""
    if kind == NONE:
        return []
    if isinstance(kind, Number):
        return [NUMBERS[kind]]
    if isinstance(kind, Array):
        return [POINTER, *(LONG for size in kind.dims if size is None)]
    if isinstance(kind, Several):
        return [one for inner in kind.kinds for one in types_of(inner)]
    return [POINTER]


def apart(value: Value, kind: Kind) -> list[Value]:
    """Return a value's parts."""
    if kind == NONE:
        return []
    if isinstance(kind, Array):
        return [value.start, *(have for have, size in zip(value.dims, kind.dims, strict=True) if size is None)]
    if isinstance(kind, Several):
        return [one for inner, part in zip(kind.kinds, value, strict=True) for one in apart(part, inner)]
    return [value]


def together(parts: Iterator[Value], kind: Kind) -> Value:
    """Return a value from its parts."""
    if kind == NONE:
        return None
    if isinstance(kind, Array):
        start = next(parts)
        return Place(start, tuple(next(parts) if size is None else LONG(size) for size in kind.dims))
    if isinstance(kind, Several):
        return [together(parts, inner) for inner in kind.kinds]
    return next(parts)


def answer_type(kind: Kind) -> Any:
    """Return the type of what a function answers."""
    types = types_of(kind)
    return VOID if not types else types[0] if len(types) == 1 else ir.LiteralStructType(types)


def changed(value: Value, kind: Kind, to: Kind, build: Any) -> Value:
    """Return a value as one of another kind that holds it."""
    if isinstance(kind, Several) and isinstance(to, Several):
        inner = zip(value, kind.kinds, to.kinds, strict=True)
        return [changed(part, one, other, build) for part, one, other in inner]
    if kind == to or not isinstance(kind, Number):
        return value
    if to in (FLOAT, SINGLE):
        return fraction(value, kind, NUMBERS[to], build)
    if kind in (FLOAT, SINGLE):
        return build.fptosi(value, LONG)
    if to == BOOL:
        return build.icmp_signed("!=", value, LONG(0))
    return build.zext(value, LONG) if kind == BOOL else value


def fraction(value: Value, kind: Kind, to: Any, build: Any) -> Value:
    """Return a number as one with a fraction."""
    if kind == BOOL:
        return build.uitofp(value, to)
    if kind == INT:
        return build.sitofp(value, to)
    return build.fpext(value, to) if kind == SINGLE else build.fptrunc(value, to)


def beyond(start: Value, offset: Value, build: Any) -> Value:
    """Return a place some bytes beyond another."""
    return build.gep(start, [offset], inbounds=True, source_etype=BYTE)


def read(start: Value, stored: str, build: Any) -> Value:
    """Return a number from memory."""
    found = build.load(start, typ=IN_MEMORY[stored], align=bytes_of(stored))
    if stored in ("f8", "f4", "i8"):
        return found
    if stored == "b1":
        return build.icmp_unsigned("!=", found, BYTE(0))
    return build.zext(found, LONG) if stored == "u4" else build.sext(found, LONG)


def write(start: Value, stored: str, value: tuple[Value, Kind], build: Any) -> None:
    """Put a number of some kind into memory."""
    kept = FLOAT if stored == "f8" else SINGLE if stored == "f4" else BOOL if stored == "b1" else INT
    found = changed(*value, kept, build)
    if stored == "b1":
        found = build.zext(found, BYTE)
    elif stored in ("i4", "u4", "i2", "i1"):
        found = build.trunc(found, IN_MEMORY[stored])
    build.store(found, start, align=bytes_of(stored))


def has_array(kind: Kind) -> bool:
    """Say whether a value is or holds an array."""
    return isinstance(kind, Array) or (isinstance(kind, Several) and any(map(has_array, kind.kinds)))
