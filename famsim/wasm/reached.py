"""Write in LLVM what is read out of memory: a field of a record, an entry, a row or a part of an array."""

from __future__ import annotations

import ast

from famsim.wasm.kinds import INT, Array, Kind, Record, Several, bytes_of, field_of
from famsim.wasm.machine import LONG, SHORT, Body, Place, Value, beyond, read
from famsim.wasm.values import called, constant, kind_of, value, value_as


@value.register
def _(node: ast.Attribute, body: Body) -> Value:
    if node in body.typed.meant:
        return constant(body.typed.meant[node], body)
    owner, kind = value(node.value, body), kind_of(node.value, body)
    if isinstance(kind, Several):
        return owner[kind.names.index(node.attr)]
    if isinstance(kind, Array):
        return owner.dims[0]
    assert isinstance(kind, Record)
    at, found = field_of(kind, node.attr)
    return what_stands_at(beyond(owner, SHORT(at), body.build), found, body)


def what_stands_at(start: Value, found: Kind | str, body: Body) -> Value:
    """Return the number, record or array that begins somewhere."""
    if isinstance(found, str):
        return read(start, found, body.build)
    return Place(start, tuple(map(LONG, found.dims))) if isinstance(found, Array) else start


@value.register
def _(node: ast.Subscript, body: Body) -> Value:
    if isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
        return value(node.value.value, body).dims[node.slice.value]  # type: ignore[attr-defined]
    kind = kind_of(node.value, body)
    if isinstance(kind, Several):
        return value(node.value, body)[node.slice.value]  # type: ignore[attr-defined]
    assert isinstance(kind, Array)
    owner = value(node.value, body)
    if isinstance(node.slice, ast.Slice):
        return part_of(owner, kind, node.slice, body)
    if node in body.typed.meant:
        return called(body.typed.meant[node], [owner, value(node.slice, body)], body)
    places = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    start = entry(owner, kind, places, body)
    if len(places) < len(kind.dims):
        return Place(start, owner.dims[len(places) :])
    return what_stands_at(start, kind.entry, body)


def entry(owner: Place, kind: Array, places: list[ast.expr], body: Body) -> Value:
    """Return where an entry of an array begins, or a row."""
    build, offset = body.build, LONG(0)
    for n, place in enumerate(places):
        step = LONG(bytes_of(kind.entry))
        for size in owner.dims[n + 1 :]:
            step = build.mul(step, size)
        offset = build.add(offset, build.mul(value_as(place, INT, body), step))
    return beyond(owner.start, build.trunc(offset, SHORT), build)


def part_of(owner: Place, kind: Array, part: ast.Slice, body: Body) -> Place:
    """Return a part of a row."""
    build = body.build
    first = value_as(part.lower, INT, body) if part.lower else LONG(0)
    end = value_as(part.upper, INT, body) if part.upper else owner.dims[0]
    offset = build.trunc(build.mul(first, LONG(bytes_of(kind.entry))), SHORT)
    return Place(beyond(owner.start, offset, build), (build.sub(end, first),))
