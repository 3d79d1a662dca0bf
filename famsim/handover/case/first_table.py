"""The first page's first table: who comes to each option, for how much, how many months in harm children live less."""

import math

from famsim.handover.case.parts import CANNOT, HARM, borne, least_and_most, next_to_none, with_range
from famsim.handover.case.phases import FEW, NOT_KNOWN, at, comes, has, measured, plan_called, plans
from famsim.handover.case.stakes import AUTHORITY, OF_SPECIALISTS, REFUSED
from famsim.handover.case.texts import NONE, PHASES, WHOLE, WITHIN
from famsim.handover.case.told import Told
from famsim.handover.case.verdicts import is_told
from famsim.measures import ALL
from famsim.questions.compare import MORE_COST
from famsim.scenario import has_usual
from famsim.writing import NEXT_TO_NOTHING, as_table, counted, counted_size, pounds_in_short


def table(told: Told) -> str:
    """Return the table: a plan a row, two for an option to which families come after its money."""
    more = has_usual(told.scenario)
    heads = [
        f"over {told.writing.how_long()}, beside {told.called(told.first)}",
        "more families come; finish" if more else "families come; finish",
        "each who comes; without specialist help to others",
        f"{MORE_COST if more else 'cost'} to all payers, with range",
        "council's; if others refuse",
        "children's months in harm",
    ]
    return as_table(heads, [row(told, name, phase) for name, phase in plans(told)])


def row(told: Told, name: str, phase: str) -> list[str]:
    """Return a plan's cells."""
    first = plan_called(told, name, phase)
    if not has(told, name, phase):
        return [first, *[NONE] * 4, in_harm(told, name)]
    harm = in_harm(told, name) if phase == WHOLE else NOT_KNOWN
    return [first, *who_come(told, name, phase), cost(told, name, phase), councils(told, name, phase), harm]


def councils(told: Told, name: str, phase: str) -> str:
    """Return the council's part, and what it comes to if partners refuse."""
    return f"{borne(told, name, phase, AUTHORITY)}; {borne(told, name, phase, REFUSED)}"


def cost(told: Told, name: str, phase: str) -> str:
    """Return what a plan costs all payers, with its interval."""
    return with_range(told, name, ALL) if phase == WHOLE else in_its_months(told, name)


def who_come(told: Told, name: str, phase: str) -> list[str]:
    """Return how many come and finish in some months, and the pounds for each who comes."""
    come, complete = (measured(told, at(name, phase, one), counted) for one in ("come", "complete"))
    few = comes(told, name, phase) < FEW
    each = NONE if few else measured(told, at(name, phase, "per_come"), pounds_in_short)
    return [f"{come}; {complete}", each if few else f"{each}; {each_else(told, name, phase)}"]


def each_else(told: Told, name: str, phase: str) -> str:
    """Return the pounds for each who comes without specialist help, which is for families who do not."""
    return told.writing.number(OF_SPECIALISTS, "each_else", pounds_in_short, strategy=name, phase=phase)


def in_its_months(told: Told, name: str) -> str:
    """Return what an option costs in the months of its money, with its interval where it has one."""
    where, writing = at(name, WITHIN, "cost"), told.writing
    cost = measured(told, where, pounds_in_short)
    if not all(math.isfinite(writing.value(PHASES, end, **where)) for end in ("low", "high")):
        return cost
    low, high = (writing.number(PHASES, end, pounds_in_short, **where) for end in ("low", "high"))
    return f"{cost} ({low}–{high})"


def in_harm(told: Told, name: str) -> str:
    """Return how many months fewer or more; that it is not clear, next to none or of too few."""
    writing = told.writing
    where: dict[str, object] = {"strategy": name, "measure": HARM, "group": ALL}
    if next_to_none(writing, name):
        return NEXT_TO_NOTHING
    if not math.isnan(writing.value("differences", "at_most", **where)):
        return CANNOT
    if not is_told(writing, name, HARM):
        return "not clear"
    number = writing.number("differences", "estimate", counted_size, **where)
    more = writing.value("differences", "estimate", **where) > 0
    return f"{number} {'more' if more else 'fewer'}{least_and_most(writing, where)}{', which is bad' * more}"
