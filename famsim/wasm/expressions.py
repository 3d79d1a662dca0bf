"""What kind of value each expression of a rule has; what is outside the subset is refused, with line and mend."""

from __future__ import annotations

import ast
from enum import IntEnum
from functools import singledispatch
from typing import Any, NoReturn, Protocol

import numpy as np

from famsim.wasm.kinds import (
    ARITHMETIC,
    BOOL,
    FLOAT,
    FLOATING,
    INT,
    NONE,
    SINGLE,
    WORD,
    Array,
    Kind,
    Number,
    Record,
    Several,
    Unlike,
    field_of,
    joined,
    read_as,
    said,
)
from famsim.wasm.source import Typed

BITS = (ast.BitAnd, ast.BitOr, ast.BitXor, ast.LShift, ast.RShift)
PLAIN = (ast.Add, ast.Sub, ast.Mult)
WHOLE = (ast.FloorDiv, ast.Mod)


class Reading(Protocol):
    """One function being read, for arguments of certain kinds."""

    typed: Typed

    def called(self, function: Any, given: tuple[Kind, ...], node: ast.AST) -> Typed:
        """Return a function that is called, read for these arguments."""


def kind(node: ast.expr, reading: Reading) -> Kind:
    """Return the kind of an expression, and note it; OutsideSubsetError if it has none."""
    found = kind_of(node, reading)
    reading.typed.kinds[node] = found
    return found


@singledispatch
def kind_of(node: ast.expr, reading: Reading) -> Kind:
    """Return the kind of an expression."""
    refuse(reading, node, f"{type(node).__name__} is not translated", "write it with if, for, while and plain numbers")


def refuse(reading: Reading, node: ast.AST, wrong: str, mend: str) -> NoReturn:
    """Refuse a piece of the function."""
    reading.typed.source.refuse(node, wrong, mend)


def both(one: Kind | None, other: Kind, node: ast.AST, reading: Reading) -> Kind:
    """Return the kind that holds both, or refuse the piece that would have to be both."""
    try:
        return joined(one, other)
    except Unlike as unlike:
        refuse(reading, node, f"is {unlike}", "give it one kind on every way")


def number(node: ast.expr, reading: Reading) -> Number:
    """Return the kind of a number; yes and no count as 1 and 0."""
    found = kind(node, reading)
    if found == BOOL:
        return INT
    if isinstance(found, Number) and found in ARITHMETIC:
        return found
    refuse(reading, node, f"is {said(found)}, not a number", "take out of it the number that is meant")


def condition(node: ast.expr, reading: Reading) -> None:
    """Read what is asked by if, while, and, or, not: yes or no, or a whole number that is not 0."""
    if isinstance(node, ast.BoolOp):
        for one in node.values:
            condition(one, reading)
        reading.typed.kinds[node] = BOOL
        return
    found = kind(node, reading)
    if found not in (BOOL, INT):
        refuse(reading, node, f"is {said(found)}, not yes or no", "compare it with something")


def constant(value: Any, node: ast.expr, reading: Reading) -> Kind:
    """Return the kind of a constant, and note it."""
    reading.typed.meant[node] = value
    if value is None:
        return NONE
    if isinstance(value, bool | np.bool_):
        return BOOL
    if isinstance(value, np.uint64):
        return WORD
    if isinstance(value, int | np.integer):
        return INT
    if isinstance(value, float | np.floating) and not isinstance(value, np.float32):
        return FLOAT
    if isinstance(value, np.ndarray) and value.dtype == np.float64:
        return Array("f8", value.shape)
    refuse(reading, node, f"is a {type(value).__name__}", "use a number, or a table of float64")


@kind_of.register
def _(node: ast.Constant, reading: Reading) -> Kind:
    return constant(node.value, node, reading)


@kind_of.register
def _(node: ast.Name, reading: Reading) -> Kind:
    names = reading.typed.names
    if node.id in names:
        return names[node.id]
    return constant(reading.typed.source.named(node, node.id), node, reading)


@kind_of.register
def _(node: ast.Attribute, reading: Reading) -> Kind:
    if isinstance(node.value, ast.Name) and node.value.id not in reading.typed.names:
        registry = reading.typed.source.named(node.value, node.value.id)
        if isinstance(registry, type) and issubclass(registry, IntEnum):
            return constant(int(registry[node.attr]), node, reading)
        refuse(reading, node, "is read off a name from outside", "make it a number of the module")
    owner = kind(node.value, reading)
    if isinstance(owner, Several) and node.attr in owner.names:
        return owner.kinds[owner.names.index(node.attr)]
    if isinstance(owner, Record) and node.attr in owner.dtype.fields:
        return field_kind(owner, node, reading)
    if isinstance(owner, Array) and node.attr == "size" and len(owner.dims) == 1:
        return INT
    refuse(reading, node, f"{said(owner)} has no {node.attr!r}", "use a field of the record or of the tuple")


