"""Strategies that do not cost the same, brought to one sum in proportion: a table, and how far it may be believed."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pandas as pd

from famsim.measures import ALL, WITH_EFFECT
from famsim.runs import UNIT
from famsim.writing import (
    NO_OFFER,
    TOO_FEW,
    Writing,
    as_change,
    counted,
    hundredths,
    is_clear,
    is_exact,
    pounds,
    prices_in_words,
    too_few,
    with_decimals,
)

TABLE = "equal_budget"
SAME = 0.02  # of the greater cost: two that differ by less cost the same
CHANGES = {"fewer_partings": "partings", "child_months_in_harm": "child_months"}  # a measure, and its columns
HEADS = (
    "strategy",
    "costs{}",
    "times as much",
    "families helped by a shown effect",
    "change in couples who part",
    "change in months children live in harm",
)


def equal_table(tables: dict[str, pd.DataFrame]) -> pd.DataFrame | None:
    """Return what strategies would come to for the sum that the least of them costs; None where they cost the same.

    strategy, cost, sum, times, helped, then a change with its limits; those that cost nothing are left out.
    """
    summary = tables["summary"]
    paid = summary.iloc[1:][summary.total.iloc[1:] > 0.0]
    if len(paid) < 2 or paid.total.max() - paid.total.min() <= SAME * paid.total.max():
        return None
    least = float(paid.total.min())
    changes = tables["differences"]
    changes = changes[changes.group == ALL].set_index(["strategy", "measure"])
    return pd.DataFrame([equal_row(one, least, changes) for one in paid.to_dict("records")])


def equal_row(summary: dict[str, Any], pounds_each: float, changes: pd.DataFrame) -> dict[str, Any]:
    """Return a strategy's row, everything in proportion to its pounds."""
    name, times = summary["strategy"], pounds_each / summary["total"]
    found = {"strategy": name, "cost": summary["total"], "sum": pounds_each, "times": times}
    found["helped"] = times * summary[WITH_EFFECT.name]
    for measure, column in CHANGES.items():
        row, turn = changes.loc[(name, measure)], as_change(measure)
        ends = sorted(turn * times * float(row[end]) for end in ("low", "high"))
        found |= {column: turn * times * float(row.estimate), f"{column}_low": ends[0], f"{column}_high": ends[1]}
    return found


def equal_section(writing: Writing) -> str:
    """Return the section; nothing where strategies cost the same."""
    table = writing.tables.get(TABLE)
    if table is None:
        return ""
    names = [str(name) for name in table.strategy]
    prices = prices_in_words(writing, names[0])
    rows = [f"| {' | '.join(HEADS)} |".format(f" ({UNIT}, {prices})"), f"|{'---|' * len(HEADS)}"]
    rows += [f"| {' | '.join(cells(writing, name))} |" for name in names]
    least = writing.number(TABLE, "sum", pounds, strategy=names[0])
    head = (
        f"The strategies do not cost the same. Here each is brought to {least} ({prices}), "
        "what the least of them costs, and all that it does in proportion; 95% intervals in brackets, fewer below 0. "
        "That is a rule of three: staff and pathways are paid however few come, and more places may find no families. "
        "`--equal-budget` with a sum sets every strategy's places to it, and runs them."
    )
    return "\n\n".join(["## For the same money", head, "\n".join(rows)])


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
