"""Write the expressions of a rule, which the subset has typed, in LLVM."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from functools import partial, singledispatch
from typing import Any

import numpy as np

from famsim.wasm.kinds import BOOL, FLOAT, FLOATING, INT, WORD, Kind, Several
from famsim.wasm.machine import (
    BIT,
    LONG,
    NUMBERS,
    Body,
    Place,
    Value,
    apart,
    changed,
    together,
    types_of,
)

COMPARED = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
OF_FRACTIONS = {ast.Add: "fadd", ast.Sub: "fsub", ast.Mult: "fmul", ast.Div: "fdiv"}
OF_WHOLE = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.BitAnd: "and_", ast.BitOr: "or_", ast.BitXor: "xor"}
OF_WHOLE |= {ast.LShift: "shl", ast.RShift: "ashr"}


@singledispatch
def value(node: ast.expr, body: Body) -> Value:
    """Write an expression; return its value."""
    raise AssertionError(f"{type(node).__name__} was let through by the subset and is not written")


def kind_of(node: ast.AST, body: Body) -> Kind:
    """Return the kind that the subset found."""
    return body.typed.kinds[node]


def value_as(node: ast.expr, to: Kind, body: Body) -> Value:
    """Write an expression; return its value as one of another kind."""
    return changed(value(node, body), kind_of(node, body), to, body.build)


def condition(node: ast.expr, body: Body) -> Value:
    """Write what is asked by if, while, and, or, not; return yes or no."""
    if isinstance(node, ast.BoolOp):
        asked = [partial(condition, one, body) for one in node.values]
        return one_after_the_other(asked, isinstance(node.op, ast.And), body)
    return value_as(node, BOOL, body)


def one_after_the_other(asked: Sequence[Callable[[], Value]], all_of: bool, body: Body) -> Value:
    """Ask until it is settled whether all of the questions are answered yes, or any; return the answer."""
    build, end, settled = body.build, body.function.append_basic_block("settled"), []
    for one in asked[:-1]:
        answer, following = one(), body.function.append_basic_block("next")
        settled.append(build.block)
        build.cbranch(answer, *((following, end) if all_of else (end, following)))
        build.position_at_end(following)
    last = asked[-1]()
    came_from = build.block
    build.branch(end)
    build.position_at_end(end)
    found = build.phi(BIT)
    for block in settled:
        found.add_incoming(BIT(0 if all_of else 1), block)
    found.add_incoming(last, came_from)
    return found


def constant(found: Any, body: Body) -> Value:
    """Return a constant, or a table of the module's."""
    if found is None:
        return None
    if isinstance(found, np.ndarray):
        return Place(body.module.table(found), tuple(map(LONG, found.shape)))
    if isinstance(found, bool | np.bool_):
        return BIT(int(found))
    return LONG(int(found)) if isinstance(found, int | np.integer) else NUMBERS[FLOAT](float(found))


@value.register
def _(node: ast.Constant, body: Body) -> Value:
    return constant(node.value, body)


@value.register
def _(node: ast.Name, body: Body) -> Value:
    if node in body.typed.meant:
        return constant(body.typed.meant[node], body)
    kind = body.typed.names[node.id]
    types = types_of(kind)
    parts = [body.build.load(part, typ=of) for part, of in zip(body.names[node.id], types, strict=True)]
    return together(iter(parts), kind)


@value.register
def _(node: ast.Tuple, body: Body) -> Value:
    return [value(one, body) for one in node.elts]


@value.register
def _(node: ast.BinOp, body: Body) -> Value:
    left, right = ((value(one, body), kind_of(one, body)) for one in (node.left, node.right))
    return combined(node.op, left, right, (kind_of(node, body), body.build))


def combined(
    operator: ast.operator, left: tuple[Value, Kind], right: tuple[Value, Kind], to: tuple[Kind, Any]
) -> Value:
    """Return two numbers put together, as a number of a kind; `to`: that kind, and the builder."""
    kind, build = to
    one, other = changed(*left, kind, build), changed(*right, kind, build)
    if kind in FLOATING:
        return getattr(build, OF_FRACTIONS[type(operator)])(one, other)
    if isinstance(operator, ast.FloorDiv | ast.Mod):
        return divided(operator, one, other, build)
    if kind == WORD and isinstance(operator, ast.RShift):
        return build.lshr(one, other)
    return getattr(build, OF_WHOLE[type(operator)])(one, other)


