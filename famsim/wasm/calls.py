"""What kind of value a call has: of a rule, of a NamedTuple, or of one of the few functions of Python and NumPy."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from famsim.model import chance
from famsim.wasm import helpers
from famsim.wasm.expressions import Reading, constant, kind, kind_of, number, refuse, whole
from famsim.wasm.kinds import (
    FLOAT,
    FLOATING,
    INT,
    SINGLE,
    WORD,
    Array,
    Kind,
    Record,
    Several,
    Unlike,
    entry_of,
    joined_numbers,
    said,
)
from famsim.wasm.memory import loose
from famsim.wasm.source import Typed, plain


@kind_of.register
def _(node: ast.Call, reading: Reading) -> Kind:
    if node.keywords:
        refuse(reading, node, "names an argument", "hand arguments over by place")
    function = called_by(node, reading)
    reading.typed.meant[node.func] = function
    if function in KNOWN:
        return KNOWN[function](node, reading)
    if isinstance(function, type) and issubclass(function, tuple) and hasattr(function, "_fields"):
        return named_tuple(function, node, reading)
    if inspect.isfunction(plain(function)):
        return of_rule(plain(function), node, reading)
    refuse(reading, node, "calls what is not translated", f"call rules, NamedTuples, or {', '.join(NAMES)}")


def called_by(node: ast.Call, reading: Reading) -> Any:
    """Return the function that is called."""
    name, source = node.func, reading.typed.source
    if isinstance(name, ast.Name):
        return source.named(name, name.id)
    if isinstance(name, ast.Attribute) and isinstance(name.value, ast.Name) and name.value.id == "np":
        return getattr(np, name.attr, None)
    if isinstance(name, ast.Attribute) and name.attr == "copy" and isinstance(kind(name.value, reading), Array):
        return np.copy
    refuse(reading, node, "calls what is not translated", "call a rule by its name")


def of_rule(function: Callable[..., Any], node: ast.Call, reading: Reading) -> Kind:
    """Return what a rule answers."""
    given = []
    for one in node.args:
        if isinstance(one, ast.Starred):
            refuse(reading, node, "hands a tuple over as several arguments", "hand them over one by one")
        given.append(kind(one, reading))
    if function in chance.TWO_WAYS:
        ahead, not_ahead = chance.TWO_WAYS[function]
        function = ahead if has_luck(given[0]) else not_ahead
    called = reading.called(function, tuple(given), node)
    reading.typed.meant[node] = called
    return answer_of(called)


def has_luck(now: Kind) -> bool:
    """Say whether a month's draws have been worked out ahead."""
    return isinstance(now, Several) and isinstance(now.kinds[now.names.index("luck")], Record)


def answer_of(called: Typed) -> Kind:
    """Return what a function answers, which is known once it is read."""
    assert called.answer is not None
    return called.answer


def named_tuple(made: Any, node: ast.Call, reading: Reading) -> Kind:
    """Return the kind of a NamedTuple; what is not given is as its class says."""
    kinds: list[Kind] = []
    for one in node.args:
        if isinstance(one, ast.Starred):
            several = kind(one.value, reading)
            if not isinstance(several, Several):
                refuse(reading, node, f"spreads {said(several)}", "spread a tuple")
            kinds += several.kinds
        else:
            kinds.append(kind(one, reading))
    rest = [ast.Constant(made._field_defaults[name]) for name in made._fields[len(kinds) :]]
    reading.typed.meant[node] = rest
    kinds += [constant(one.value, one, reading) for one in rest]
    return Several(tuple(kinds), made._fields)


def the_arguments(node: ast.Call, count: int, reading: Reading) -> list[ast.expr]:
    """Return a call's arguments, of which there must be so many."""
    if len(node.args) != count:
        refuse(reading, node, f"has {len(node.args)} arguments", f"use {count}")
    return node.args


def of_two(node: ast.Call, reading: Reading) -> Kind:
    """Return the lesser or greater of two numbers."""
    one, other = (number(each, reading) for each in the_arguments(node, 2, reading))
    try:
        found = joined_numbers(one, other)
    except Unlike as unlike:
        refuse(reading, node, f"compares {unlike}", "compare numbers of one kind")
    return found


