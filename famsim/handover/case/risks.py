"""What can go wrong: its first sign, what it would come to under each option, and room for how likely and whose."""

from collections.abc import Callable
from typing import NamedTuple

from famsim.handover.case.derived import CARRIED, EVERYONE
from famsim.handover.case.mistaken import slipped
from famsim.handover.case.parts import by_how_much
from famsim.handover.case.stakes import AT_STAKE, EMPTY, MORE, OTHERS, OVER, UPLIFT
from famsim.handover.case.texts import BLANK, NONE
from famsim.handover.case.told import Told
from famsim.runs import TOTAL
from famsim.writing import as_table, counted


class Risk(NamedTuple):
    """What can go wrong, what shows it first, and what it would come to under an option."""

    what: str
    sign: str
    size: Callable[[Told, str], str]


def risks(told: Told) -> str:
    """Return a row a risk, with pounds where the runs know them."""
    heads = ["risk", "what to watch", *(told.writing.words(name) for name in told.options), "likely?", "owner"]
    uplift = by_how_much(told, UPLIFT)
    rows = [
        [one.what.format(uplift=uplift), one.sign, *(one.size(told, name) for name in told.options), BLANK, BLANK]
        for one in RISKS
    ]
    return (
        "What each would come to, in pounds, where these runs know it; none of it is in a sum elsewhere unless that "
        f"says so. {how_likely(told)}\n\n**Risks, their first signs, their pounds.**\n\n{as_table(heads, rows)}"
    )


def how_likely(told: Told) -> str:
    """Return what the runs say of how likely it is that the money does not do."""
    if not told.has("budgets"):
        return "How likely each is, and who owns it, is yours to write."
    return (
        f"*Over its money* has the dearest of {told.writing.fact('draws')} draws; how likely the others are is yours "
        "to write."
    )


def whoever_comes(told: Told, name: str) -> str:
    """Return what staff and pathways cost."""
    return told.sum_of("summary", "set_up", {"strategy": name})


def trained_again(told: Told, name: str) -> str:
    """Return what training costs."""
    return told.sum_of("costs", "estimate", {"strategy": name, "item": "training"})


def unknown_use(told: Told, name: str) -> str:
    """Return all that an option costs."""
    return told.sum_of("costs", "estimate", {"strategy": name, "item": TOTAL})


def carried_on(told: Told, name: str) -> str:
    """Return what all would pay after the months of the money."""
    where: dict[str, object] = {"strategy": name, "who": EVERYONE}
    return told.sum_of(CARRIED, "pounds", where)


def at_stake(what: str) -> Callable[[Told, str], str]:
    """Return what tells a sum that is at stake."""

    def size(told: Told, name: str) -> str:
        where: dict[str, object] = {"strategy": name, "what": what}
        return told.sum_of(AT_STAKE, "pounds", where)

    return size


def empty_places(told: Told, name: str) -> str:
    """Return what places that stay empty cost, and how many they are."""
    text = at_stake(EMPTY)(told, name)
    if text == NONE:
        return text
    return f"{text} ({told.writing.number(AT_STAKE, 'places', counted, strategy=name, what=EMPTY)} places)"


RISKS = (
    Risk(
        "fewer families come than planned: staff and pathways are paid all the same",
        "referrals and first sessions, month by month, beside the table of targets",
        whoever_comes,
    ),
    Risk(
        "places are bought in blocks, and some stay empty (sessions of the months of the money, in proportion)",
        "pounds for each family who starts, each quarter",
        empty_places,
    ),
    Risk(
        "a family with violence is let in (a harm, not a sum)",
        "every screen and every exit to specialist help; a named safeguarding lead",
        slipped,
    ),
    Risk(
        "trained staff leave or forget: they are trained again, once",
        "who is trained and still there, twice a year; refreshers",
        trained_again,
    ),
    Risk(
        "partners do not agree to bear their part in the months of the money: it falls to the authority",
        "what is signed, and by whom, before anything starts (*From which money*)",
        at_stake(OTHERS),
    ),
    Risk(
        "costs are underrated: by {uplift}",
        "quotes and pay awards beside the annex of prices",
        at_stake(MORE),
    ),
    Risk(
        "over its money, all payers together: the dearest draw of the figures beyond the sum that sets its places",
        "what is spent, by month, beside *Budgets*",
        at_stake(OVER),
    ),
    Risk(
        "the offer goes on after its money, and nobody has a budget for it",
        "the plan for what goes on, a year before the end",
        carried_on,
    ),
    Risk(
        "success cannot be told: all of it is spent without knowing",
        "the comparison group is agreed on before anybody starts",
        unknown_use,
    ),
)
