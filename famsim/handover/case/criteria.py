"""By what options can be put in an order, by their estimates alone, and the order."""

import math
from collections.abc import Callable
from typing import NamedTuple

from famsim.handover.case.stakes import HARM
from famsim.handover.case.texts import PHASES, WHOLE
from famsim.handover.case.told import Told
from famsim.handover.case.verdicts import is_told
from famsim.writing import Writing, pence_shown, pounds

PER_COMPLETE: dict[str, object] = {"phase": WHOLE, "measure": "per_complete"}


class Criterion(NamedTuple):
    """By what options can be put in an order: where its number stands, and which way is good."""

    says: str
    table: str
    where: dict[str, object]
    good: int
    how: Callable[[float], str]


CHILD_MONTH: dict[str, object] = {"measure": "per_child_month"}
FOR_A_POUND: dict[str, object] = {"measure": "benefit_cost"}
NET: dict[str, object] = {"measure": "net"}
BY_FAMILY = Criterion("pounds for each family that comes", "summary", {}, -1, pounds)
BY_CHILD_MONTH = Criterion("pounds for each child-month out of harm", "worth", CHILD_MONTH, -1, pounds)
CRITERIA = (
    BY_FAMILY,
    Criterion("pounds for each family that completes", PHASES, PER_COMPLETE, -1, pounds),
    BY_CHILD_MONTH,
    Criterion("what is gained for each pound", "worth", FOR_A_POUND, 1, pence_shown),
    Criterion("net sum", "worth", NET, 1, pounds),
)
COLUMN = {"summary": "per_family_helped", "worth": "estimate", PHASES: "estimate"}


def ranked(told: Told, by: Criterion) -> tuple[list[str], list[str]]:
    """Return the options of which a criterion is known, the best first, and those of which it cannot be said."""
    writing, column = told.writing, COLUMN[by.table]
    there = [name for name in told.options if writing.rows(by.table, strategy=name, **by.where)]
    values = {name: writing.value(by.table, column, strategy=name, **by.where) for name in there}
    unsaid = [name for name in there if math.isnan(values[name]) or cannot_be_said(writing, by, name)]
    return sorted((one for one in values if one not in unsaid), key=lambda one: -by.good * values[one]), unsaid


def cannot_be_said(writing: Writing, by: Criterion, name: str) -> bool:
    """Say whether a number is of so few families that it has no limits, or divides by months that are not clear."""
    if by.where is CHILD_MONTH and not is_told(writing, name, HARM):
        return True
    return by.table == "worth" and math.isnan(writing.value(by.table, "low", strategy=name, **by.where))
