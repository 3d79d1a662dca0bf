"""Write the statements of a rule, which the subset has typed, in LLVM."""

from __future__ import annotations

import ast
from functools import singledispatch
from typing import Any

from famsim.wasm.called import KNOWN
from famsim.wasm.kinds import INT, NONE, Array, Kind, Record, field_of, read_as
from famsim.wasm.machine import LONG, SHORT, Body, Value, apart, beyond, changed, has_array, read, types_of, write
from famsim.wasm.reached import entry
from famsim.wasm.subset import step_of
from famsim.wasm.values import called, combined, condition, kind_of, value, value_as

REGISTERED = KNOWN  # how calls are written, besides calls of rules


def write_body(body: Body) -> None:
    """Write a function: room for its names, its arguments, its statements."""
    typed, build = body.typed, body.build
    for name, kind in typed.names.items():
        body.names[name] = [build.alloca(of, name=name) for of in types_of(kind)]
    if typed.source.owns:
        body.mark = build.load(body.module.in_use, typ=SHORT)
    places = [part for name in typed.source.given for part in body.names[name]]
    for part, given in zip(places, body.function.args, strict=True):
        build.store(given, part)
    block(typed.source.body, body)
    if not build.block.is_terminated:
        if typed.answer == NONE:
            give_back(body)
            build.ret_void()
        else:
            body.module.stop(build)


def give_back(body: Body) -> None:
    """Give back the room of the arrays that were made, unless they are handed on."""
    if body.mark is not None and body.typed.answer is not None and not has_array(body.typed.answer):
        body.build.store(body.mark, body.module.in_use)


def block(statements: list[ast.stmt], body: Body) -> None:
    """Write statements up to the first that leaves."""
    for one in statements:
        if body.build.block.is_terminated:
            return
        statement(one, body)


@singledispatch
def statement(node: ast.stmt, body: Body) -> None:
    """Write a statement."""
    raise AssertionError(f"{type(node).__name__} was let through by the subset and is not written")


@statement.register
def _(node: ast.Return, body: Body) -> None:
    kind, build = body.typed.answer, body.build
    assert kind is not None
    parts = [] if node.value is None else apart(value_as(node.value, kind, body), kind)
    give_back(body)
    if not parts:
        build.ret_void()
    elif len(parts) == 1:
        build.ret(parts[0])
    else:
        build.ret(structure(parts, body))


def structure(parts: list[Value], body: Body) -> Value:
    """Return several values as one."""
    from llvmlite import ir

    found = ir.Constant(body.function.function_type.return_type, ir.Undefined)
    for n, part in enumerate(parts):
        found = body.build.insert_value(found, part, n)
    return found


@statement.register
def _(node: ast.Expr, body: Body) -> None:
    if not isinstance(node.value, ast.Constant):
        value(node.value, body)


@statement.register
def _(node: ast.Raise, body: Body) -> None:
    body.module.stop(body.build)


@statement.register
def _(node: ast.Pass, body: Body) -> None:
    """Nothing is written."""


@statement.register
def _(node: ast.Continue | ast.Break, body: Body) -> None:
    following, end = body.loops[-1]
    body.build.branch(following if isinstance(node, ast.Continue) else end)


@statement.register
def _(node: ast.If, body: Body) -> None:
    build, end = body.build, body.function.append_basic_block("after")
    ways = [(body.function.append_basic_block("then"), node.body)]
    ways += [(body.function.append_basic_block("else"), node.orelse)] if node.orelse else []
    build.cbranch(condition(node.test, body), ways[0][0], ways[1][0] if node.orelse else end)
    for start, statements in ways:
        build.position_at_end(start)
        block(statements, body)
        if not build.block.is_terminated:
            build.branch(end)
    build.position_at_end(end)