def field_kind(owner: Record, node: ast.Attribute, reading: Reading) -> Kind:
    """Return the kind of a record's field."""
    try:
        found = field_of(owner, node.attr)[1]
    except Unlike as unlike:
        refuse(reading, node, str(unlike), "store it as one of these")
    return read_as(found) if isinstance(found, str) else found


@kind_of.register
def _(node: ast.Subscript, reading: Reading) -> Kind:
    if isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
        return shape_kind(node, node.value, reading)
    owner = kind(node.value, reading)
    if isinstance(owner, Several):
        place = constant_place(node, reading)
        return owner.kinds[place]
    if not isinstance(owner, Array):
        refuse(reading, node, f"{said(owner)} has no places", "use an array or a tuple")
    if isinstance(node.slice, ast.Slice):
        return sliced(owner, node, node.slice, reading)
    return entry_kind(owner, node, reading)


def shape_kind(node: ast.Subscript, shape: ast.Attribute, reading: Reading) -> Kind:
    """Read a dimension of an array."""
    owner = kind(shape.value, reading)
    if not isinstance(owner, Array) or constant_place(node, reading) >= len(owner.dims):
        refuse(reading, node, f"{said(owner)} has no such dimension", "ask an array for one that it has")
    return INT


def constant_place(node: ast.Subscript, reading: Reading) -> int:
    """Return a place written as a number."""
    place = node.slice
    if not isinstance(place, ast.Constant) or not isinstance(place.value, int):
        refuse(reading, node, "its place is not a number as written", "write the place as a number, or use a name")
    return place.value


def sliced(owner: Array, node: ast.Subscript, part: ast.Slice, reading: Reading) -> Kind:
    """Return the kind of a part of a row."""
    if part.step is not None or len(owner.dims) != 1:
        refuse(reading, node, "is a slice with a step or of several dimensions", "slice one dimension, place by place")
    for bound in (part.lower, part.upper):
        if bound is not None:
            whole(bound, reading)
    return Array(owner.entry, (None,))


def entry_kind(owner: Array, node: ast.Subscript, reading: Reading) -> Kind:
    """Return the kind of what stands at a place of an array."""
    places = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if len(places) > len(owner.dims):
        refuse(reading, node, f"has {len(places)} places of {len(owner.dims)}", "use no more than there are")
    if len(places) == 1 and isinstance(kind(places[0], reading), Array):
        return gathered(owner, node, reading)
    for place in places:
        whole(place, reading)
        if isinstance(place, ast.UnaryOp) and isinstance(place.op, ast.USub):
            refuse(reading, node, "counts from the end", "count from the beginning")
    rest = owner.dims[len(places) :]
    return Array(owner.entry, rest) if rest else read_as(owner.entry)


def gathered(owner: Array, node: ast.Subscript, reading: Reading) -> Kind:
    """Return the kind of what stands at several places of a row."""
    from famsim.wasm import helpers

    places = reading.typed.kinds[node.slice]
    called = reading.called(helpers.gather, (loose(owner), loose(places)), node)
    reading.typed.meant[node] = called
    assert called.answer is not None
    return called.answer


def loose(found: Kind) -> Kind:
    """Return an array's kind with no dimension known: one helper serves all."""
    return Array(found.entry, (None,) * len(found.dims)) if isinstance(found, Array) else found


def whole(node: ast.expr, reading: Reading) -> None:
    """Read a whole number."""
    found = number(node, reading)
    if found != INT:
        refuse(reading, node, f"is {said(found)}, not a whole number", "use int()")


@kind_of.register
def _(node: ast.Tuple, reading: Reading) -> Kind:
    return Several(tuple(kind(one, reading) for one in node.elts))


@kind_of.register
def _(node: ast.BinOp, reading: Reading) -> Kind:
    left, right = kind(node.left, reading), kind(node.right, reading)
    return combined(node.op, left, right, Piece(node, node.right, reading))


class Piece:
    """A piece of arithmetic: where it stands, and its right side."""

    def __init__(self, node: ast.AST, right: ast.expr, reading: Reading) -> None:
        self.node, self.right, self.reading = node, right, reading

    def refuse(self, wrong: str, mend: str) -> NoReturn:
        """Refuse it."""
        refuse(self.reading, self.node, wrong, mend)


