"""The first page's answer to whether anyone is put at risk: who is let in, who is sent on, which harms go on."""

import math

from famsim.handover.case.mistaken import let_in
from famsim.handover.case.parts import (
    ONE,
    PARTS,
    STAY,
    clear,
    is_bad,
    more_than_come,
    responses,
    rises,
)
from famsim.handover.case.phases import NOT_KNOWN, of_both
from famsim.handover.case.screened import SENT_ON
from famsim.handover.case.texts import WHOLE
from famsim.handover.case.told import Told
from famsim.measures import ALL
from famsim.writing import counted, counted_size, is_slight, listed, whole

IN_VIOLENCE = "stay_in_violence"


def at_risk(told: Told) -> str:
    """Return the answer."""
    said = [let_in(told), sent_on(told), stays(told), *worse(told), violence_goes_on(told)]
    return (
        f"**Is anyone put at risk?** Possibly. {' '.join(one for one in said if one)} Violence is never excused; "
        "needing help is no fault; parting is neither good nor bad."
    )


def sent_on(told: Told) -> str:
    """Return how many families the check sends to specialist help, some of them wrongly, and what is not known."""
    said = ", ".join(f"{told.called(name)} {of_both(told, name, sent)}" for name in told.asked)
    more = "More families than come" if more_than_come(told) else "Families"
    return (
        f"{more} are sent to specialist help (for domestic abuse) instead, {wrongly(told)} by mistake: {said}; "
        "effect not counted."
    )


def wrongly(told: Told) -> str:
    """Return about how many are sent on by mistake at central figures, by option; "some of them" if not known."""
    known = [name for name in told.options if told.writing.rows(SENT_ON, strategy=name)]
    if not known or len(known) < len(told.options):
        return "some of them"
    known.sort(key=lambda name: told.writing.value(SENT_ON, "without", strategy=name))
    ends = [told.writing.number(SENT_ON, "without", whole, strategy=one) for one in (known[0], known[-1])]
    return f"about {told.writing.between(*ends)}{' (by option)' if len(known) > 1 else ''}"


def sent(told: Told, name: str, phase: str) -> str:
    """Return how many families are sent on in some months."""
    return responses(told, name) if phase == WHOLE else NOT_KNOWN


def stays(told: Told) -> str:
    """Return whether couples stay though harm goes on, in whole couples."""
    alike: dict[str, tuple[str, list[str]]] = {}
    for name in told.asked:
        how = of_both(told, name, stay)
        alike.setdefault(told.writing.printed(how), (how, []))[1].append(told.called(name))
    said = [f"{listed(named)}: {how}" for how, named in alike.values()]
    return f"Do more couples stay though harm goes on? {'; '.join(said)}."


def stay(told: Told, name: str, phase: str) -> str:
    """Return how many more or fewer at most, or that it is not known which way it goes."""
    writing = told.writing
    if phase != WHOLE:
        return NOT_KNOWN
    where: dict[str, object] = {"strategy": name, "measure": STAY, "group": ALL}
    low, high = (writing.value("differences", end, **where) for end in ("low", "high"))
    if is_slight(writing, STAY, name):
        return "none"
    if math.isnan(low) or not (rises(told, name) or high < 0):
        return NOT_KNOWN
    way, end = ("more", "high") if is_bad(writing, STAY, name) else ("fewer", "low")
    if max(abs(low), abs(high)) <= ONE:
        return f"at most one {way}"
    return f"at most {writing.number('differences', end, counted_size, **where)} {way}"


def worse(told: Told) -> list[str]:
    """Return what else clearly rises that is a harm, a sentence each."""
    named = [told.called(name) for name in told.options if rises(told, name, IN_VIOLENCE)]
    said = [f"Under {listed(named)} slightly more couples stay where there is violence."] if named else []
    return [*said, *(f"{one.replace(' they ', ' children ', 1)}." for one in clear(told, for_the_worse=True))]


def violence_goes_on(told: Told) -> str:
    """Return whether children live more months in which conflict has ended and violence goes on, where some do."""
    where = {"part": "other_harm"}
    named = [
        one
        for one in told.options
        if told.has(PARTS) and told.writing.value(PARTS, "estimate", strategy=one, **where) >= ONE
    ]
    if not named:
        return ""
    if any(told.writing.value(PARTS, "low", strategy=one, **where) <= 0.0 for one in named):
        return "Rows may stop but violence not: nobody knows if children live with it longer."
    said = ", ".join(
        f"{told.called(one)} {told.writing.number(PARTS, 'estimate', counted, strategy=one, **where)}" for one in named
    )
    return f"Children live more months where quarrels have ended and violence goes on: {said}."