def divided(operator: ast.operator, one: Value, other: Value, build: Any) -> Value:
    """Return a whole number divided by one above 0, rounded down, or the rest, which is not below 0."""
    rest = build.srem(one, other)
    below = build.icmp_signed("<", rest, LONG(0))
    if isinstance(operator, ast.Mod):
        return build.add(rest, build.select(below, other, LONG(0)))
    return build.sub(build.sdiv(one, other), build.zext(below, LONG))


@value.register
def _(node: ast.UnaryOp, body: Body) -> Value:
    build = body.build
    if isinstance(node.op, ast.Not):
        return build.not_(condition(node.operand, body))
    found = value_as(node.operand, kind_of(node, body), body)
    if isinstance(node.op, ast.Invert):
        return build.not_(found)
    return build.fneg(found) if kind_of(node, body) in FLOATING else build.neg(found)


@value.register
def _(node: ast.BoolOp, body: Body) -> Value:
    kind, build = kind_of(node, body), body.build
    if kind == BOOL:
        return condition(node, body)
    end, found = body.function.append_basic_block("settled"), []
    for one in node.values[:-1]:
        answer = value_as(one, kind, body)
        found.append((answer, build.block))
        following = body.function.append_basic_block("next")
        yes = build.icmp_signed("!=", answer, LONG(0))
        build.cbranch(yes, *((following, end) if isinstance(node.op, ast.And) else (end, following)))
        build.position_at_end(following)
    last = value_as(node.values[-1], kind, body)
    found.append((last, build.block))
    build.branch(end)
    build.position_at_end(end)
    return chosen(found, LONG, build)


def chosen(found: list[tuple[Value, Any]], of: Any, build: Any) -> Value:
    """Return the value that belongs to the way that was taken."""
    one = build.phi(of)
    for answer, block in found:
        one.add_incoming(answer, block)
    return one


@value.register
def _(node: ast.Compare, body: Body) -> Value:
    left = (value(node.left, body), kind_of(node.left, body))
    if isinstance(node.ops[0], ast.In):
        return is_one_of(left, node.comparators[0], body)
    sides = [left]

    def ask(operator: ast.cmpop, side: ast.expr) -> Value:
        sides.append((value(side, body), kind_of(side, body)))
        return compared(COMPARED[type(operator)], sides[-2], sides[-1], body.build)

    asked = [
        lambda one=one, other=other: ask(one, other) for one, other in zip(node.ops, node.comparators, strict=True)
    ]
    return one_after_the_other(asked, True, body)


def is_one_of(left: tuple[Value, Kind], among: ast.expr, body: Body) -> Value:
    """Return whether a number is one of several."""
    kinds = kind_of(among, body)
    assert isinstance(kinds, Several)
    found = BIT(0)
    for one, kind in zip(value(among, body), kinds.kinds, strict=True):
        found = body.build.or_(found, compared("==", left, (one, kind), body.build))
    return found


def compared(how: str, left: tuple[Value, Kind], right: tuple[Value, Kind], build: Any) -> Value:
    """Return how two numbers compare."""
    kind = common(left[1], right[1])
    one, other = changed(*left, kind, build), changed(*right, kind, build)
    if kind in FLOATING:
        return (build.fcmp_unordered if how == "!=" else build.fcmp_ordered)(how, one, other)
    return (build.icmp_unsigned if kind == WORD else build.icmp_signed)(how, one, other)


def common(one: Kind, other: Kind) -> Kind:
    """Return the kind in which two numbers are compared."""
    if one == other:
        return INT if one == BOOL else one
    return FLOAT if one in FLOATING or other in FLOATING else INT


@value.register
def _(node: ast.IfExp, body: Body) -> Value:
    build, kind = body.build, kind_of(node, body)
    yes, no, end = (body.function.append_basic_block(name) for name in ("yes", "no", "either"))
    build.cbranch(condition(node.test, body), yes, no)
    ways = []
    for block, one in ((yes, node.body), (no, node.orelse)):
        build.position_at_end(block)
        parts = apart(value_as(one, kind, body), kind)
        ways.append((parts, build.block))
        build.branch(end)
    build.position_at_end(end)
    types = types_of(kind)
    found = [chosen([(parts[n], block) for parts, block in ways], of, build) for n, of in enumerate(types)]
    return together(iter(found), kind)


def called(typed: Any, given: list[Value], body: Body) -> Value:
    """Write a call of a function of the program; return what it answers."""
    parts = [one for have, kind in zip(given, typed.given, strict=True) for one in apart(have, kind)]
    answer = body.build.call(body.module.functions[typed], parts)
    kinds = types_of(typed.answer)
    if len(kinds) <= 1:
        return together(iter([answer]), typed.answer)
    return together(iter([body.build.extract_value(answer, n) for n in range(len(kinds))]), typed.answer)
