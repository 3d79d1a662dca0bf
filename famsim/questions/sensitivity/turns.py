"""Where the order of two strategies turns, in plain words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from famsim.questions.sensitivity.numbers import says
from famsim.questions.sensitivity.searching import (
    MAY_TURN,
    NEVER,
    NO_NUMBER,
    NOT_EVERYWHERE,
    NOT_MOVED,
    NOT_TOLD,
    TURNS,
)
from famsim.writing import Writing, as_table, capital, figure_named, listed, shown, whole

if TYPE_CHECKING:
    from famsim.questions.sensitivity.found import Found

AS_IT_IS = "as the scenario has it"
NAMED = 6  # figures that a list names; of more it says how many
READING = (
    "Each figure was moved by itself, all others as the scenario has them, and every value was lived under the same "
    "lucks. A value is given only where the order is clear on both sides of it; the interval (95%, Student's, over the "
    "repetitions) is where the order cannot be told. Where two strategies cannot be told apart as the scenario is, "
    "there is no order that could turn."
)


def switching_sections(writing: Writing, found: Found) -> list[str]:
    """Return the section on switching values: a part for each two strategies and measure."""
    table = writing.tables["switching"]
    orders = table[["strategy", "against", "measure"]].drop_duplicates().to_dict("records")
    parts = [order_section(writing, {str(key): str(value) for key, value in one.items()}) for one in orders]
    return ["## When the order turns", *parts, f"{READING} {lucks(writing)}"]


def lucks(writing: Writing) -> str:
    """Return how many lucks there were."""
    return f"There were {writing.fact('repetitions')} repetitions."


def order_section(writing: Writing, where: dict[str, str]) -> str:
    """Return for two strategies on one measure how they stand, and what turns that."""
    table = writing.tables["switching"]
    mine = table[(table[list(where)] == list(where.values())).all(axis=1)]
    one, other = writing.words(where["strategy"]), writing.words(where["against"])
    heading = f"### {capital(says(where['measure']))}: {one} and {other}"
    by_kind = {str(kind): [str(name) for name in some.figure] for kind, some in mine.groupby("verdict", sort=False)}
    parts = [heading, standing(writing, where, mine), turning_table(writing, where, mine), unturned(writing, by_kind)]
    return "\n\n".join(part for part in parts if part)


def standing(writing: Writing, where: dict[str, str], mine: pd.DataFrame) -> str:
    """Return which strategy is ahead as the scenario is, and by how much."""
    row = {**where, "figure": str(mine.figure.iloc[0])}
    number, low, high = (
        writing.number("switching", one, shown, **row) for one in ("difference", "difference_low", "difference_high")
    )
    ahead, clear = str(mine.ahead.iloc[0]), mine.difference_low.iloc[0] * mine.difference_high.iloc[0] > 0
    name = writing.words(where["strategy"])
    difference = f"{name} less {writing.words(where['against'])} {number} (95% interval {low} to {high})"
    if not clear:
        return f"As the scenario is, which is ahead cannot be told: {difference}."
    said = f"{writing.words(ahead)} is ahead" if ahead else f"{name} differs"
    return f"As the scenario is, {said}: {difference}."


def turning_table(writing: Writing, where: dict[str, str], mine: pd.DataFrame) -> str:
    """Return the figures that turn the order, each with its value there; "" for none."""
    rows = mine[mine.verdict.isin([TURNS, MAY_TURN])]
    if rows.empty:
        return ""
    heads = ("figure", "as it is", "range", "the order turns at", "not told from ... to")
    return as_table(heads, [turning_row(writing, {**where, "figure": str(name)}) for name in rows.figure])


def turning_row(writing: Writing, row: dict[str, str]) -> list[str]:
    """Return one figure's cells; an end of its interval that is not within the range is said to be beyond it."""
    own, low, high, at, first, last = (
        writing.number("switching", one, shown, **row) if not math.isnan(writing.value("switching", one, **row)) else ""
        for one in ("own", "low", "high", "turns_at", "turns_low", "turns_high")
    )
    ends = f"{first or 'below the range'} to {last or 'above the range'}"
    turns = at if first and last else f"perhaps at {at}"
    name, own = figure_named(writing, row["figure"]), own or AS_IT_IS
    return [name, own, f"{low} to {high}", turns, ends]


def unturned(writing: Writing, by_kind: dict[str, list[str]]) -> str:
    """Return what does not turn the order, by why."""
    texts = {
        NEVER: "The order never turns within the range of {}.",
        NOT_EVERYWHERE: "It never turns, but is not clear everywhere, within the range of {}.",
        NOT_MOVED: "Nothing of it changes with {}.",
        NOT_TOLD: "Since the order cannot be told, no switching value is given of {}.",
        NO_NUMBER: "There is no number at some value of {}.",
    }
    return " ".join(text.format(some(writing, by_kind[kind])) for kind, text in texts.items() if kind in by_kind)


def some(writing: Writing, names: list[str]) -> str:
    """Return figures as a list, or how many they are."""
    if len(names) <= NAMED:
        return listed([figure_named(writing, name) for name in names])
    return f"{whole(len(names))} figures (all are in the table `switching`)"
