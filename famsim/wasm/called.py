"""Write calls in LLVM: of rules, of NamedTuples, and of the few functions of Python and NumPy."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import numpy as np

from famsim.wasm.kinds import BOOL, FLOATING, INT, Array, bytes_of
from famsim.wasm.machine import LONG, SHORT, Body, Place, Value, changed
from famsim.wasm.source import Typed
from famsim.wasm.values import called, compared, constant, kind_of, value, value_as


@value.register
def _(node: ast.Call, body: Body) -> Value:
    function, meant = body.typed.meant[node.func], body.typed.meant.get(node)
    if function in KNOWN:
        return KNOWN[function](node, body)
    if isinstance(meant, Typed):
        return called(meant, [value(one, body) for one in node.args], body)
    parts: list[Value] = []
    for one in node.args:
        parts += value(one.value, body) if isinstance(one, ast.Starred) else [value(one, body)]
    return parts + [constant(one.value, body) for one in body.typed.meant[node]]


def of_two(node: ast.Call, body: Body) -> Value:
    """Return the lesser or greater of two numbers, the first of two alike."""
    kind = kind_of(node, body)
    one, other = (value_as(each, kind, body) for each in node.args)
    how = "<" if body.typed.meant[node.func] is min else ">"
    return body.build.select(compared(how, (other, kind), (one, kind), body.build), other, one)


def as_number(node: ast.Call, body: Body) -> Value:
    """Return a number as one of another kind."""
    given, kind = value(node.args[0], body), kind_of(node.args[0], body)
    return changed(
        given, kind, INT if kind == BOOL and kind_of(node, body) not in FLOATING else kind_of(node, body), body.build
    )


def as_short(node: ast.Call, body: Body) -> Value:
    """Return a whole number by its lower 32 bits, of which the first is the sign."""
    return body.build.sext(body.build.trunc(value_as(node.args[0], INT, body), SHORT), LONG)


def of_fraction(node: ast.Call, body: Body) -> Value:
    """Return the floor, the root or the size of a number: what the machine has an instruction for."""
    given = value(node.args[0], body)
    name = {np.floor: "floor", np.sqrt: "sqrt", abs: "fabs"}[body.typed.meant[node.func]]
    return body.build.call(body.module.made.declare_intrinsic(f"llvm.{name}", [given.type]), [given])


def length(node: ast.Call, body: Body) -> Value:
    """Return how many there are."""
    return value(node.args[0], body).dims[0]


def zeros(node: ast.Call, body: Body) -> Value:
    """Return a blank array in the room for arrays."""
    entry, count = body.typed.meant[node], value_as(node.args[0], INT, body)
    size = body.build.mul(count, LONG(bytes_of(entry)))
    return Place(body.build.call(body.module.room, [size]), (count,))


def copied(node: ast.Call, body: Body) -> Value:
    """Return a copy of a row."""
    given = node.func.value if isinstance(node.func, ast.Attribute) and not node.args else node.args[0]
    assert isinstance(kind_of(given, body), Array)
    return called(body.typed.meant[node], [value(given, body)], body)


KNOWN: dict[Any, Callable[[ast.Call, Body], Value]] = {
    min: of_two,
    max: of_two,
    int: as_number,
    np.int64: as_number,
    np.int32: as_short,
    float: as_number,
    np.uint64: as_number,
    len: length,
    np.floor: of_fraction,
    np.sqrt: of_fraction,
    abs: of_fraction,
    np.zeros: zeros,
    np.copy: copied,
}
