"""Strategies brought to one sum, as an answer says it, and how far that may be believed."""

from __future__ import annotations

import math
from collections.abc import Callable

from famsim.measures import ALL
from famsim.questions.compare.tables.equal import CHANGES, TABLE
from famsim.runs import UNIT
from famsim.writing import (
    NO_OFFER,
    TOO_FEW,
    Writing,
    as_table,
    counted,
    hundredths,
    is_clear,
    is_exact,
    pounds,
    prices_in_words,
    too_few,
    with_decimals,
)

HEADS = (
    "strategy",
    "costs{}",
    "times as much",
    "families helped by a shown effect",
    "change in couples who part",
    "change in months children live in harm",
)


def equal_section(writing: Writing) -> str:
    """Return the section; nothing where strategies cost the same."""
    table = writing.tables.get(TABLE)
    if table is None:
        return ""
    names = [str(name) for name in table.strategy]
    prices = prices_in_words(writing, names[0])
    heads = [one.format(f" ({UNIT}, {prices})") for one in HEADS]
    least = writing.number(TABLE, "sum", pounds, strategy=names[0])
    head = (
        f"The strategies do not cost the same. Here each is brought to {least} ({prices}), "
        "what the least of them costs, and all that it does in proportion; 95% intervals in brackets, fewer below 0. "
        "That is a rule of three: staff and pathways are paid however few come, and more places may find no families. "
        "`--equal-budget` with a sum sets every strategy's places to it, and runs them."
    )
    return "\n\n".join(["## For the same money", head, as_table(heads, [cells(writing, name) for name in names])])


def cells(writing: Writing, name: str) -> list[str]:
    """Return a strategy's cells."""
    where = {"strategy": name}
    changed = [change(writing, name, column) for column in CHANGES.values()]
    return [
        writing.words(name),
        writing.number(TABLE, "cost", pounds, **where),
        writing.number(TABLE, "times", hundredths, **where),
        writing.number(TABLE, "helped", counted, **where),
        *changed,
    ]


def change(writing: Writing, name: str, column: str) -> str:
    """Return a change and its limits."""
    columns = (column, f"{column}_low", f"{column}_high")
    how = printed(*(writing.value(TABLE, one, strategy=name) for one in columns))
    numbers = [writing.number(TABLE, one, how, strategy=name) for one in columns]
    if not math.isfinite(writing.value(TABLE, f"{column}_high", strategy=name)):
        return numbers[0]
    measure = next(one for one, its in CHANGES.items() if its == column)
    few = too_few(writing, "differences", strategy=name, measure=measure, group=ALL)
    if few:
        return NO_OFFER if few == NO_OFFER else TOO_FEW
    if is_exact(writing, "differences", {"strategy": name, "measure": measure, "group": ALL}):
        return numbers[0]
    return f"{numbers[0]} ({numbers[1]} to {numbers[2]})"


def printed(estimate: float, low: float, high: float) -> Callable[[float], str]:
    """Return a way of printing a change in which no end of a clear one rounds to 0."""
    if is_clear(low, high) and min(abs(low), abs(high)) < 1.0:
        return with_decimals(estimate, low, high, ends=(low, high))
    return counted
