"""What may be said of the parts of an attribution: which are clear, which way they go, what a run comes to."""

import math
from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from famsim.questions.why.switches import DELIVERY, GIVEN, MEAN, OFFERED, PERFECT, REVERSE
from famsim.writing import TOO_FEW, Writing, with_decimals


def about(writing: Writing, measure: str) -> pd.Series:
    """Return a measure's row: unit, says, good."""
    return writing.tables["measures"].set_index("measure").loc[measure]


def is_harm(writing: Writing, measure: str) -> bool:
    """Say whether more of a measure is a harm."""
    return bool(about(writing, measure)["good"] < 0)


def total(writing: Writing, measure: str, run: str) -> str:
    """Return what a run comes to, with its interval."""
    where = {"measure": measure, "order": GIVEN, "run": run}
    how = with_decimals(*(writing.value("chain", end, **where) for end in ("value", "low", "high")))
    if has_too_few(writing, measure, run):
        return f"{writing.number('chain', 'value', how, **where)} ({TOO_FEW})"
    return f"{writing.number('chain', 'value', how, **where)} (95% interval {between(writing, 'chain', how, **where)})"


def net(writing: Writing, measure: str, run: str) -> float:
    """Return what a run comes to."""
    return writing.value("chain", "value", measure=measure, order=GIVEN, run=run)


def has_too_few(writing: Writing, measure: str, run: str = OFFERED) -> bool:
    """Say whether too few families differ for an interval of what a run comes to."""
    return not math.isnan(writing.value("chain", "at_most", measure=measure, order=GIVEN, run=run))


def between(writing: Writing, table: str, how: Callable[[float], str], **where: object) -> str:
    """Return the ends of an interval, or that too few families differ for one."""
    if not math.isnan(writing.value(table, "at_most", **where)):
        return TOO_FEW
    return " to ".join(writing.number(table, end, how, **where) for end in ("low", "high"))


def clear_total(writing: Writing, measure: str) -> bool:
    """Say whether the interval of the whole difference leaves out 0."""
    where = {"measure": measure, "order": GIVEN, "run": OFFERED}
    return writing.value("chain", "low", **where) > 0 or writing.value("chain", "high", **where) < 0


def rows_of(writing: Writing, measure: str, parts: tuple[str, ...], order: str = MEAN) -> pd.DataFrame:
    """Return the rows of some parts in an order, the largest first."""
    table = writing.tables["attribution"]
    rows = table[(table.measure == measure) & (table.order == order) & table.part.isin(parts)]
    return rows.sort_values("estimate", key=lambda values: -values.abs(), kind="stable")


class Sorted(NamedTuple):
    """Parts by what may be said of them, the largest first: clear ones need both orders to go the same way."""

    adds: list[str]
    takes: list[str]
    turns: list[str]  # clear on average, but which way depends on the order
    unclear: list[str]
    nothing: list[str]


def sorted_out(writing: Writing, measure: str, parts: tuple[str, ...]) -> Sorted:
    """Return parts by what may be said of them."""
    rows = rows_of(writing, measure, parts).set_index("part")
    each = [rows_of(writing, measure, parts, order).set_index("part").estimate for order in (GIVEN, REVERSE)]
    found = Sorted([], [], [], [], [])
    for part, row in rows.iterrows():
        orders = [float(one[part]) for one in each]
        if row["n_changed"] == 0 and not any(orders):
            found.nothing.append(part)
        elif row["low"] <= 0.0 <= row["high"]:
            found.unclear.append(part)
        elif orders[0] * orders[1] < 0.0:
            found.turns.append(part)
        else:
            (found.adds if row["low"] > 0.0 else found.takes).append(part)
    return found


def gains(writing: Writing, measure: str) -> bool:
    """Say whether perfect delivery would bring more of a measure, not less."""
    return writing.value("chain", "value", measure=measure, order=GIVEN, run=PERFECT) >= 0


def largest_loss(writing: Writing, measure: str, order: str) -> str:
    """Return the step of delivery that takes most of the difference away in an order, "" if it is not a clear one."""
    rows, upward = rows_of(writing, measure, DELIVERY, order), gains(writing, measure)
    first = rows[rows.estimate < 0 if upward else rows.estimate > 0].head(1)
    return next(iter(first[first.high < 0 if upward else first.low > 0].part), "")
