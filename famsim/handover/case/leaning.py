"""On what the choice of an option hangs, and to which the figures lean where its authors prefer none: no ranking."""

import math

from famsim.handover.case.criteria import BY_CHILD_MONTH, CHILD_MONTH, ranked
from famsim.handover.case.funding import at_most, carries, who_carries
from famsim.handover.case.parts import HARM, least_and_most, spares
from famsim.handover.case.phases import (
    at,
    comes_later,
    last_month,
    later,
    plan_called,
    plans,
    unpaid,
    whole_called,
)
from famsim.handover.case.stakes import AUTHORITY, OF_SPECIALISTS
from famsim.handover.case.texts import PHASES, WHOLE, Plan
from famsim.handover.case.told import Told
from famsim.measures import ALL
from famsim.writing import capital, counted_size, listed, pounds_in_short


def hangs(told: Told) -> str:
    """Return on what the choice hangs, by estimates alone; "" where an area's options are not ranked, or are one."""
    if told.kept.illustrative or len(told.asked) < 2 or not known(told, plans(told)):
        return ""
    said = (without_more(told), with_more(told), "" if is_split(told) else for_a_family(told), lean(told))
    return f"**On what the choice hangs,** by estimates. {' '.join(one for one in said if one)}"


def without_more(told: Told) -> str:
    """Return which plans clearly spare children months in harm with nothing paid after the money, and how many."""
    of = unpaid(told)
    if not all_known(of):
        return ""
    month = f" ({last_month(told)})" if last_month(told) else ""
    start = f"If nothing is paid after the grant{month}, " if of != plans(told) else ""
    named = [name for name, _ in of if spares(told, name)]
    if not named:
        return capital(f"{start}no option clearly shows fewer months in harm.")
    who, sizes = listed([told.called(name) for name in named]), "; ".join(size(told, name) for name in named)
    shows = f"only {who} shows" if len(named) == 1 else f"{who} show"
    return capital(f"{start}{shows} fewer months in harm: {sizes}.")


def with_more(told: Told) -> str:
    """Return what options that go on spare children if what comes after the money is paid, and for how many pounds."""
    if not all_known(unpaid(told)):
        return ""
    too = "does too" if any(spares(told, name) for name, _ in unpaid(told)) else "shows fewer"
    said = [
        f"If {later(told, name)} is paid later, {told.called(name)} "
        f"{f'{too}: {size(told, name)}' if spares(told, name) else 'does not clearly show fewer'}."
        for name in told.asked
        if comes_later(told, name)
    ]
    return " ".join(said)


def size(told: Told, name: str) -> str:
    """Return how many months in harm an option spares, and for how many pounds each, with intervals."""
    where: dict[str, object] = {"strategy": name, "measure": HARM, "group": ALL}
    months = told.writing.number("differences", "estimate", counted_size, **where)
    each = f", {a_month(told, name)} for each month" if name in ranked(told, BY_CHILD_MONTH)[0] else ""
    return f"{months}{least_and_most(told.writing, where)}{each}"


def all_known(of: list[Plan]) -> bool:
    """Say whether each plan was lived as it is, so that what children are spared under it is known."""
    return all(phase == WHOLE for _, phase in of)


def called(told: Told, plan: Plan) -> str:
    """Return a plan's name in a sentence that says itself what is paid later."""
    return told.called(plan[0]) if plan[1] == WHOLE else plan_called(told, *plan)


def each(told: Told, plan: Plan) -> float:
    """Return a plan's pounds for each family that comes; NaN where none does."""
    where = at(*plan, "per_come")
    return told.writing.value(PHASES, "estimate", **where) if told.writing.rows(PHASES, **where) else math.nan


def known(told: Told, of: list[Plan]) -> list[Plan]:
    """Return plans of which the pounds for each family that comes are known, the cheapest first."""
    return sorted((one for one in of if not math.isnan(each(told, one))), key=lambda one: each(told, one))


