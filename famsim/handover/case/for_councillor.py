"""The first page's part for a councillor, which stands by itself: what to ask, who is helped, who pays."""

import math
from collections.abc import Callable

from famsim.appraisal import PAYER_SAYS
from famsim.handover.case.funding import ASIDE, FUNDING, at_most, leaves, left_in_short, sources
from famsim.handover.case.parts import HARM, borne, is_bad, next_to_none, rises, spared_each, spares
from famsim.handover.case.phases import (
    NOT_KNOWN,
    come,
    comes_later,
    helps,
    later,
    of_both,
    plans,
)
from famsim.handover.case.stakes import AUTHORITY, BORNE, GRANT, REFUSED
from famsim.handover.case.sums import has_budget, money_there, of_costs_in_words
from famsim.handover.case.texts import WHOLE
from famsim.handover.case.told import Told
from famsim.handover.case.verdicts import is_told
from famsim.measures import ALL, WITH_EFFECT
from famsim.writing import counted, counted_size, listed, pounds_in_short

MOSTLY = 0.5  # of a sum


def ask_first(told: Told) -> str:
    """Return what is to be asked first."""
    work_up = "the option" if len(told.asked) == 1 else "one option, or none"
    return (
        f"**Tonight: do not vote to spend.** Ask for {work_up}, worked up: payers agreed, quality "
        f"assured. **Ask first:** {who_pays_later(told)} Who keeps families safe? Has specialist help room? Why do so "
        "few finish?"
    )


def who_pays_later(told: Told) -> str:
    """Return the question who pays after the money, with pounds where families come then, and what grant is left."""
    said = [
        f"{later(told, name)} for {told.called(name)}{grant_left(told, name)}"
        for name in told.asked
        if comes_later(told, name)
    ]
    if not said:
        return "Who pays after the money?"
    return f"Who pays {listed(said)} later?"


def grant_left(told: Told, name: str) -> str:
    """Return how much of an option's grant is left, in brackets; "" where none is asked for or none is."""
    if not (has_budget(told, name) and leaves(told, name)):
        return ""
    return f" (grant left: {left_in_short(told, name)})"


def many(told: Told) -> str:
    """Return how many families each option brings, and how many if it goes on after its money, of how many."""
    of_all = f"of about {told.writing.fact('area_families', counted)} families here"
    if min(helps(told.writing, name) for name in told.options) < 0:
        return f"**How many are helped?** {how_many(told)} would be, for {of_costs_in_words(told)}, {of_all}."
    return f"**How many come?** {each_option(told, come)}, {of_all}."


def each_option(told: Told, what: Callable[[Told, str, str], str]) -> str:
    """Return what each option comes to, and what if it goes on after its money."""
    return ", ".join(f"{told.called(name)} {of_both(told, name, what)}" for name in told.asked)


def pays(told: Told) -> str:
    """Return who pays: the grant, the council how much, and who pays the rest."""
    own = from_to(told, AUTHORITY)
    council = f"The council: {own}{worst(told)}{in_kind(told)}{if_refused(told)}. " if own else ""
    return f"**Who pays?** {grant_pays(told)}{council}{the_rest(told)}{no_fee(told)}"


def worst(told: Told) -> str:
    """Return up to how much the council may pay by the range of any option; "" where none has a range."""
    where: dict[str, object] = {"account": "fiscal", "who": AUTHORITY}
    there = [name for name in told.options if told.writing.rows("payers", strategy=name, **where)]
    most = highest(told, "payers", there, where)
    return f", up to {most}" if most else ""


def worst_refused(told: Told) -> str:
    """Return up to how much if partners refuse; "" where that has no range."""
    most = highest(told, ASIDE, [name for name in told.options if at_most(told, name)], {})
    return f", up to {most}" if most else ""


def highest(told: Told, table: str, names: list[str], where: dict[str, object]) -> str:
    """Return the highest upper limit of some options in a table; "" where none has one."""
    highs = {name: told.writing.value(table, "high", strategy=name, **where) for name in names}
    known = [name for name in names if math.isfinite(highs[name])]
    if not known:
        return ""
    most = max(known, key=lambda name: highs[name])
    return told.writing.number(table, "high", pounds_in_short, strategy=most, **where)


def grant_pays(told: Told) -> str:
    """Return what the grant pays; "" where none does."""
    said = from_to(told, GRANT)
    return f"The grant: {said}{asked_for(told)}. " if said else ""


def from_to(told: Told, who: str) -> str:
    """Return what somebody pays under the plans, from the least to the most; "" for nothing."""
    paid = {plan: pounds_of(told, *plan, who) for plan in plans(told) if pounds_of(told, *plan, who) >= 1.0}
    if not paid:
        return ""
    ends = (min(paid, key=lambda plan: paid[plan]), max(paid, key=lambda plan: paid[plan]))
    return told.writing.between(*(borne(told, *plan, who) for plan in ends))