def to_int(node: ast.Call, reading: Reading) -> Kind:
    """Return a whole number."""
    number(the_arguments(node, 1, reading)[0], reading)
    return INT


def to_short(node: ast.Call, reading: Reading) -> Kind:
    """Return a whole number of 32 bits, which is one like any other here."""
    (given,) = the_arguments(node, 1, reading)
    if number(given, reading) != INT:
        refuse(reading, node, "makes an int32 of what is no int64", "use np.int64() first")
    return INT


def to_word(node: ast.Call, reading: Reading) -> Kind:
    """Return an unsigned whole number."""
    (given,) = the_arguments(node, 1, reading)
    if number(given, reading) not in (INT, WORD):
        refuse(reading, node, "makes a word of what is not whole", "use int() first")
    return WORD


def to_float(node: ast.Call, reading: Reading) -> Kind:
    """Return a number with a fraction."""
    (given,) = the_arguments(node, 1, reading)
    if number(given, reading) == WORD:
        refuse(reading, node, "makes a float of a word", "use np.int64() first")
    return FLOAT


def of_fraction(node: ast.Call, reading: Reading) -> Kind:
    """Return the floor, the root or the size of a number."""
    (given,) = the_arguments(node, 1, reading)
    found = number(given, reading)
    if found not in FLOATING:
        refuse(reading, node, f"is of {said(found)}", "use float() first")
    return SINGLE if found == SINGLE else FLOAT


def to_length(node: ast.Call, reading: Reading) -> Kind:
    """Return how many there are."""
    (given,) = the_arguments(node, 1, reading)
    if not isinstance(kind(given, reading), Array):
        refuse(reading, node, "is the length of what is no array", "use a number")
    return INT


def zeros(node: ast.Call, reading: Reading) -> Kind:
    """Return a blank array."""
    count, dtype = the_arguments(node, 2, reading)
    owned(node, reading)
    whole(count, reading)
    try:
        entry = entry_of(blank_type(dtype, reading))
    except (Unlike, TypeError) as wrong:
        refuse(reading, node, str(wrong), "name a NumPy type or a record type")
    reading.typed.meant[node] = entry
    known = reading.typed.meant.get(count)
    return Array(entry, (int(known) if isinstance(known, int | np.integer) else None,))


def blank_type(dtype: ast.expr, reading: Reading) -> Any:
    """Return the NumPy type that is named."""
    if isinstance(dtype, ast.Attribute) and isinstance(dtype.value, ast.Name) and dtype.value.id == "np":
        return getattr(np, dtype.attr)
    if isinstance(dtype, ast.Name):
        return reading.typed.source.named(dtype, dtype.id)
    refuse(reading, dtype, "is no type", "name a NumPy type or a record type")


def copied(node: ast.Call, reading: Reading) -> Kind:
    """Return a copy of a row."""
    owned(node, reading)
    given = node.func.value if isinstance(node.func, ast.Attribute) and not node.args else node.args[0]
    called = reading.called(helpers.copied, (loose(kind(given, reading)),), node)
    reading.typed.meant[node] = called
    return answer_of(called)


def owned(node: ast.Call, reading: Reading) -> None:
    """Refuse to make an array in a rule that is not told of it."""
    if not reading.typed.source.owns:
        refuse(reading, node, "makes an array", "decorate the function with makes_arrays")


KNOWN: dict[Any, Callable[[ast.Call, Reading], Kind]] = {
    min: of_two,
    max: of_two,
    int: to_int,
    np.int64: to_int,
    np.int32: to_short,
    float: to_float,
    np.uint64: to_word,
    len: to_length,
    np.floor: of_fraction,
    np.sqrt: of_fraction,
    abs: of_fraction,
    np.zeros: zeros,
    np.copy: copied,
}
NAMES = (
    "min",
    "max",
    "abs",
    "int",
    "float",
    "len",
    "np.floor",
    "np.sqrt",
    "np.int64",
    "np.int32",
    "np.uint64",
    "np.zeros",
)
