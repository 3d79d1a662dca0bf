"""Read the engine's loop and all it calls: every function for the kinds it is called with, typed, or refused.

The subset that rules keep to, and what is refused, stands in docs/live-page.md.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import singledispatch
from typing import Any

from famsim.wasm import helpers
from famsim.wasm.calls import KNOWN
from famsim.wasm.expressions import Piece, both, combined, condition, kind, refuse, whole
from famsim.wasm.kinds import BOOL, FLOATING, INT, NONE, Array, Kind, Number, Several, said
from famsim.wasm.memory import loose
from famsim.wasm.source import Typed, plain, source_of

REGISTERED = KNOWN  # what calls mean, besides calls of rules
PASSES = 10  # after which the kinds of a function's names have settled, or never will


class Program:
    """All functions that one calls, in the order in which each stands after those that it calls."""

    def __init__(self) -> None:
        self.functions: list[Typed] = []
        self._read: dict[tuple[Any, tuple[Kind, ...]], Typed] = {}
        self._names: set[str] = set()

    def add(self, function: Callable[..., Any], given: tuple[Kind, ...]) -> Typed:
        """Read a function for arguments of these kinds, and all it calls; OutsideSubsetError with file and line."""
        function = plain(function)
        if (function, given) not in self._read:
            typed = Typed(source_of(function), given, self._new_name(function.__name__))
            self._read[function, given] = typed
            Reader(self, typed).read()
            self.functions.append(typed)
        return self._read[function, given]

    def _new_name(self, name: str) -> str:
        """Return a name that no other function has."""
        found, number = name, 1
        while found in self._names:
            number += 1
            found = f"{name}.{number}"
        self._names.add(found)
        return found


class Reader:
    """One function being read."""

    def __init__(self, program: Program, typed: Typed) -> None:
        self.program, self.typed, self.source = program, typed, typed.source
        self.answer: Kind | None = None

    def read(self) -> None:
        """Read until the kinds of all names have settled."""
        typed = self.typed
        if len(typed.given) != len(self.source.given):
            refuse(self, self.source.tree, f"is called with {len(typed.given)} arguments", "hand over all, by place")
        typed.names.update(zip(self.source.given, typed.given, strict=True))
        for _ in range(PASSES):
            before = (dict(typed.names), self.answer)
            typed.kinds.clear()
            typed.meant.clear()
            block(self.source.body, self)
            if before == (typed.names, self.answer):
                break
        else:
            refuse(self, self.source.tree, "the kinds of its names do not settle", "give each name one kind")
        for name, given in zip(self.source.given, typed.given, strict=True):
            if typed.names[name] != given:
                refuse(self, self.source.tree, f"argument {name!r} changes its kind", "use another name")
        typed.answer = NONE if self.answer is None else self.answer

    def called(self, function: Callable[..., Any], given: tuple[Kind, ...], node: ast.AST) -> Typed:
        """Return a function that is called, read for these arguments."""
        found = self.program.add(function, given)
        if found.answer is None:
            refuse(self, node, "calls itself, by itself or through others", "write it as a loop")
        return found

    def name(self, name: str, found: Kind, node: ast.AST) -> None:
        """Let a name have a value of one more kind."""
        self.typed.names[name] = both(self.typed.names.get(name), found, node, self)


def block(statements: list[ast.stmt], reader: Reader) -> None:
    """Read statements one after the other."""
    for one in statements:
        statement(one, reader)


@singledispatch
def statement(node: ast.stmt, reader: Reader) -> None:
    """Read a statement."""
    refuse(reader, node, f"{type(node).__name__} is not translated", "use assignment, if, while, for and return")


@statement.register
def _(node: ast.Return, reader: Reader) -> None:
    found = NONE if node.value is None else kind(node.value, reader)
    reader.answer = both(reader.answer, found, node, reader)


@statement.register
def _(node: ast.Expr, reader: Reader) -> None:
    if not isinstance(node.value, ast.Constant):
        kind(node.value, reader)


@statement.register
def _(node: ast.If, reader: Reader) -> None:
    condition(node.test, reader)
    block(node.body, reader)
    block(node.orelse, reader)


@statement.register
def _(node: ast.While, reader: Reader) -> None:
    if node.orelse:
        refuse(reader, node, "has an else", "write what follows after it")
    condition(node.test, reader)
    block(node.body, reader)


@statement.register
def _(node: ast.For, reader: Reader) -> None:
    if not is_range(node.iter, reader) or not isinstance(node.target, ast.Name) or node.orelse:
        refuse(reader, node, "goes over something else than a range", "use for ... in range(first, end)")
    for bound in node.iter.args[:2]:  # type: ignore[attr-defined]  # a call, which `is_range` has seen
        whole(bound, reader)
    reader.name(node.target.id, INT, node)
    block(node.body, reader)


def is_range(node: ast.expr, reader: Reader) -> bool:
    """Say whether something is range(end), range(first, end) or range(first, end, step as written)."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.keywords:
        return False
    return node.func.id == "range" and 1 <= len(node.args) <= 3 and (len(node.args) < 3 or step_of(node) != 0)


