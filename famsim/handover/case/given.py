"""What a family gets under each option: programmes, their sessions, whom they are for, and where families are met."""

from famsim.handover.case.screened import COURSES
from famsim.handover.case.told import Told
from famsim.scenario import Offer, programme_words
from famsim.writing import counted, door, listed, who_label

WEEKLY = 4.0  # sessions a month


def given(told: Told) -> str:
    """Return what each option is, a line an option."""
    return "\n".join(
        f"- {told.called(name)}{met_at(told, name)}: {listed(courses_of(told, name))}" for name in told.options
    )


def met_at(told: Told, name: str) -> str:
    """Return where families are met for it, in brackets; "" where nowhere is said."""
    doors = [one for offer in own_offers(told, name) for one in offer.found]
    return f" (via {listed([door(one) for one in dict.fromkeys(doors)])})" if doors else ""


def courses_of(told: Told, name: str) -> list[str]:
    """Return each programme of an option once, with how many sessions it has and whom it is for."""
    whom: dict[str, dict[str, None]] = {}
    for offer in own_offers(told, name):
        whom.setdefault(offer.programme, {}).update(dict.fromkeys(map(who_label, offer.who)))
    said = [
        f"{programme_words(one)}{sessions(told, one)} ({told.writing.words(', '.join(some) or 'any family')})"
        for one, some in whom.items()
    ]
    return said or ["makes no offer of its own"]


def own_offers(told: Told, name: str) -> list[Offer]:
    """Return the offers that an option makes beside usual services."""
    return [offer for one in told.scenario.strategies if one.name == name for offer in one.offers if not offer.usual]


def sessions(told: Told, programme: str) -> str:
    """Return "of 16 weekly sessions"; "" where that is not known."""
    where: dict[str, object] = {"programme": programme}
    if not told.writing.rows(COURSES, **where):
        return ""
    number, a_month = (told.writing.number(COURSES, one, counted, **where) for one in ("sessions", "a_month"))
    if told.writing.value(COURSES, "a_month", **where) == WEEKLY:
        return f" of {number} weekly sessions"
    return f" of {number} sessions, {a_month} a month"
