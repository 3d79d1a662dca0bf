"""What kind of value is read out of memory: a field of a record, an entry, a row or a part of an array."""

from __future__ import annotations

import ast
from enum import IntEnum

from famsim.wasm import helpers
from famsim.wasm.expressions import Reading, constant, kind, kind_of, refuse, whole
from famsim.wasm.kinds import INT, Array, Kind, Record, Several, Unlike, field_of, read_as, said


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
    places = reading.typed.kinds[node.slice]
    called = reading.called(helpers.gather, (loose(owner), loose(places)), node)
    reading.typed.meant[node] = called
    assert called.answer is not None
    return called.answer


def loose(found: Kind) -> Kind:
    """Return an array's kind with no dimension known: one helper serves all."""
    return Array(found.entry, (None,) * len(found.dims)) if isinstance(found, Array) else found
