"""The first page's first table: who comes to each option, for how much, how many months in harm children live less."""

import math

from famsim.handover.case.derived import CARRIED, EVERYONE
from famsim.handover.case.parts import CANNOT, HARM, is_told, least_and_most, with_range
from famsim.handover.case.phases import FEW, at, comes, comes_later, has, measured, months
from famsim.handover.case.texts import PHASES, WHOLE, WITHIN
from famsim.handover.case.told import Told
from famsim.handover.report import lines
from famsim.measures import ALL
from famsim.questions.compare import MORE_COST
from famsim.scenario import has_usual
from famsim.writing import NEXT_TO_NOTHING, counted, counted_size, is_slight, pounds_in_short

NONE = "-"


def table(told: Told) -> str:
    """Return the table: an option a row; two where families come after its money, for the months of it and for all."""
    more = has_usual(told.scenario)
    heads = [
        f"option, over {told.writing.how_long()}",
        "more families come; finish" if more else "families come; finish",
        "each who comes",
        f"{MORE_COST if more else 'cost'} to all payers",
        "of it specialist help",
        "children's months in harm",
    ]
    return lines(heads, [row for name in told.options for row in rows_of(told, name)])


def rows_of(told: Told, name: str) -> list[list[str]]:
    """Return an option's rows."""
    if not has(told, name, WHOLE):
        return [[told.called(name), *[NONE] * 3, of_specialists(told, name) or NONE, in_harm(told, name)]]
    total = with_range(told, name, ALL)
    whole = [*who_come(told, name, WHOLE), total, of_specialists(told, name) or NONE, in_harm(told, name)]
    if not (has(told, name, WITHIN) and comes_later(told, name)):
        return [[told.called(name), *whole]]
    later = told.writing.number(CARRIED, "pounds", pounds_in_short, strategy=name, who=EVERYONE)
    within = [*who_come(told, name, WITHIN), in_its_months(told, name), NONE, "not known alone"]
    return [
        [f"{told.called(name)}, {months(told, name, WITHIN)}", *within],
        [f"{told.called(name)}, if {later} is paid later", *whole],
    ]


def who_come(told: Told, name: str, phase: str) -> list[str]:
    """Return how many come and finish in some months, and the pounds for each who comes."""
    come, complete = (measured(told, at(name, phase, one), counted) for one in ("come", "complete"))
    few = comes(told, name, phase) < FEW
    each = NONE if few else measured(told, at(name, phase, "per_come"), pounds_in_short)
    return [f"{come}; {complete}", each]


def in_its_months(told: Told, name: str) -> str:
    """Return what an option costs in the months of its money, with its interval where it has one."""
    where, writing = at(name, WITHIN, "cost"), told.writing
    cost = measured(told, where, pounds_in_short)
    if not all(math.isfinite(writing.value(PHASES, end, **where)) for end in ("low", "high")):
        return cost
    low, high = (writing.number(PHASES, end, pounds_in_short, **where) for end in ("low", "high"))
    return f"{cost} ({low}–{high})"


def of_specialists(told: Told, name: str) -> str:
    """Return what specialist services' first responses cost under an option; "" for nothing."""
    where: dict[str, object] = {"strategy": name, "item": "specialist"}
    if not told.writing.rows("costs", **where) or told.writing.value("costs", "estimate", **where) <= 0.0:
        return ""
    return told.writing.number("costs", "estimate", pounds_in_short, **where)


def in_harm(told: Told, name: str) -> str:
    """Return how many months fewer or more; that it is not clear, next to none or of too few."""
    writing = told.writing
    where: dict[str, object] = {"strategy": name, "measure": HARM, "group": ALL}
    if is_slight(writing, HARM, name) or writing.value("differences", "at_most", **where) == 0.0:
        return NEXT_TO_NOTHING
    if not math.isnan(writing.value("differences", "at_most", **where)):
        return CANNOT
    if not is_told(writing, name, HARM):
        return "not clear"
    number = writing.number("differences", "estimate", counted_size, **where)
    more = writing.value("differences", "estimate", **where) > 0
    return f"{number} {'more' if more else 'fewer'}{least_and_most(writing, where)}{', which is bad' * more}"
