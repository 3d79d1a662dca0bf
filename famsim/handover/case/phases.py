"""What each option comes to in the months of its money and after them, and for one sum, side by side."""

import math
from collections.abc import Callable

from famsim.handover.case.derived import CARRIED, EVERYONE
from famsim.handover.case.texts import AFTER, PHASES, WHOLE, WITHIN, Plan, joined
from famsim.handover.case.told import Told
from famsim.measures import WITH_EFFECT
from famsim.writing import Writing, as_table, counted, listed, pounds, pounds_in_short

SAYS = {WITHIN: "of its money", AFTER: "after it", WHOLE: "all"}
MEASURES: dict[str, Callable[[float], str]] = {
    "cost": pounds,
    "come": counted,
    "complete": counted,
    "per_come": pounds,
    "per_complete": pounds,
}
PER_COME, PENNY = "per_family_helped", 0.01
NOT_KNOWN = "not known"  # of months of the money that are cut out of an option that goes on
FEW = 5.0  # families: what each of fewer costs says nothing
HEADS = ["option", "months", "cost", "come", "complete", "each who comes", "each who completes"]
HOW = (
    "Options whose months differ are not like for like: one that goes on after its money brings families, and costs, "
    "in months in which another has ended. *Come*: to a first session; some who complete after the money came in its "
    "months. In brackets 95% intervals by draws, of the months of the money; *In all months* has those of all months."
)


def phases(told: Told) -> str:
    """Return the table by phase, and what each option would come to for one sum."""
    sums = [one for phase in (WITHIN, WHOLE) if (one := for_one_sum(told, phase))]
    return joined(by_months(told), *sums)


def by_months(told: Told) -> str:
    """Return the table by phase."""
    rows = [row(told, name, phase) for name in told.options for phase in SAYS if is_shown(told, name, phase)]
    if not rows:
        return ""
    return joined(HOW, "**By months.**", as_table(HEADS, rows))


def has(told: Told, name: str, phase: str) -> bool:
    """Say whether an option has such months."""
    return bool(told.writing.rows(PHASES, **at(name, phase, "cost")))


def is_shown(told: Told, name: str, phase: str) -> bool:
    """Say whether an option has such months apart: of one that ends with its money there is one row."""
    return has(told, name, phase) and (goes_on(told, name) or phase == (WITHIN if has(told, name, WITHIN) else WHOLE))


def row(told: Told, name: str, phase: str) -> list[str]:
    """Return an option's cells for some months."""
    one = with_limits if phase == WITHIN and goes_on(told, name) else measured
    cells = [one(told, at(name, phase, measure), how) for measure, how in MEASURES.items()]
    if comes(told, name, phase) < FEW:
        cells[-2:] = ["-", "-"]
    if phase == WHOLE or not goes_on(told, name):
        cells[list(MEASURES).index("per_come")] = each_who_comes(told, name)
    return [told.called(name), f"{SAYS[phase]} ({months(told, name, phase)})", *cells]


def each_who_comes(told: Told, name: str) -> str:
    """Return the pounds for each family that comes: of the first page's table where it is the same to the penny."""
    where, writing = at(name, WHOLE, "per_come"), told.writing
    ours, first = writing.value(PHASES, "estimate", **where), writing.value("summary", PER_COME, strategy=name)
    if abs(ours - first) < PENNY:
        return writing.number("summary", PER_COME, pounds, strategy=name)
    return measured(told, where, pounds)


def comes(told: Told, name: str, phase: str) -> float:
    """Return how many come in a phase."""
    return told.writing.value(PHASES, "estimate", **at(name, phase, "come"))


def months(told: Told, name: str, phase: str) -> str:
    """Return "to month 36" or "months 37 to 96"; what is paid before anybody comes is of the first months."""
    where: dict[str, object] = at(name, phase, "cost")
    first, last = (told.writing.number(PHASES, one, "{:.0f}".format, **where) for one in ("first", "last"))
    return f"months {first} to {last}" if phase == AFTER else f"to month {last}"


def plans(told: Told) -> list[Plan]:
    """Return what can be decided on: each option in all its months; first, of one that goes on, as it ends."""
    found = []
    for name in told.asked:
        found += [*([ends] if (ends := if_it_ends(told, name)) else []), (name, WHOLE)]
    return found


def unpaid(told: Told) -> list[Plan]:
    """Return the plans that need nothing paid after the money, so that families come then to none of them."""
    return [one for one in plans(told) if one[1] != WHOLE or not comes_later(told, one[0])]


def if_it_ends(told: Told, name: str) -> Plan | None:
    """Return the plan that ends with an option's money: lived so, else its money's months; None where none goes on."""
    if name in told.ended:
        return told.ended[name], WHOLE
    return (name, WITHIN) if has(told, name, WITHIN) and comes_later(told, name) else None