def step_of(node: ast.Call) -> int:
    """Return a range's step; 0 if it is no number as written."""
    if len(node.args) < 3:
        return 1
    try:
        step = ast.literal_eval(node.args[2])
    except ValueError:
        return 0
    return step if isinstance(step, int) else 0


@statement.register
def _(node: ast.Continue | ast.Break | ast.Pass, reader: Reader) -> None:
    """Nothing has a kind here."""


@statement.register
def _(node: ast.Raise, reader: Reader) -> None:
    """Raised is nothing but the end: what is raised is not read."""


@statement.register
def _(node: ast.Assign, reader: Reader) -> None:
    value = kind(node.value, reader)
    for target in node.targets:
        assign(target, value, reader)


@statement.register
def _(node: ast.AnnAssign, reader: Reader) -> None:
    if node.value is None:
        refuse(reader, node, "has no value", "give it one")
    assign(node.target, kind(node.value, reader), reader)


@statement.register
def _(node: ast.AugAssign, reader: Reader) -> None:
    target = kind(node.target, reader)
    value = kind(node.value, reader)
    found = combined(node.op, target, value, Piece(node, node.value, reader))
    reader.typed.meant[node] = found
    assign(node.target, found, reader)


def assign(target: ast.expr, value: Kind, reader: Reader) -> None:
    """Read where a value goes."""
    if isinstance(target, ast.Name):
        reader.name(target.id, value, target)
    elif isinstance(target, ast.Tuple):
        if not isinstance(value, Several) or len(value.kinds) != len(target.elts):
            refuse(reader, target, f"takes {said(value)} apart", "take apart as many as there are")
        for part, found in zip(target.elts, value.kinds, strict=True):
            assign(part, found, reader)
    elif isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Slice):
        put(target, value, reader)
    else:
        store(target, value, reader)


def put(target: ast.Subscript, value: Kind, reader: Reader) -> None:
    """Read a row that is written over a part of another."""
    part = kind(target, reader)
    if not isinstance(value, Array) or part != loose(value):
        refuse(reader, target, f"is written over by {said(value)}", "write a row over a row of its kind")
    reader.typed.meant[target] = reader.called(helpers.put, (part, loose(value)), target)


def store(target: ast.expr, value: Kind, reader: Reader) -> None:
    """Read what is written into a record or an array."""
    place = kind(target, reader)
    if not isinstance(place, Number) or not isinstance(target, ast.Attribute | ast.Subscript):
        refuse(reader, target, f"is {said(place)}, not a number in memory", "write numbers one by one")
    owner = reader.typed.kinds[target.value]
    if isinstance(owner, Several):
        refuse(reader, target, "writes into a tuple", "make a new one")
    if not isinstance(value, Number) or NONE in (place, value):
        refuse(reader, target, f"is written over by {said(value)}", "write a number")
    if place in (INT, BOOL) and value in FLOATING:
        refuse(reader, target, f"writes {said(value)} where a whole number is kept", "use int()")
    if place == BOOL and value != BOOL:
        refuse(reader, target, f"writes {said(value)} where yes or no is kept", "compare it with something")
