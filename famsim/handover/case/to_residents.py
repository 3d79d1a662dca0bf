"""The first page's two lines that a councillor takes to the door: what to say to a resident, and if it is fair."""

from famsim.handover.case.given import own_offers
from famsim.handover.case.parts import spared_each
from famsim.handover.case.phases import all_called, at, come, comes, has, helps, if_it_ends, measured
from famsim.handover.case.texts import PHASES, WHOLE
from famsim.handover.case.told import Told
from famsim.writing import counted, listed, whole

Plan = tuple[str, str]
NEAR_HALF = (0.4, 0.65)  # shares that "about half" is true of
PLACED = "deprivation_decile"


def fair(told: Told) -> str:
    """Return whether each ward gets its part: what is known of where offers are, and what is to be asked."""
    placed = [name for name in told.asked if is_placed(told, name)]
    known = "Not worked out: no place is chosen."
    if placed:
        known = f"Meant for some wards or deprived places under {listed([told.called(one) for one in placed])}."
    return f"**Fair to each ward?** {known} Ask where it runs; who cannot come (language, travel, childcare)?"


def is_placed(told: Told, name: str) -> bool:
    """Say whether an offer of an option is for named wards, or for families by how deprived the place is."""
    offers = own_offers(told, name)
    return any(offer.wards or any(row.feature == PLACED for row in offer.who) for offer in offers)


def to_a_resident(told: Told) -> str:
    """Return what may be said to somebody who asks: who may be helped, how sure that is, that nothing is spent yet."""
    if min(helps(told.writing, name) for name in told.options) < 0:
        return ""
    some = " to ".join(come(told, *plan) for plan in least_and_most(told))
    assumed, figures = (told.writing.fact(one, whole) for one in ("figures_assumed", "figures"))
    return (
        f"**How sure? Say to a resident:** *{some} families might come{finish(told)}. {spares(told)} {assumed} of "
        f"{figures} figures are assumed. Nothing is spent before payers agree.*"
    )


def spares(told: Told) -> str:
    """Return under which options children are spared months in harm, and that it is not clear of the others."""
    named = [name for name in told.options if spared_each(told, name)]
    if not named:
        return "That children live less in harm cannot be shown."
    rest = "" if len(named) == len(told.options) else "; else not clear"
    return f"Children may live less in harm under {all_called(told, named)}{rest}."


def finish(told: Told) -> str:
    """Return how many of those who come finish: about half, or from how many to how many; "" where not known."""
    known = [plan for plan in least_and_most(told) if has(told, *plan) and comes(told, *plan) > 0.0]
    if not known:
        return ""
    shares = [completes(told, plan) / comes(told, *plan) for plan in known]
    if NEAR_HALF[0] <= min(shares) and max(shares) <= NEAR_HALF[1]:
        return ", about half finish"
    return f", {' to '.join(measured(told, at(*plan, 'complete'), counted) for plan in known)} finish"


def completes(told: Told, plan: Plan) -> float:
    """Return how many complete under a plan."""
    return told.writing.value(PHASES, "estimate", **at(*plan, "complete"))


def least_and_most(told: Told) -> list[Plan]:
    """Return the plan with nothing paid later to which fewest families come, and that to which most do; one of one."""
    of = [if_it_ends(told, name) or (name, WHOLE) for name in told.asked]
    of.sort(key=lambda one: comes(told, *one) if has(told, *one) else helps(told.writing, one[0]))
    return list(dict.fromkeys((of[0], of[-1])))
