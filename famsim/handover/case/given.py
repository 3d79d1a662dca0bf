"""What a family gets under each option: programmes, their sessions, and whom they are for."""

from famsim.handover.case.screened import COURSES
from famsim.handover.case.told import Told
from famsim.scenario import Condition, Offer, programme_in_short
from famsim.writing import counted, door, who_label

WHOM = {
    "together": "couples living together",
    "parent elsewhere": "parents living apart",
    "harmful conflict": "in harmful conflict",
}
WHO = (WHOM["together"], WHOM["parent elsewhere"])  # which are said before what is asked of them besides


def given(told: Told) -> str:
    """Return what each option is, a line an option."""
    return "\n".join(
        f"- {told.called(name)}{through(told, name)}{for_whom(told, name)}: {', '.join(courses_of(told, name))}"
        for name in told.asked
    )


def through(told: Told, name: str) -> str:
    """Return at which doors an option's families are found; "" where it makes no offer of its own."""
    doors = dict.fromkeys(door(one) for offer in own_offers(told, name) for one in offer.found)
    return f" (found by {', '.join(doors)})" if doors else ""


def for_whom(told: Told, name: str) -> str:
    """Return whom all of an option's offers are for; "" where they have nothing in common."""
    common = in_common(told, name)
    return f", for {told.writing.words(', '.join(common))}" if common else ""


def in_common(told: Told, name: str) -> list[str]:
    """Return in words the conditions that every offer of an option makes."""
    asked = [list(map(whose, offer.who)) for offer in own_offers(told, name)]
    common = [one for one in (asked[0] if asked else []) if all(one in other for other in asked)]
    return sorted(common, key=lambda one: one not in WHO)


def courses_of(told: Told, name: str) -> list[str]:
    """Return each programme of an option once, with whom of its families it is for and how many sessions it has."""
    whom: dict[str, dict[str, None]] = {}
    common = in_common(told, name)
    for offer in own_offers(told, name):
        mine = [one for one in map(whose, offer.who) if one not in common]
        whom.setdefault(offer.programme, {}).update(dict.fromkeys(mine))
    said = [f"{programme_in_short(one)}{about(told, one, list(some))}" for one, some in whom.items()]
    return said or ["makes no offer of its own"]


def about(told: Told, programme: str, whom: list[str]) -> str:
    """Return for whom and how many sessions, in brackets; "" where neither is known."""
    parts = [told.writing.words(", ".join(whom)) if whom else "", sessions(told, programme)]
    said = "; ".join(one for one in parts if one)
    return f" ({said})" if said else ""


def whose(row: Condition) -> str:
    """Return one `who` row in the words of somebody who has not seen the question."""
    label = who_label(row)
    return WHOM.get(label, label)


def own_offers(told: Told, name: str) -> list[Offer]:
    """Return the offers that an option makes beside usual services."""
    return [offer for one in told.scenario.strategies if one.name == name for offer in one.offers if not offer.usual]


def sessions(told: Told, programme: str) -> str:
    """Return "16 sessions"; "" where that is not known."""
    where: dict[str, object] = {"programme": programme}
    if not told.writing.rows(COURSES, **where):
        return ""
    return f"{told.writing.number(COURSES, 'sessions', counted, **where)} sessions"