def of_both(told: Told, name: str, what: Callable[[Told, str, str], str]) -> str:
    """Return what an option comes to, and what if it goes on after its money; once where both are in the same words."""
    ends, whole = if_it_ends(told, name), what(told, name, WHOLE)
    within = what(told, *ends) if ends else whole
    alike = told.writing.printed(within) == told.writing.printed(whole)
    return whole if alike else f"{within} ({whole} if it goes on)"


def whole_called(told: Told, name: str) -> str:
    """Return an option's name, and of one that has a plan that ends with its money that it is meant as it goes on."""
    return f"{told.called(name)}{' if it goes on' if if_it_ends(told, name) else ''}"


def plan_called(told: Told, name: str, phase: str) -> str:
    """Return a plan's name: of an option that goes on to which month, or if which sum is paid later."""
    if not (has(told, name, WITHIN) and comes_later(told, name)):
        return told.called(name)
    if phase == WITHIN:
        return f"{told.called(name)}, {months(told, name, WITHIN)}"
    return f"{told.called(name)}, if {later(told, name)} is paid later"


def later(told: Told, name: str) -> str:
    """Return what all payers would pay after an option's money."""
    return told.writing.number(CARRIED, "pounds", pounds_in_short, strategy=name, who=EVERYONE)


def last_month(told: Told) -> str:
    """Return to which month the money of all options lasts, in words; "" where that differs or none ends."""
    ends = {
        name: told.writing.value(PHASES, "last", **at(name, WITHIN, "cost"))
        for name in told.options
        if has(told, name, WITHIN)
    }
    if len(set(ends.values())) != 1:
        return ""
    where = at(next(iter(ends)), WITHIN, "cost")
    return f"month {told.writing.number(PHASES, 'last', '{:.0f}'.format, **where)}"


def at(name: str, phase: str, measure: str) -> dict[str, object]:
    """Return where a measure of some months of an option stands."""
    return {"strategy": name, "phase": phase, "measure": measure}


def measured(told: Told, where: dict[str, object], how: Callable[[float], str]) -> str:
    """Return a measure; a dash where there is none."""
    known = math.isfinite(told.writing.value(PHASES, "estimate", **where))
    return told.writing.number(PHASES, "estimate", how, **where) if known else "-"


def with_limits(told: Told, where: dict[str, object], how: Callable[[float], str]) -> str:
    """Return a measure with its interval, where it has one."""
    writing = told.writing
    if not all(math.isfinite(writing.value(PHASES, end, **where)) for end in ("low", "high")):
        return measured(told, where, how)
    low, high = (writing.number(PHASES, one, how, **where) for one in ("low", "high"))
    return f"{measured(told, where, how)} ({low} to {high})"


def for_one_sum(told: Told, phase: str) -> str:
    """Return how many come and complete under each option for what the least of them costs; "" where that is one."""
    there = [name for name in told.options if has(told, name, phase) and comes_for_sum(told, name, phase) > 0]
    if len(there) < 2:
        return ""
    least = min(there, key=lambda name: cost_of(told, name, phase))
    said = "; ".join(
        f"{told.called(name)} {at_sum(told, name, phase, 'come')} come, "
        f"{at_sum(told, name, phase, 'complete')} complete"
        for name in there
    )
    which = "in the months of the money" if phase == WITHIN else "in all months"
    sum_of = measured(told, at(least, phase, "cost"), pounds_in_short)
    return f"**For {sum_of} {which}** (what {told.called(least)} costs; the others in proportion): {said}."


def at_sum(told: Told, name: str, phase: str, what: str) -> str:
    """Return how many come or complete for the one sum."""
    return measured(told, at(name, phase, f"{what}_for_sum"), counted)


def comes_for_sum(told: Told, name: str, phase: str) -> float:
    """Return how many come for the one sum; NaN where that is not known."""
    return told.writing.value(PHASES, "estimate", **at(name, phase, "come_for_sum"))


def cost_of(told: Told, name: str, phase: str) -> float:
    """Return what an option costs in a phase."""
    return told.writing.value(PHASES, "estimate", **at(name, phase, "cost"))


def goes_on(told: Told, name: str) -> bool:
    """Say whether an option costs a pound or more after the months of its money."""
    return has(told, name, AFTER) and cost_of(told, name, AFTER) >= 1.0


def comes_later(told: Told, name: str) -> bool:
    """Say whether families come after the money of an option that may go on, and not a few."""
    return told.goes_on(name) and goes_on(told, name) and comes(told, name, AFTER) >= FEW


def all_called(told: Told, names: list[str]) -> str:
    """Return options' names in a list, last those that are meant as they go on."""
    order = sorted(names, key=lambda name: if_it_ends(told, name) is not None)
    return listed([whole_called(told, name) for name in order])


def come(told: Told, name: str, phase: str) -> str:
    """Return how many come in some months."""
    if not has(told, name, phase):
        return told.writing.number("summary", WITH_EFFECT.name, counted, strategy=name)
    return measured(told, at(name, phase, "come"), counted)


def helps(writing: Writing, name: str) -> float:
    """Return how many families an option helps by what has a shown effect; beside usual services so many more."""
    return writing.value("summary", WITH_EFFECT.name, strategy=name)
