"""The first page's part for finance: what falls to the council at worst, what is left, what is to be signed."""

from famsim.handover.case.funding import FUNDING, left_in_short
from famsim.handover.case.parts import borne, by_how_much, with_ends
from famsim.handover.case.phases import FEW, comes, goes_on
from famsim.handover.case.stakes import AT_STAKE, AUTHORITY, GRANT, RAISED, REFUSED, UPLIFT
from famsim.handover.case.sums import has_budget, size_in_short
from famsim.handover.case.texts import AFTER, WHOLE, WITHIN
from famsim.handover.case.told import Told
from famsim.measures import ALL
from famsim.writing import listed, percent, pounds_in_short

LESS = (("estimate", size_in_short), ("low", pounds_in_short), ("high", pounds_in_short))  # signs at the ends alone
SIGNS = (
    "**Sign nothing today.** Once quality assurance is signed and payers agree, three sums: the grant in cash; the "
    "council's part; what falls to it if partners refuse (in the months of the money, then after them; no range):"
)
LEFT_OUT = "In none: management, evaluation, interpreters, VAT, contingency, empty places."
UNAUDITED = (
    "Nobody has audited the model's assumptions, nor agreed who pays what. What comes back is to all public payers and "
    "to families; none is cash to count on."
)


def finance(told: Told) -> str:
    """Return what falls to the council under each option, a line an option, then what holds of all."""
    rows = [f"- {told.called(name)}: {exposure(told, name)}" for name in told.options]
    rest = f"{left(told)}{uplifted(told)} {specialists(told)}{LEFT_OUT} {UNAUDITED}"
    return "\n\n".join([SIGNS, "\n".join(rows), rest])


def exposure(told: Told, name: str) -> str:
    """Return the council's part, and what falls to it if partners refuse, in and after the months of the money."""
    total = total_less(told, name)
    if total:
        return total
    ceiling = borne(told, name, WHOLE, REFUSED)
    if has_budget(told, name) and goes_on(told, name) and comes(told, name, AFTER) >= FEW:
        within, after = (borne(told, name, phase, REFUSED) for phase in (WITHIN, AFTER))
        ceiling += f" ({within}, then {after})"
    return f"{in_cash(told, name)}{own_part(told, name)}if partners refuse {ceiling}."


def in_cash(told: Told, name: str) -> str:
    """Return what the grant pays; "" for nothing."""
    cash = borne(told, name, WHOLE, GRANT)
    return "" if cash == "-" else f"grant {cash}; "


def specialists(told: Told) -> str:
    """Return what specialist services' first responses come to, which is in the costs; "" where there are none."""
    where: dict[str, object] = {"item": "specialist"}
    named = [one for one in told.options if told.writing.rows("costs", strategy=one, **where)]
    some = [name for name in named if told.writing.value("costs", "estimate", strategy=name, **where) > 0]
    if not some:
        return ""
    said = [
        f"{told.called(one)} {told.writing.number('costs', 'estimate', pounds_in_short, strategy=one, **where)}"
        for one in some
    ]
    return f"In these costs: specialists' first responses ({', '.join(said)}). "


def own_part(told: Told, name: str) -> str:
    """Return the council's own part of all months, with its interval; "" where it has none."""
    where: dict[str, object] = {"strategy": name, "account": "fiscal", "who": AUTHORITY}
    if not told.writing.rows("payers", **where):
        return ""
    return f"council {with_ends(told.writing, 'payers', pounds_in_short, **where)}{of_it_added(told, name)}; "


def of_it_added(told: Told, name: str) -> str:
    """Return how much of the council's part is what it adds to an option's budget; "" where it adds nothing."""
    where: dict[str, object] = {"strategy": name, "source": "match", "who": AUTHORITY}
    if not told.writing.rows(FUNDING, **where):
        return ""
    within, there = (told.writing.number(FUNDING, one, pounds_in_short, **where) for one in ("within", "there_is"))
    return f", with {within} of the {there} that it adds"


def total_less(told: Told, name: str) -> str:
    """Return by how much less than the first strategy an option costs in all; "" where it costs more."""
    writing = told.writing
    where: dict[str, object] = {"strategy": name, "account": "fiscal", "who": ALL}
    if writing.value("payers", "estimate", **where) >= 0:
        return ""
    less, *ends = (writing.number("payers", one, how, **where) for one, how in LESS)
    return f"{less} less public money in all than {told.called(told.first)} ({ends[0]} to {ends[1]})."


def left(told: Told) -> str:
    """Return how much of each grant is left; "" where no sum is asked for."""
    where: dict[str, object] = {"source": "grant", "who": "grant"}
    there = [
        name for name in told.options if has_budget(told, name) and told.writing.rows(FUNDING, strategy=name, **where)
    ]
    if not there:
        return ""
    return (
        f"**Left of the cash asked for:** {', '.join(left_in_short(told, name) for name in there)}. Ask for less, or "
        "agree its other use. "
    )


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
    return f"**Optimism bias:** {here} 0%{step}."