def for_a_family(told: Told) -> str:
    """Return which plan costs least for each family that comes, and if that takes what is paid later which else."""
    most, least = known(told, plans(told))[0], known(told, unpaid(told))[:1]
    if [most] == least:
        return f"Each who comes costs least under {called(told, most)}{if_without(told, most)}."
    if_not = f", under {called(told, least[0])} if not" if least else ""
    return f"Each who comes costs least under {called(told, most)} if {later(told, most[0])} is paid later{if_not}."


def if_without(told: Told, least: Plan) -> str:
    """Return which plan costs least for each without specialist help to others, where it is another option; else ""."""
    each_else = {
        one: told.writing.value(OF_SPECIALISTS, "each_else", strategy=one[0], phase=one[1])
        for one in known(told, plans(told))
    }
    first = min(each_else, key=lambda one: each_else[one])
    if told.ended.get(first[0], first[0]) == told.ended.get(least[0], least[0]):
        return ""
    said = whole_called(told, first[0]) if first[1] == WHOLE else called(told, first)
    return f" (without specialist help {said})"


def who_pays(told: Told) -> str:
    """Return who would pay what comes after the money of options that go on, a point an option; "" where none does."""
    said = [paid_on(told, name) for name in told.asked if comes_later(told, name) and carries(told, name)]
    return " ".join(said)


def paid_on(told: Told, name: str) -> str:
    """Return it of one option, and up to how much the council then pays in all months, and if partners refuse."""
    of: dict[str, object] = {"strategy": name, "account": "fiscal", "who": AUTHORITY}
    limited = math.isfinite(told.writing.value("payers", "high", **of))
    most = told.writing.number("payers", "high", pounds_in_short, **of) if limited else ""
    refused = f"{at_most(told, name)} if refused" if at_most(told, name) else ""
    limits = ", ".join(one for one in (most, refused) if one)
    return (
        f"**Who pays {later(told, name)} if {told.called(name)} goes on?** {capital(who_carries(told, name))}."
        f"{f' Council up to {limits}.' if limits else ''}"
    )


def a_month(told: Told, name: str) -> str:
    """Return the pounds for a month in harm spared with its interval, which may have no upper end."""
    writing = told.writing
    ends = [writing.value("worth", end, strategy=name, **CHILD_MONTH) for end in ("low", "high")]
    cost, low, high = (
        writing.number("worth", one, pounds_in_short, strategy=name, **CHILD_MONTH)
        for one in ("estimate", "low", "high")
    )
    return f"{cost} ({low} or more)" if math.isinf(ends[1]) else f"{cost} ({low}–{high})"


def lean(told: Told) -> str:
    """Return to which plan without anything paid later figures lean; "" where its authors say which they prefer.

    That is no reason to buy it; of two, by harm and by families, which counts is not the figures' to say.
    """
    if told.prefers:
        return ""
    if not all_known(unpaid(told)):
        return "Figures lean to none: not all are known."
    first, least = leading(told)
    if not first:
        return "Figures lean to none."
    if first == least:
        return f"Figures lean to {called(told, first[0])}, least by both: a reason to look closer, not to buy."
    harm, cost = called(told, first[0]), called(told, least[0])
    return f"Fewer months in harm speak for {harm}, cost of each who comes for {cost}: yours to weigh."


def leading(told: Told) -> tuple[list[Plan], list[Plan]]:
    """Return which plan without anything paid later costs least for a month in harm spared, and which for a family."""
    of = unpaid(told)
    months = [(name, WHOLE) for name in ranked(told, BY_CHILD_MONTH)[0]]
    return [one for one in months if one in of][:1], known(told, of)[:1]


def is_split(told: Told) -> bool:
    """Say whether one plan leads by harm and another by families, of all plans, so that one sentence says both."""
    first, least = leading(told)
    if told.prefers or not all_known(unpaid(told)) or not first or first == least:
        return False
    return known(told, plans(told))[:1] == least and not if_without(told, least[0])
