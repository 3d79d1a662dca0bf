"""The first page's two lines that a councillor takes to the door: what to say to a resident, and if it is fair."""

from famsim.handover.case.given import own_offers
from famsim.handover.case.parts import HARM, next_to_none, rises, spares
from famsim.handover.case.phases import all_called, at, come, comes, has, helps, measured, plans, unpaid
from famsim.handover.case.texts import PHASES, Plan
from famsim.handover.case.told import Told
from famsim.writing import counted, listed, whole

HALF = (0.4, 0.6, "about half")  # the least and the most of shares that the words are true of
ROUGHLY = (0.4, 0.7, "roughly half")
PLACED = "deprivation_decile"


def fair(told: Told) -> str:
    """Return whether each ward gets its part: what is known of where offers are, and what is to be asked."""
    found = {name: places(told, name) for name in told.asked}
    placed = [name for name, kinds in found.items() if kinds]
    known = "Not worked out: no place is chosen."
    if placed:
        kinds = list(dict.fromkeys(one for name in placed for one in found[name]))
        known = f"Meant for {listed(kinds, 'or')} under {listed([told.called(one) for one in placed])}."
    return f"**Fair to each ward?** {known} Ask where it runs; who cannot come (language, travel, childcare)?"


def places(told: Told, name: str) -> list[str]:
    """Return for which kinds of places offers of an option are: named wards, places by how deprived they are."""
    offers = own_offers(told, name)
    wards = any(offer.wards for offer in offers)
    deprived = any(row.feature == PLACED for offer in offers for row in offer.who)
    return ["some wards"] * wards + ["places by how deprived they are"] * deprived


def to_a_resident(told: Told) -> str:
    """Return what may be said to somebody who asks: who may be helped, how sure that is, that nothing is spent yet."""
    if min(helps(told.writing, name) for name in told.options) < 0:
        return ""
    of = by_comers(told)
    some = told.writing.between(*(come(told, *plan) for plan in (of[0], of[-1])))
    assumed, figures = (told.writing.fact(one, whole) for one in ("figures_assumed", "figures"))
    return (
        f"**How sure? Say to a resident:** *{some} families might come{finish(told)}. {less_in_harm(told)} "
        f"{assumed} of {figures} figures are assumed. Nothing is spent before payers agree.*"
    )


def less_in_harm(told: Told) -> str:
    """Return under which options children live less in harm, hardly less or more, and that it is not clear of others.

    By what the director reads too, so that no option stands as clear here and as not clear there.
    """
    of = {
        "less in harm": [name for name in told.options if spares(told, name)],
        "more in harm": [name for name in told.options if rises(told, name, HARM)],
        "hardly less or more in harm": [name for name in told.options if next_to_none(told.writing, name)],
    }
    said = [f"{how} under {all_called(told, names)}" for how, names in of.items() if names]
    if not said:
        return "That children live less in harm cannot be shown."
    rest = "" if sum(map(len, of.values())) == len(told.options) else "; else not clear"
    return f"Children may live {'; '.join(said)}{rest}."


def finish(told: Told) -> str:
    """Return how many of those who come finish: half in words, or from how many to how many; "" if not known of all."""
    if not all(has(told, *plan) and comes(told, *plan) > 0.0 for plan in plans(told)):
        return ""
    shares = [completes(told, plan) / comes(told, *plan) for plan in plans(told)]
    for least, most, words in (HALF, ROUGHLY):
        if least <= min(shares) and max(shares) <= most:
            return f", {words} finish"
    of = sorted(unpaid(told), key=lambda plan: completes(told, plan))
    ends = [measured(told, at(*plan, "complete"), counted) for plan in (of[0], of[-1])]
    return f", {told.writing.between(*ends)} of those who come finish"


def completes(told: Told, plan: Plan) -> float:
    """Return how many complete under a plan."""
    return told.writing.value(PHASES, "estimate", **at(*plan, "complete"))


def by_comers(told: Told) -> list[Plan]:
    """Return the plans with nothing paid later, first that to which fewest families come."""
    return sorted(unpaid(told), key=lambda one: comes(told, *one) if has(told, *one) else helps(told.writing, one[0]))
