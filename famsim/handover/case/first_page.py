"""The first page of a case: the answer for a director, for a councillor, and for a finance officer."""

from famsim.handover.case.at_risk import at_risk
from famsim.handover.case.first_table import table
from famsim.handover.case.for_councillor import ask_first, better_off, from_to, many, moves, pays
from famsim.handover.case.for_finance import finance
from famsim.handover.case.funding import leaves
from famsim.handover.case.given import given
from famsim.handover.case.leaning import hangs, who_pays
from famsim.handover.case.parts import part
from famsim.handover.case.points import does, how_sure, in_pounds, may_harm, promise
from famsim.handover.case.stakes import GRANT
from famsim.handover.case.sums import adders, has_budget, spend
from famsim.handover.case.texts import joined
from famsim.handover.case.to_residents import fair, to_a_resident
from famsim.handover.case.told import Told
from famsim.writing import pounds_in_short


def first_page(told: Told) -> str:
    """Return the page: what is proposed, for all who read it, then what each came for."""
    return joined(
        joined(question(told), given(told), table(told)),
        part("For the director", decision(told), points(told)),
        part("For the councillor", ask_first(told), answers(told)),
        part("For the finance officer", finance(told)),
    )


def question(told: Told) -> str:
    """Return what is asked, and that the sum is to cover more than its own cash."""
    ways = "in this way" if len(told.asked) == 1 else "in one of these ways"
    return (
        f"**The question:** whether to {spend(told)} families {ways}, or none ({told.called(told.first)})."
        f"{less_in_cash(told)}"
    )


def decision(told: Told) -> str:
    """Return what is to be decided today, what is not, and what is preferred by whom."""
    one = len(told.asked) == 1
    return (
        f"**To decide today:** {'whether to work the option up' if one else 'which option to work up, or none'}; its "
        f"owner; to ask partners to agree. {not_yet(told)}"
    )


def not_yet(told: Told) -> str:
    """Return which option its authors prefer, or that none is marked, and what is not ready."""
    unready = "**Do not spend yet:** no payer has agreed, quality assurance is not signed."
    if told.prefers:
        return (
            f"**Preferred:** {told.called(told.prefers)}, by the authors of this case (*Preferred option*); no model "
            f"prefers. {unready}"
        )
    return f"{unready} No option is preferred by its authors."


def less_in_cash(told: Told) -> str:
    """Return why more is asked for than the grant pays; "" where it is not."""
    if not any(leaves(told, name) for name in told.options):
        return ""
    return (
        " Each is sized so that *all* payers' costs in its months, staff time too, come near that"
        f"{added(told)}; the grant pays {from_to(told, GRANT)}."
    )


def added(told: Told) -> str:
    """Return what is added to an option's budget, in brackets; "" for nothing."""
    said = [
        f"{told.called(name)}: and {match(told, name)} of {adders(told, name).replace('authority', 'council')}"
        for name in told.asked
        if has_budget(told, name) and told.writing.value("budgets", "match", strategy=name, year=0)
    ]
    return f" ({'; '.join(said)})" if said else ""


def match(told: Told, name: str) -> str:
    """Return what others add to an option's budget."""
    return told.writing.number("budgets", "match", pounds_in_short, strategy=name, year=0)


def points(told: Told) -> str:
    """Return what the table comes to, a line a point."""
    sure = f"{may_harm(told)} {how_sure(told.writing)}"
    said = [does(told), hangs(told), who_pays(told), f"{in_pounds(told)} {promise()}", sure]
    return "\n".join(f"- {one}" for one in said if one)


def answers(told: Told) -> str:
    """Return what a councillor is asked at the door, a question a line with its answer."""
    said = [
        better_off(told),
        f"{many(told)}{moves(told)}",
        at_risk(told),
        pays(told),
        fair(told),
        to_a_resident(told),
    ]
    return "\n".join(f"- {one}" for one in said if one)
