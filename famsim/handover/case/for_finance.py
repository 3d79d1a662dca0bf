"""The first page's part for a finance officer: what each option takes of which money."""

from famsim.appraisal import PAYER_SAYS
from famsim.handover.case.derived import CARRIED
from famsim.handover.case.funding import AUTHORITY, carries, in_short
from famsim.handover.case.parts import by_how_much, with_ends
from famsim.handover.case.stakes import AT_STAKE, RAISED, UPLIFT
from famsim.handover.case.sums import has_budget, size_in_short
from famsim.handover.case.told import Told
from famsim.measures import ALL
from famsim.writing import listed, percent, pounds_in_short

CASH = "Who bears what is a stated map, agreed with nobody (*From which money*). No saving is cash to count on."


def finance(told: Told) -> str:
    """Return what each option takes of which money, a line an option."""
    rows = [
        f"- {told.called(name)}: {'' if has_budget(told, name) else paid_by(told, name)}{of_budget(told, name)}"
        for name in told.options
    ]
    return "\n\n".join(["\n".join(rows), f"{CASH} {uplifted(told)} {SIGNS}"])


def uplifted(told: Told) -> str:
    """Return by how much costs are raised for optimism in sums, and what they come to raised by a usual step."""
    number, where = told.writing.number, {"what": RAISED}
    raised = listed(
        [
            f"{told.called(name)} {number(AT_STAKE, 'pounds', pounds_in_short, strategy=name, **where)}"
            for name in told.options
            if told.writing.rows(AT_STAKE, strategy=name, **where)
        ]
    )
    own = told.scenario.money.optimism_bias
    here = f"net sums have {told.writing.words(percent(own))}, costs" if own else "costs here have"
    step = f"; raised by {by_how_much(told, UPLIFT)} they are {raised}" if raised else ""
    return f"**Optimism bias:** {here} 0%{step}, not discounted (*Risk and optimism bias*)."


SIGNS = "**To sign:** the cash asked for; what the authority bears, and what falls to it if partners refuse."
LESS = (("estimate", size_in_short), ("low", pounds_in_short), ("high", pounds_in_short))  # signs at the ends alone


def paid_by(told: Told, name: str) -> str:
    """Return what an option costs in all, and how much of it each payer pays."""
    writing = told.writing
    where: dict[str, object] = {"strategy": name, "account": "fiscal", "who": ALL}
    if writing.value("payers", "estimate", **where) < 0:
        less, *ends = (writing.number("payers", one, how, **where) for one, how in LESS)
        return f"{less} less public money in all than {told.called(told.first)} ({ends[0]} to {ends[1]})"
    total = with_ends(writing, "payers", pounds_in_short, **where)
    if has_budget(told, name):
        return ""
    payers = [one for one in PAYER_SAYS if writing.rows("payers", strategy=name, account="fiscal", who=one)]
    split = ", ".join(
        f"{PAYER_SAYS[who]} "
        f"{writing.number('payers', 'estimate', pounds_in_short, strategy=name, account='fiscal', who=who)}"
        for who in payers
    )
    return f"{total} of public money in all: {split}"


def of_budget(told: Told, name: str) -> str:
    """Return from which money an option is paid in its months, what is left of it, and what the authority bears."""
    if not has_budget(told, name):
        return ". No budget is given."
    less = paid_by(told, name)
    text = f"{less + '; ' if less else ''}{in_short(told, name)}"
    where: dict[str, object] = {"strategy": name, "account": "fiscal", "who": AUTHORITY}
    if told.writing.rows("payers", **where):
        text += f". The authority bears {with_ends(told.writing, 'payers', pounds_in_short, **where)} in all"
    if not carries(told, name):
        return f"{text}."
    own = told.writing.number(CARRIED, "pounds", pounds_in_short, strategy=name, who=AUTHORITY)
    return f"{text}, **{own} of it after the money, with no budget.**"
