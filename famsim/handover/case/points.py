"""What the first page says to a director below its table: what it does, what it is worth in pounds, how sure it is."""

import math

from famsim.handover.case.mistaken import in_whole
from famsim.handover.case.parts import HARM, HARM_IS, more_than_come, overlap, ratio, responses, spares
from famsim.handover.case.phases import all_called
from famsim.handover.case.told import Told
from famsim.measures import ALL
from famsim.writing import CLEAR, Writing, pence_shown, verdict_on, whole

ONE_POUND = 1.0  # for each pound: what costs as much as it gains


def does(told: Told) -> str:
    """Return under which options children live fewer months in harm, and whether that is much."""
    named = [name for name in told.options if spares(told, name)]
    if not named:
        said = f"Under no option is it clear that they live fewer months in harm ({HARM_IS})."
    else:
        said = (
            f"Under {all_called(told, named)} those of families who come live some months less in harm ({HARM_IS})"
            f"{how_much(told, named)}.{overlap(told)}"
        )
    return f"**Does it help children?** {said}"


def how_much(told: Told, names: list[str]) -> str:
    """Return under which options so many months are enough to matter, or that they are too few to show."""
    enough = [name for name in names if matters(told, name)]
    return f", enough to matter under {all_called(told, enough)}" if enough else ", too few to show in the area"


def matters(told: Told, name: str) -> bool:
    """Say whether a change of children's months in harm is clear and not small."""
    return verdict_on(told.writing, HARM, {"strategy": name, "measure": HARM, "group": ALL}) == CLEAR


def how_sure(writing: Writing) -> str:
    """Return how many figures are assumed, and what the numbers rest on, in a line."""
    return (
        f"**How sure?** Not very: {writing.fact('figures_assumed', whole)} of {writing.fact('figures', whole)} figures "
        "are assumed."
    )


def may_harm(told: Told) -> str:
    """Return in a line what may go wrong for families and who is sent on, and where the page has it in full."""
    where: dict[str, object] = {"group": ALL, "measure": "routed"}
    order = sorted(told.options, key=lambda one: told.writing.value("reach", "estimate", strategy=one, **where))
    ends = told.writing.between(*(responses(told, name) for name in (order[0], order[-1])))
    more = "more families than come" if more_than_come(told) else "families"
    return (
        f"**Who may be harmed?** A family amid violence may be let in by mistake ({in_whole(told)}); {more}, {ends} by "
        "option, are sent to specialist help instead: has it room?"
    )


def in_pounds(told: Told) -> str:
    """Return how many options are clearly worth what they cost, on what can be valued in pounds."""
    named = [name for name in told.options if not math.isnan(ratio(told.writing, name))]
    if not named:
        return "No option costs more than the first, so there is no sum for each pound."
    more = [name for name in named if ratio(told.writing, name, "low") >= ONE_POUND]
    if more:
        return f"**In pounds alone,** worth its cost: {all_called(told, more)}."
    sure = all(ratio(told.writing, name, "high") < ONE_POUND for name in named)
    return f"**In pounds alone** none is {'' if sure else 'clearly '}worth its cost: {for_a_pound(told, named)}."


def for_a_pound(told: Told, names: list[str]) -> str:
    """Return what each pound brings, from the least to the most, and that help by specialists is not in it."""
    order = sorted(names, key=lambda name: ratio(told.writing, name))
    where: dict[str, object] = {"measure": "benefit_cost"}
    ends = [
        told.writing.number("worth", "estimate", pence_shown, strategy=one, **where) for one in (order[0], order[-1])
    ]
    brings = f"{told.writing.between(*ends)}{mostly(told, names)}"
    return f"each pound brings {brings}, no cash (specialist help: cost in, good out)"


def mostly(told: Told, names: list[str]) -> str:
    """Return that what is gained is mostly families' wellbeing, where it is under each option; else ""."""
    gained = [
        [told.writing.value("worth", "estimate", strategy=name, measure=one) for one in ("wellbeing", "fiscal")]
        for name in names
    ]
    return ", mostly families' wellbeing" if all(good > max(money, 0.0) for good, money in gained) else ""


def promise() -> str:
    """Return what can be promised: to count families, not the area's count."""
    return "**Do not promise** fewer separations or savings. **Promise** to tell who comes and finishes."
