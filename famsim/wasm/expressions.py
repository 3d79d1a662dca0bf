"""What kind of value each expression of a rule has; what is outside the subset is refused, with line and mend."""

from __future__ import annotations

import ast
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
    Several,
    Unlike,
    joined,
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
