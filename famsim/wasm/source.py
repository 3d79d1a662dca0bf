"""A rule as it is written: its syntax tree, its file and lines, the names it can see; and what is refused, and how."""

from __future__ import annotations

import ast
import builtins
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from famsim.errors import FamsimError
from famsim.wasm.kinds import Kind

OWNS = ("makes_arrays", "kernel")  # decorators of rules that may make arrays
APART = ("rare", *OWNS)  # of rules that are kept out of the loop


class OutsideSubsetError(FamsimError):
    """A rule is written in a way that the page's engine cannot be made from; the message says where and the mend."""


@dataclass(frozen=True, eq=False)
class Source:
    """One function as it is written."""

    function: Callable[..., Any]
    tree: ast.FunctionDef
    file: Path

    @property
    def name(self) -> str:
        """Its name."""
        return self.tree.name

    @property
    def given(self) -> list[str]:
        """The names of its arguments."""
        return [one.arg for one in self.tree.args.args]

    @property
    def body(self) -> list[ast.stmt]:
        """Its statements, without what it says of itself."""
        return [one for one in self.tree.body if not is_said(one)]

    @property
    def owns(self) -> bool:
        """Whether it may make arrays."""
        return bool(decorators(self.tree) & set(OWNS))

    @property
    def apart(self) -> bool:
        """Whether it is kept out of its callers."""
        return bool(decorators(self.tree) & set(APART))

    def named(self, node: ast.expr, name: str) -> Any:
        """Return what a name means outside the function."""
        known = self.function.__globals__
        if name in known:
            return known[name]
        if hasattr(builtins, name):
            return getattr(builtins, name)
        self.refuse(node, f"{name!r} has no value here", "give it one before it is read, on every way to it")

    def refuse(self, node: ast.AST, wrong: str, mend: str) -> NoReturn:
        """Refuse a piece of the function, with its line and the mend."""
        line = getattr(node, "lineno", self.tree.lineno)
        text = ast.unparse(node).partition("\n")[0]
        raise OutsideSubsetError(f"{shown_file(self.file)}:{line}: {text!r} in {self.name}: {wrong}; {mend}")


@dataclass(eq=False)
class Typed:
    """A function for arguments of certain kinds: what everything in it is."""

    source: Source
    given: tuple[Kind, ...]
    name: str
    names: dict[str, Kind] = field(default_factory=dict)
    answer: Kind | None = None
    kinds: dict[ast.AST, Kind] = field(default_factory=dict)
    meant: dict[ast.AST, Any] = field(default_factory=dict)  # what a piece means: a constant, a table, a call


def is_said(statement: ast.stmt) -> bool:
    """Say whether a statement is a docstring."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def decorators(tree: ast.FunctionDef) -> set[str]:
    """Return the names of a function's plain decorators."""
    return {one.id for one in tree.decorator_list if isinstance(one, ast.Name)}


def plain(function: Any) -> Any:
    """Return the Python function under a compiled one."""
    return getattr(function, "py_func", function)


@cache
def source_of(function: Callable[..., Any]) -> Source:
    """Return a plain function as it is written."""
    lines, first = inspect.getsourcelines(function)
    tree = ast.parse(textwrap.dedent("".join(lines))).body[0]
    ast.increment_lineno(tree, first - 1)
    assert isinstance(tree, ast.FunctionDef)
    source = Source(function, tree, Path(str(inspect.getsourcefile(function))))
    arguments = tree.args
    if arguments.kwonlyargs or arguments.vararg or arguments.kwarg or arguments.defaults:
        source.refuse(tree, "its arguments have defaults or are named", "take plain arguments by place")
    return source


def shown_file(file: Path) -> str:
    """Return a file from its package on."""
    parts = file.parts
    return "/".join(parts[parts.index("famsim") :]) if "famsim" in parts[:-1] else file.as_posix()