def combined(operator: ast.operator, left: Kind, right: Kind, piece: Piece) -> Number:
    """Return the kind of two numbers put together."""
    if not (isinstance(left, Number) and isinstance(right, Number)) or NONE in (left, right):
        piece.refuse(f"puts {said(left)} and {said(right)} together", "take out the numbers that are meant")
    if SINGLE in (left, right) and BOOL in (left, right):
        piece.refuse("puts float32 and yes or no together", "use int() of the yes or no")
    one, other = (INT if each == BOOL else each for each in (left, right))
    if (one == WORD) != (other == WORD):
        piece.refuse("puts uint64 and other numbers together, which become float64", "use np.uint64() or np.int64()")
    if isinstance(operator, PLAIN):
        return joined_or(one, other, piece)
    if isinstance(operator, ast.Div) and one != WORD:
        return one if one == other == SINGLE else FLOAT
    if isinstance(operator, BITS):
        return of_bits(operator, left, right, piece)
    if isinstance(operator, WHOLE):
        return by_a_constant(one, other, piece)
    piece.refuse(f"{type(operator).__name__} is not translated", "use + - * / // % & | ^ << >>")


def of_bits(operator: ast.operator, left: Number, right: Number, piece: Piece) -> Number:
    """Return the kind of bits put together: of two whole numbers, or of yes and no."""
    shifts = isinstance(operator, ast.LShift | ast.RShift)
    if left != right or left in FLOATING or (left == BOOL and shifts):
        piece.refuse("is of bits", "use two whole numbers, or two of yes and no")
    return left


def joined_or(one: Number, other: Number, piece: Piece) -> Number:
    """Return the kind of a sum, difference or product."""
    found = both(one, other, piece.node, piece.reading)
    assert isinstance(found, Number)
    return found


def by_a_constant(one: Number, other: Number, piece: Piece) -> Number:
    """Return the kind of a whole division or its rest: by a whole number above 0 that is known beforehand."""
    divisor = piece.reading.typed.meant.get(piece.right)
    if one != INT or other != INT or divisor is None or not divisor > 0:
        piece.refuse("divides by what is not a whole number above 0 known beforehand", "use /, or a constant")
    return INT


@kind_of.register
def _(node: ast.UnaryOp, reading: Reading) -> Kind:
    if isinstance(node.op, ast.Not):
        condition(node.operand, reading)
        return BOOL
    if isinstance(node.op, ast.Invert):
        whole(node.operand, reading)
        return INT
    found = number(node.operand, reading)
    if found == WORD or isinstance(node.op, ast.UAdd):
        refuse(reading, node, "is a sign before what has none", "leave the sign out")
    return found


@kind_of.register
def _(node: ast.BoolOp, reading: Reading) -> Kind:
    found: Kind | None = None
    for one in node.values:
        if kind(one, reading) not in (BOOL, INT):
            refuse(reading, one, "is neither yes or no nor a whole number in and, or", "compare it with something")
        found = both(found, reading.typed.kinds[one], node, reading)
    assert found is not None
    return found


@kind_of.register
def _(node: ast.Compare, reading: Reading) -> Kind:
    sides = [kind(side, reading) for side in (node.left, *node.comparators)]
    for operator, left, right in zip(node.ops, sides, sides[1:], strict=False):
        if isinstance(operator, ast.In) and isinstance(right, Several) and len(node.ops) == 1:
            for one in right.kinds:
                comparable(left, one, node, reading)
        elif isinstance(operator, ast.Eq | ast.NotEq | ast.Lt | ast.LtE | ast.Gt | ast.GtE):
            comparable(left, right, node, reading)
        else:
            refuse(reading, node, f"{type(operator).__name__} is not translated", "compare numbers by < <= == != >= >")
    return BOOL


def comparable(left: Kind, right: Kind, node: ast.expr, reading: Reading) -> None:
    """Refuse to compare what are not two numbers of a kind."""
    if not (isinstance(left, Number) and isinstance(right, Number)) or NONE in (left, right):
        refuse(reading, node, f"compares {said(left)} with {said(right)}", "compare numbers")
    both(left, right, node, reading)


@kind_of.register
def _(node: ast.IfExp, reading: Reading) -> Kind:
    condition(node.test, reading)
    return both(kind(node.body, reading), kind(node.orelse, reading), node, reading)
