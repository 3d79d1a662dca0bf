"""Kinds of values that rules handle, and how records keep them: what a WebAssembly module must know of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Number:
    """A number, yes or no, or nothing."""

    name: str


INT, BOOL, FLOAT, SINGLE, WORD, NONE = map(Number, ("int", "bool", "float64", "float32", "uint64", "None"))
ARITHMETIC = (INT, FLOAT, SINGLE, WORD)
FLOATING = (FLOAT, SINGLE)


@dataclass(frozen=True)
class Record:
    """A record in memory; its value is where it begins."""

    dtype: Any


@dataclass(frozen=True)
class Array:
    """An array in memory, row after row: where it begins, and the dimensions that are not known beforehand (None)."""

    entry: Record | str  # a record, or how a number is stored: a key of STORED
    dims: tuple[int | None, ...]


@dataclass(frozen=True)
class Several:
    """Several values: a tuple, or a NamedTuple with its names."""

    kinds: tuple[Kind, ...]
    names: tuple[str, ...] = ()


Kind = Number | Record | Array | Several

STORED = {  # how numbers are stored: bytes, and the kind they are read as
    "f8": (8, FLOAT),
    "f4": (4, SINGLE),
    "i8": (8, INT),
    "i4": (4, INT),
    "i2": (2, INT),
    "i1": (1, INT),
    "u4": (4, INT),
    "b1": (1, BOOL),
}


class Unlike(Exception):
    """Two kinds have nothing in common."""


def stored(dtype: Any) -> str:
    """Return how a plain number of a NumPy type is stored; Unlike if rules cannot read it."""
    name = str(np.dtype(dtype).str)[1:]
    if name not in STORED:
        raise Unlike(f"{dtype} is none of {', '.join(STORED)}")
    return name


def entry_of(dtype: Any) -> Record | str:
    """Return what an array of a NumPy type holds."""
    dtype = np.dtype(dtype)
    return Record(dtype) if dtype.names else stored(dtype)


def bytes_of(entry: Record | str) -> int:
    """Return the bytes of one entry of an array."""
    return int(entry.dtype.itemsize) if isinstance(entry, Record) else STORED[entry][0]


def read_as(entry: Record | str) -> Kind:
    """Return the kind of one entry of an array."""
    return entry if isinstance(entry, Record) else STORED[entry][1]


def field_of(record: Record, name: str) -> tuple[int, Kind | str]:
    """Return where a field begins, and its kind, or how its number is stored; KeyError if there is none."""
    dtype, at = record.dtype.fields[name][:2]
    if dtype.subdtype:
        base, shape = dtype.subdtype
        return int(at), Array(entry_of(base), tuple(map(int, shape)))
    return int(at), entry_of(dtype)


def joined(one: Kind | None, other: Kind) -> Kind:
    """Return the kind that holds both; Unlike if there is none."""
    if one is None or one == other:
        return other
    if isinstance(one, Number) and isinstance(other, Number):
        return joined_numbers(one, other)
    if isinstance(one, Array) and isinstance(other, Array):
        alike = one.entry == other.entry and len(one.dims) == len(other.dims)
        dims = tuple(a if a == b else None for a, b in zip(one.dims, other.dims, strict=False))
        if alike:
            return Array(one.entry, dims)
    if isinstance(one, Several) and isinstance(other, Several):
        alike = one.names == other.names and len(one.kinds) == len(other.kinds)
        if alike:
            return Several(tuple(map(joined, one.kinds, other.kinds)), one.names)
    raise Unlike(f"{said(one)} and {said(other)}")


def joined_numbers(one: Number, other: Number) -> Number:
    """Return the number that holds both, as numba finds it."""
    both = {one, other}
    if both <= {BOOL, INT}:
        return INT
    if both <= {INT, SINGLE, FLOAT}:
        return FLOAT
    raise Unlike(f"{said(one)} and {said(other)}")


def said(kind: Kind) -> str:
    """Return a kind in words."""
    if isinstance(kind, Number):
        return kind.name
    if isinstance(kind, Record):
        return "a record"
    if isinstance(kind, Array):
        return f"an array of {kind.entry if isinstance(kind.entry, str) else 'records'}"
    return f"({', '.join(map(said, kind.kinds))})"
