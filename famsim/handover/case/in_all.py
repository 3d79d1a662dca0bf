"""What each option comes to in all months, with intervals: families, two changes, pounds, the council's part."""

import math

from famsim.handover.case.parts import CANNOT, borne, reached
from famsim.handover.case.phases import at, has, measured
from famsim.handover.case.stakes import AUTHORITY
from famsim.handover.case.texts import WHOLE, joined
from famsim.handover.case.told import Told
from famsim.measures import ALL
from famsim.questions.compare import MORE_COST, change_in_short, cost_in_short, helped_in_short
from famsim.scenario import has_usual
from famsim.writing import (
    NEXT_TO_NOTHING,
    Writing,
    as_table,
    counted,
    is_slight,
    pounds_in_short,
    prices_in_words,
    too_few,
)

LED = {"fewer_partings": "couples who part", "child_months_in_harm": "child-months in harm"}


def in_all(told: Told) -> str:
    """Return the table."""
    writing = told.writing
    cost = f"{MORE_COST if has_usual(told.scenario) else 'cost'} to all payers"
    heads = [
        "option",
        "more families who come; finish" if has_usual(told.scenario) else "families who come; finish",
        *LED.values(),
        f"{cost}, {prices_in_words(writing, told.options[0])}",
        "of it the council's",
        "cost of each who comes; finishes",
    ]
    rows = [[told.called(name), *all_months(told, name)] for name in told.options]
    return joined("In brackets 95% intervals, by draws and luck.", as_table(heads, rows))


def all_months(told: Told, name: str) -> list[str]:
    """Return an option's cells."""
    writing = told.writing
    changes = [unmeasured(writing, one, name) for one in LED]
    ended: dict[str, object] = {"strategy": name, "group": ALL, "measure": "completed"}
    total, each = cost_in_short(writing, name)
    return [
        f"{who_come(writing, name)}; {writing.number('reach', 'estimate', counted, **ended)}",
        *changes,
        total,
        borne(told, name, WHOLE, AUTHORITY),
        f"{each}{finished(told, name)}",
    ]


def unmeasured(writing: Writing, measure: str, name: str) -> str:
    """Return a change; of one of too few families that it cannot be told, which is not that there is none."""
    if is_slight(writing, measure, name):
        return NEXT_TO_NOTHING
    at_most = writing.value("differences", "at_most", strategy=name, measure=measure, group=ALL)
    if not math.isnan(at_most):
        return CANNOT if at_most > 0.0 else NEXT_TO_NOTHING
    return change_in_short(writing, measure, name)


def finished(told: Told, name: str) -> str:
    """Return what each family that finishes costs; "" where none does or nothing is paid."""
    if not has(told, name, WHOLE):
        return ""
    each = measured(told, at(name, WHOLE, "per_complete"), pounds_in_short)
    return "" if each == "-" else f"; {each}"


def who_come(writing: Writing, name: str) -> str:
    """Return how many come with their interval, or how many fewer than under the first strategy."""
    where: dict[str, object] = {"strategy": name, "group": ALL, "measure": "helped"}
    if writing.value("reach", "estimate", **where) < 0:
        return reached(writing, name, "helped")
    if too_few(writing, "reach", **where):
        return helped_in_short(writing, name)
    low, high = (writing.number("reach", end, counted, **where) for end in ("low", "high"))
    return f"{helped_in_short(writing, name)} ({low}–{high})"