@statement.register
def _(node: ast.While, body: Body) -> None:
    build = body.build
    head, inside, end = (body.function.append_basic_block(name) for name in ("while", "do", "done"))
    build.branch(head)
    build.position_at_end(head)
    build.cbranch(condition(node.test, body), inside, end)
    build.position_at_end(inside)
    loop(node.body, (head, end), body)
    build.position_at_end(end)


def loop(statements: list[ast.stmt], ways: tuple[Any, Any], body: Body) -> None:
    """Write what is done over and over, and the way back; `ways`: where it goes on, and where it ends."""
    body.loops.append(ways)
    block(statements, body)
    body.loops.pop()
    if not body.build.block.is_terminated:
        body.build.branch(ways[0])


@statement.register
def _(node: ast.For, body: Body) -> None:
    build, over = body.build, node.iter
    assert isinstance(over, ast.Call) and isinstance(node.target, ast.Name)
    bounds = [value_as(one, INT, body) for one in over.args[:2]]
    first, last = bounds if len(bounds) == 2 else (LONG(0), bounds[0])
    head, inside, following, end = (body.function.append_basic_block(one) for one in ("for", "do", "step", "done"))
    before = build.block
    build.branch(head)
    build.position_at_end(head)
    at = build.phi(LONG)
    at.add_incoming(first, before)
    step = step_of(over)
    build.cbranch(build.icmp_signed("<" if step > 0 else ">", at, last), inside, end)
    build.position_at_end(inside)
    build.store(at, body.names[node.target.id][0])
    loop(node.body, (following, end), body)
    build.position_at_end(following)
    at.add_incoming(build.add(at, LONG(step)), following)
    build.branch(head)
    build.position_at_end(end)


@statement.register
def _(node: ast.Assign, body: Body) -> None:
    found = value(node.value, body)
    for target in node.targets:
        assign(target, found, kind_of(node.value, body), body)


@statement.register
def _(node: ast.AnnAssign, body: Body) -> None:
    assert node.value is not None
    assign(node.target, value(node.value, body), kind_of(node.value, body), body)


@statement.register
def _(node: ast.AugAssign, body: Body) -> None:
    right, build = (value(node.value, body), kind_of(node.value, body)), body.build
    kind = body.typed.meant[node]
    if isinstance(node.target, ast.Name):
        left = (value(node.target, body), body.typed.names[node.target.id])
        assign(node.target, combined(node.op, left, right, (kind, build)), kind, body)
        return
    start, stored = place(node.target, body)
    left = (read(start, stored, build), read_as(stored))
    write(start, stored, (combined(node.op, left, right, (kind, build)), kind), build)


def assign(target: ast.expr, found: Value, kind: Kind, body: Body) -> None:
    """Write a value where it goes."""
    if isinstance(target, ast.Name):
        to = body.typed.names[target.id]
        parts = apart(changed(found, kind, to, body.build), to)
        for have, part in zip(parts, body.names[target.id], strict=True):
            body.build.store(have, part)
    elif isinstance(target, ast.Tuple):
        for n, part in enumerate(target.elts):
            assign(part, found[n], kind.kinds[n], body)  # type: ignore[union-attr]  # several, says the subset
    elif target in body.typed.meant:
        called(body.typed.meant[target], [value(target, body), found], body)
    else:
        start, stored = place(target, body)
        write(start, stored, (found, kind), body.build)


def place(target: ast.expr, body: Body) -> tuple[Value, str]:
    """Return where a number in memory stands, and how it is stored."""
    assert isinstance(target, ast.Attribute | ast.Subscript)
    owner, kind = value(target.value, body), kind_of(target.value, body)
    if isinstance(target, ast.Attribute):
        assert isinstance(kind, Record)
        at, stored = field_of(kind, target.attr)
        assert isinstance(stored, str)
        return beyond(owner, SHORT(at), body.build), stored
    assert isinstance(kind, Array) and isinstance(kind.entry, str)
    places = target.slice.elts if isinstance(target.slice, ast.Tuple) else [target.slice]
    return entry(owner, kind, places, body), kind.entry
