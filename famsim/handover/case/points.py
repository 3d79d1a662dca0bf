"""What the first page says to a director below its table: what it does, what it is worth in pounds, how sure it is."""

import math

from famsim.handover.case.parts import (
    HARM,
    HARM_IS,
    clear,
    overlap,
    ratio,
    spares,
)
from famsim.handover.case.stakes import ONE_IN
from famsim.handover.case.told import Told
from famsim.measures import ALL
from famsim.writing import CLEAR, Writing, counted, listed, pence_shown, verdict_on, whole

ONE_POUND = 1.0  # for each pound: what costs as much as it gains


def does(told: Told) -> str:
    """Return under which options children live fewer months in harm, whether that is much, and what else is clear."""
    named = [name for name in told.options if spares(told, name)]
    if not named:
        said = f"Under no option is it clear that they live fewer months in harm ({HARM_IS})."
    else:
        said = f"Under {called(told, named)} they live fewer months in harm ({HARM_IS}){how_much(told, named)}."
    return f"**Does it help children?** {said}{overlap(told)}{good(told)}"


def called(told: Told, names: list[str]) -> str:
    """Return options' names in a list."""
    return listed([told.called(name) for name in names])


def how_much(told: Told, names: list[str]) -> str:
    """Return under which options so many months are enough to matter, or of how many in the area they are one."""
    enough = [name for name in names if matters(told, name)]
    if enough:
        return f", enough to matter under {called(told, enough)}"
    said = listed([f"one in {told.writing.number(ONE_IN, 'months', counted, strategy=name)}" for name in names])
    return f", perhaps too few to matter: {said} of all such months here"


def matters(told: Told, name: str) -> bool:
    """Say whether a change of children's months in harm is clear and not small."""
    return verdict_on(told.writing, HARM, {"strategy": name, "measure": HARM, "group": ALL}) == CLEAR


def good(told: Told) -> str:
    """Return what else is clearly better under some option; "" for nothing."""
    said = clear(told, for_the_worse=False)
    return f" {'; '.join(said)}." if said else ""


def how_sure(writing: Writing) -> str:
    """Return how many figures are assumed, and what the numbers rest on, in a line."""
    return (
        f"**How sure?** {writing.fact('figures_assumed', whole)} of {writing.fact('figures', whole)} figures of the "
        "model are assumed, not measured: all this is a guide, no forecast."
    )


def in_pounds(told: Told) -> str:
    """Return how many options are clearly worth what they cost, on what can be valued in pounds."""
    named = [name for name in told.options if not math.isnan(ratio(told.writing, name))]
    if not named:
        return "No option costs more than the first, so there is no sum for each pound."
    more = [name for name in named if ratio(told.writing, name, "low") >= ONE_POUND]
    if more:
        return f"**In pounds alone,** worth its cost: {called(told, more)}."
    sure = all(ratio(told.writing, name, "high") < ONE_POUND for name in named)
    return f"**In pounds alone** none is {'' if sure else 'clearly '}worth its cost: {for_a_pound(told, named)}."


def for_a_pound(told: Told, names: list[str]) -> str:
    """Return what comes back for each pound, from the least to the most, and that help by specialists is not in it."""
    order = sorted(names, key=lambda name: ratio(told.writing, name))
    where: dict[str, object] = {"measure": "benefit_cost"}
    ends = [
        told.writing.number("worth", "estimate", pence_shown, strategy=one, **where) for one in (order[0], order[-1])
    ]
    said = " to ".join(dict.fromkeys(ends))
    return f"{said} comes back for each pound, what specialist help does not counted"


def promise() -> str:
    """Return what can be promised: to count families, not the area's count."""
    return "**Do not promise** fewer separations or savings. **Promise** to tell who comes and who finishes."