def asked_for(told: Told) -> str:
    """Return of how much that is, where a sum is asked for and some of it is left; else ""."""
    return f" of {money_there(told)}" if any(leaves(told, name) for name in told.options) else ""


def pounds_of(told: Told, name: str, phase: str, who: str) -> float:
    """Return what somebody pays under a plan; 0 for nothing."""
    where: dict[str, object] = {"strategy": name, "phase": phase, "who": who}
    return told.writing.value(BORNE, "pounds", **where) if told.writing.rows(BORNE, **where) else 0.0


def in_kind(told: Told) -> str:
    """Return that the council's part is mostly in kind, where it is under each option; else ""."""
    shares = [kind_share(told, name) for name in told.options]
    return "; mostly staff time" if min(shares) > MOSTLY else ""


def kind_share(told: Told, name: str) -> float:
    """Return which share of the council's part of all months is in kind; 0 for nothing."""
    table = told.writing.tables[FUNDING]
    mine = table[(table["strategy"] == name) & (table["who"] == AUTHORITY)]
    paid = float(mine["pounds"].sum())
    return float(mine["pounds"][mine["source"] == "own"].sum()) / paid if paid > 0.0 else 0.0


def the_rest(told: Told) -> str:
    """Return who pays what neither the grant nor the council does; "" for nobody."""
    named = others(told)
    if not named:
        return "None has agreed. "
    return f"The rest: {listed(named)} (none has agreed). "


def others(told: Told) -> list[str]:
    """Return who they are, in words."""
    there = dict.fromkeys(who for name in told.options for _, who in sources(told, name))
    return [PAYER_SAYS[who] for who in PAYER_SAYS if who in there and who not in (AUTHORITY, GRANT)]


def if_refused(told: Told) -> str:
    """Return what the council pays if partners refuse; "" where there are none."""
    return f"; if partners refuse {from_to(told, REFUSED)}{worst_refused(told)}" if others(told) else ""


def no_fee(told: Told) -> str:
    """Return that no family pays, or that families do."""
    table = told.writing.tables[FUNDING]
    pay = (table["who"] == "families") & (table["pounds"] > 0.0) & table["strategy"].isin(told.options)
    return "Families pay a part." if pay.any() else "No family pays."


def better_off(told: Told) -> str:
    """Return by how many months children live less in harm for each family who comes, where any are spared."""
    known = [spares(told, name) for name in told.options]
    ask = "**Are children better off?**"
    if not any(known) and not any(rises(told, name, HARM) for name in told.options):
        return f"{ask} That they live less in harm by any of this cannot be shown."
    head = "Perhaps a little, in families who come" if any(known) else "Not that can be shown"
    said = each_option(told, spared)
    return f"{ask} {head}: months less in harm for each: {said}."


def spared(told: Told, name: str, phase: str) -> str:
    """Return by how many months children live less in harm for each family who comes, or what is known of it."""
    if phase != WHOLE:
        return NOT_KNOWN
    return (spared_each(told, name) or "hardly any") if spares(told, name) else not_spared(told, name)


def not_spared(told: Told, name: str) -> str:
    """Return what is known of an option under which children are spared no month that can be told."""
    where: dict[str, object] = {"strategy": name, "measure": HARM, "group": ALL}
    at_most = told.writing.value("differences", "at_most", **where)
    if next_to_none(told.writing, name):
        return "none"
    if not math.isnan(at_most):
        return "cannot be told"
    if is_told(told.writing, name, HARM) and is_bad(told.writing, HARM, name):
        return (
            f"{told.writing.number('differences', 'estimate', counted_size, **where)} months more in all, which is bad"
        )
    return "not clear"


def how_many(told: Told) -> str:
    """Return how many families the options help, from the fewest to the most; or how many fewer than the first."""
    writing = told.writing
    named = sorted(told.options, key=lambda name: helps(writing, name))
    said = [
        f"{writing.number('summary', WITH_EFFECT.name, counted_size, strategy=name)} "
        f"{'fewer' if helps(writing, name) < 0 else 'more'}"
        for name in (named[0], named[-1])
    ]
    return f"{told.writing.between(*said)} than under {told.called(told.first)}"


def moves(told: Told) -> str:
    """Return under which options the year's count can show any of it; "" for none."""
    of_all = "change in the number of separations"
    seen = [name for name in told.options if told.writing.value("chance", "seen", strategy=name) > 0]
    if not seen:
        return ""
    return f" Only under {listed([told.called(name) for name in seen])} could a {of_all} show."
