"""The ways in: what the engine's loop and the look are handed, as words of a block in the module's memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from famsim.engine import Run, Sample, empty_state
from famsim.model.family import FAMILY
from famsim.model.parameters import PARAMETERS
from famsim.wasm.kinds import BOOL, FLOAT, INT, WORD, Array, Kind, Number, Several, entry_of
from famsim.wasm.look import WIDTH, look

LOOP: Any = Run.live.__globals__["live"]  # the kernel that a Run lives by
ONE_SIZE = frozenset({"state.census", "state.slots", "state.kept", "timetable.pace", "p"})
LOOK: Any = look
LONG = frozenset({"state.couple_months"})  # whose second dimension varies too


@dataclass(frozen=True)
class Given:
    """One thing the loop is handed: its name, its kind, and an example, whose sizes hold where the kind has them."""

    name: str
    kind: Kind
    example: Any


def a_run() -> Run:
    """Return a run with nobody in it: an example of all that the loop is handed."""
    p = np.zeros(1, PARAMETERS).view(np.recarray)
    return Run(empty_state(1, 1, 1), p, Sample(0), 0, -1)


def handed_over() -> list[Given]:
    """Return what the loop is handed, in order: state, timetable, parameters, and nobody beside."""
    run = a_run()
    named = (("state", run.state), ("timetable", run.timetable(1)), ("p", run.p), ("beside", run.by_itself))
    return [Given(name, kind_of_value(value, name), value) for name, value in named]


def looked_at() -> list[Given]:
    """Return what the look is handed, in order."""
    run = a_run()
    named = (
        ("families", np.zeros(1, FAMILY).view(np.recarray)),
        ("month", 0),
        ("seed", np.uint64(0)),
        ("p", run.p),
        ("found", np.zeros((1, WIDTH))),
    )
    return [Given(name, kind_of_value(value, name), value) for name, value in named]


def kind_of_value(value: Any, name: str) -> Kind:
    """Return the kind of an example."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        kinds = (kind_of_value(part, f"{name}.{field}") for field, part in zip(value._fields, value, strict=True))
        return Several(tuple(kinds), value._fields)
    if isinstance(value, np.ndarray):
        return Array(entry_of(value.dtype), dims_of(value, name))
    return number_of(value)


def dims_of(value: np.ndarray, name: str) -> tuple[int | None, ...]:
    """Return an array's dimensions: None for those that vary from run to run."""
    varying = 0 if name in ONE_SIZE or name.startswith("beside.") else 2 if name in LONG else 1
    return (None,) * varying + value.shape[varying:]


def number_of(value: Any) -> Number:
    """Return the kind of a number."""
    if isinstance(value, bool | np.bool_):
        return BOOL
    if isinstance(value, np.uint64):
        return WORD
    return INT if isinstance(value, int | np.integer) else FLOAT


def parts_of(name: str, kind: Kind, example: Any) -> list[Given]:
    """Return the arrays and numbers in what is handed over, in order."""
    if isinstance(kind, Several):
        inner = zip(kind.names, kind.kinds, example, strict=True)
        return [one for field, found, part in inner for one in parts_of(f"{name}.{field}", found, part)]
    return [Given(name, kind, example)]


def is_constant(part: Given) -> bool:
    """Say whether something is nothing, or blank and the engine's own, so that the module holds it itself."""
    if not isinstance(part.example, np.ndarray):
        return False
    return part.name.startswith("beside.") or (part.name in ONE_SIZE and part.example.size == 0)


def words(handed: list[Given]) -> dict[str, int]:
    """Return the place in the block, in words of eight bytes, of each thing that a way in is handed.

    An array has its address under its name, and each dimension that varies under its name and number; `room.from` and
    `room.to` bound the memory in which rules make arrays.
    """
    names = [name for one in handed for part in parts_of(one.name, one.kind, one.example) for name in named(part)]
    return {name: place for place, name in enumerate([*names, "room.from", "room.to"])}


def named(part: Given) -> list[str]:
    """Return the words of one thing."""
    if not isinstance(part.kind, Array):
        return [part.name]
    if is_constant(part):
        return []
    return [part.name, *(f"{part.name}.{n}" for n, size in enumerate(part.kind.dims) if size is None)]
