"""The preferred option: which its authors prefer, and what the numbers say for and against each."""

import math
from collections.abc import Callable
from typing import NamedTuple

from famsim.handover.case.derived import CARRIED
from famsim.handover.case.funding import carries
from famsim.handover.case.parts import HARM, OUTCOMES, change, is_told, prompt
from famsim.handover.case.phases import at, comes_later, has, later
from famsim.handover.case.stakes import AUTHORITY
from famsim.handover.case.texts import PHASES, WHOLE, WITHIN, joined
from famsim.handover.case.told import Told
from famsim.writing import Writing, as_table, listed, pence_shown, pounds, pounds_in_short

FOR_AND_AGAINST = tuple(OUTCOMES)
PER_COMPLETE: dict[str, object] = {"phase": WHOLE, "measure": "per_complete"}
NOT_RANKED = (
    "**Not ranked.** What this area offered is not on record, so the options are illustrations and no order of them is "
    "given. Whoever makes this case says which is preferred, and on what grounds; `--prefer NAME` marks it."
)


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


def preferred(told: Told) -> str:
    """Return the part."""
    if told.prefers:
        return joined(
            f"The authors of this case prefer {told.called(told.prefers)}. The model prefers nothing: it says what "
            "each option comes to, and how sure that is.",
            for_and_against(told, told.prefers),
            "" if told.kept.illustrative else leaders(told),
            prompt("Why this option and not the others, and what would change your minds."),
        )
    return joined(
        NOT_RANKED if told.kept.illustrative else leaders(told),
        prompt("Which option is preferred, why, and what would change your minds."),
    )


def for_and_against(told: Told, name: str) -> str:
    """Return what is clear of the preferred option, for it and against it."""
    if name == told.first:
        return f"That is to spend nothing beyond what happens anyway, {told.called(name)}."
    clear = [one for one in FOR_AND_AGAINST if is_told(told.writing, name, one)]
    if not clear:
        return "Of what *What changes, not valued in pounds* tells, nothing clearly changes."
    rows = [f"- {OUTCOMES[one]}: {change(told.writing, one, name)}" for one in clear]
    return "What is clear of it:\n\n" + "\n".join(rows)


def leaders(told: Told) -> str:
    """Return which option leads by each criterion, by its estimate."""
    rows = [[one.says, *led_by(told, one)] for one in CRITERIA]
    head = (
        "By estimates alone, which is no ranking: where intervals overlap (*What is gained in pounds*) other figures "
        "or other luck could turn the order."
    )
    return (
        f"{head}\n\n**Which option leads, by its estimate.**\n\n{as_table(['by', 'leads', 'with', 'the others'], rows)}"
    )


def led_by(told: Told, by: Criterion) -> list[str]:
    """Return who leads by a criterion, its number, and the others' numbers."""
    known, unsaid = ranked(told, by)
    if not known:
        return ["cannot be said", "-", "-"]
    column = COLUMN[by.table]
    number = {name: told.writing.number(by.table, column, by.how, strategy=name, **by.where) for name in known}
    rest = [f"{told.called(name)} {number[name]}" for name in known[1:]]
    rest += [f"{told.called(name)} cannot be said" for name in unsaid]
    return [told.called(known[0]), number[known[0]], listed(rest) if rest else "-"]


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


def hangs(told: Told) -> str:
    """Return on what the choice hangs, by estimates alone; "" where an area's options are not ranked, or are one."""
    if told.kept.illustrative or len(told.options) < 2:
        return ""
    known, _ = ranked(told, BY_FAMILY)
    if not known:
        return ""
    leads, first = known[0], cheapest_if_not_paid(told, known)
    month = for_each_month(told)
    if first == leads:
        said = f"For each family {told.called(leads)} costs least{f', {month}' if month else ''}."
    else:
        said = (
            f"Will anyone pay {later(told, leads)} for {told.called(leads)} later{of_it_ours(told, leads)}? If so "
            f"{told.called(leads)} costs least for each family{f', {month}' if month else ''}. If not, "
            f"{told.called(first)} does for each family{'; for each month is not known' if month else ''}."
        )
    return f"**On what the choice hangs,** by estimates alone{unsure(told)}. {said}"


def of_it_ours(told: Told, name: str) -> str:
    """Return how much of what is paid later the council would pay, in brackets; "" for nothing."""
    if not carries(told, name):
        return ""
    ours = told.writing.number(CARRIED, "pounds", pounds_in_short, strategy=name, who=AUTHORITY)
    return f" ({ours} of it the council)"


def unsure(told: Told) -> str:
    """Return that ranges of the pounds for each family overlap, where those of all options do."""
    ends = [
        [told.writing.value("summary", one, strategy=name) for name in told.options]
        for one in ("per_family_low", "per_family_high")
    ]
    return " (ranges overlap)" if max(ends[0]) <= min(ends[1]) else ""


def cheapest_if_not_paid(told: Told, known: list[str]) -> str:
    """Return which option costs least for each family that comes if nothing is paid after the money of any."""
    each = {}
    for name in known:
        phase = WITHIN if has(told, name, WITHIN) and comes_later(told, name) else WHOLE
        rows = told.writing.rows(PHASES, **at(name, phase, "per_come"))
        each[name] = told.writing.value(PHASES, "estimate", **at(name, phase, "per_come")) if rows else math.inf
    return min(known, key=lambda name: each[name])


def for_each_month(told: Told) -> str:
    """Return which option costs least for each month in harm that a child is spared, and by how much; "" for none."""
    known, _ = ranked(told, BY_CHILD_MONTH)
    if not known:
        return ""
    cost = [
        told.writing.number("worth", "estimate", pounds_in_short, strategy=name, **CHILD_MONTH) for name in known[:2]
    ]
    beside = f", {told.called(known[1])} {cost[1]}" if len(known) > 1 else ""
    return f"{told.called(known[0])} for each month in harm spared ({cost[0]}{beside})"
