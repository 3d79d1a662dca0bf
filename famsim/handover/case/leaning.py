"""On what the choice of an option hangs, and to which the figures lean where its authors prefer none: no ranking."""

import math

from famsim.handover.case.criteria import BY_CHILD_MONTH, CHILD_MONTH, ranked
from famsim.handover.case.derived import CARRIED
from famsim.handover.case.funding import FUNDING, carries
from famsim.handover.case.parts import spares
from famsim.handover.case.phases import at, comes_later, if_it_ends, later, plan_called, plans, whole_called
from famsim.handover.case.stakes import AUTHORITY, OF_SPECIALISTS
from famsim.handover.case.texts import PHASES, WHOLE
from famsim.handover.case.told import Told
from famsim.writing import listed, pounds_in_short

Plan = tuple[str, str]


def hangs(told: Told) -> str:
    """Return on what the choice hangs, by estimates alone; "" where an area's options are not ranked, or are one."""
    if told.kept.illustrative or len(told.asked) < 2 or not known(told, plans(told)):
        return ""
    said = (f"{for_a_family(told)}{for_a_month(told)}.", "" if told.prefers else lean(told), who_pays(told))
    return f"**On what the choice hangs,** by estimates alone. {' '.join(one for one in said if one)}"


def unpaid(told: Told) -> list[Plan]:
    """Return the plans that need nothing paid after the money: each option as it ends with it."""
    return [if_it_ends(told, name) or (name, WHOLE) for name in told.asked]


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
    most, least = known(told, plans(told))[0], known(told, unpaid(told))[0]
    if most == least:
        return f"{called(told, least)} costs least for each who comes{if_without(told, least)}"
    return (
        f"{called(told, most)} costs least for each who comes if {later(told, most[0])} is paid later, "
        f"{called(told, least)} if not"
    )


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


def for_a_month(told: Told) -> str:
    """Return which option costs least for each month in harm that a child is spared, and how much it and others do."""
    named, _ = ranked(told, BY_CHILD_MONTH)
    if not named:
        return ""
    others = [f"{whole_called(told, name)} {a_month(told, name)}" for name in named[1:]]
    first = f"{whole_called(told, named[0])} for each month in harm spared: {a_month(told, named[0])}"
    return f"; {', '.join([first, *others])}"


def who_pays(told: Told) -> str:
    """Return the question whether anyone pays what comes after the money; "" where nothing does."""
    named = [name for name in told.asked if comes_later(told, name)]
    sums = listed([f"{later(told, name)} for {told.called(name)} later{ours(told, name)}" for name in named])
    return f"Will anyone pay {sums}?" if named else ""


def ours(told: Told, name: str) -> str:
    """Return how much of what is paid later the council would pay, and up to how much in all; "" for nothing."""
    if not carries(told, name):
        return ""
    part = told.writing.number(CARRIED, "pounds", pounds_in_short, strategy=name, who=AUTHORITY)
    where: dict[str, object] = {"strategy": name, "source": "after_grant", "who": AUTHORITY}
    cash = (
        f", {told.writing.number(FUNDING, 'after', pounds_in_short, **where)} cash"
        if (told.writing.rows(FUNDING, **where))
        else ""
    )
    most = told.writing.number("payers", "high", pounds_in_short, strategy=name, account="fiscal", who=AUTHORITY)
    return f" (council {part}{cash}; {told.writing.how_long()}: up to {most})"


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
    """Return which plan is least by both without anything paid later, which is no reason to buy it; or that none is."""
    of = unpaid(told)
    if any(phase != WHOLE for _, phase in of):
        return "Figures lean to none: not all are known."
    months = [(name, WHOLE) for name in ranked(told, BY_CHILD_MONTH)[0]]
    first = [one for one in months if one in of][:1]
    if first == known(told, of)[:1]:
        return f"Figures lean to {called(told, first[0])}, least by both: a reason to look closer, not to buy."
    return f"Figures lean to {'neither' if first else 'none'}{alone_spares(told, of)}."


def alone_spares(told: Told, of: list[Plan]) -> str:
    """Return which plan alone clearly spares children months in harm without anything paid later; "" for another."""
    named = [one for one in of if spares(told, one[0])]
    if len(named) != 1:
        return ""
    so = " with nothing paid later" if of != plans(told) else ""
    return f";{so} only the range of {called(told, named[0])} shows fewer"
