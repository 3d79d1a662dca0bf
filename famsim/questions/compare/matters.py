"""Which differences are clear, and which of these are large enough to matter: each with its size and its cost."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from famsim.measures import ALL, MEASURES, PAIRED
from famsim.questions.compare.costs import total_in_short
from famsim.scenario import Scenario
from famsim.writing import CLEAR, UNCLEAR, Writing, counted_size, listed, shown, verdict_on

LEADS = {  # the three numbers that the answer leads with, in words: where they are below 0, and above
    "fewer_partings": ("more couples part", "fewer couples part"),
    "stay_in_harm": ("fewer couples stay while harm goes on", "more couples stay while harm goes on"),
    "child_months_in_harm": ("fewer months in harm for children", "more months in harm for children"),
}
WORSE = {  # what a strategy can make worse beside these, and on which side of 0 that is
    "stay_in_violence": ("more couples stay where there is violence", 1),
    "mother_months_in_harm": ("more months in harm for mothers", 1),
    "child_months_harmful": ("more months of harmful conflict for children", 1),
    "mothers_harmed": ("more mothers harmed by violence", 1),
    "others_harmed": ("more other parents harmed by violence", 1),
    "children_distressed_couple": ("more children with a parent distressed about the relationship", 1),
    "children_see_other_parent": ("fewer children who safely see a parent living elsewhere", -1),
    "sdq": ("more difficulties of children", 1),
    "sdq_high": ("more children with high difficulties", 1),
}
KINDS = {"couples": ("fewer_partings", "stay_in_harm"), "children's months in harm": ("child_months_in_harm",)}
NAMED = 3  # differences that a sentence names


class Found(NamedTuple):
    """One clear difference of the area: in what, in words, and under which strategy."""

    measure: str
    says: str
    strategy: str


def matters(writing: Writing, scenario: Scenario) -> str:
    """Return what is clear and large enough to matter, what else is clearly worse, and how small is too small."""
    names = [one.name for one in scenario.strategies[1:]]
    large = [one for one, verdict in led(writing, names) if verdict == CLEAR]
    return (
        f"**Clear and large enough to matter:** {named(writing, large) if large else 'nothing'}. "
        f"{also_worse(writing, names)}{how_small(writing)}{not_ruled_out(writing, names)}"
    )


def not_ruled_out(writing: Writing, names: list[str]) -> str:
    """Return in which of the numbers that lead a large effect may yet be: not clear is not "no effect"."""
    kinds = {measure: kind for kind, measures in KINDS.items() for measure in measures}
    found = dict.fromkeys(
        kinds[measure] for measure in LEADS if any(may_be_large(writing, measure, one) for one in names)
    )
    if not found:
        return " In all of these a large effect is ruled out."
    return f" A large effect on {listed(list(found))} is not ruled out."


def may_be_large(writing: Writing, measure: str, name: str) -> bool:
    """Say whether an interval, or the bound where too few differ, reaches what is worth having."""
    where: dict[str, object] = {"strategy": name, "measure": measure, "group": ALL}
    ends = [writing.value("differences", end, **where) for end in ("low", "high", "at_most")]
    least = writing.value("worthwhile", "smallest", measure=measure, group=ALL)
    return any(abs(end) >= least for end in ends if math.isfinite(end))


def led(writing: Writing, names: list[str]) -> Iterable[tuple[Found, str]]:
    """Return each difference that the answer leads with and is clear, and whether it is large enough to matter."""
    for measure, says in LEADS.items():
        for name in names:
            where: dict[str, object] = {"strategy": name, "measure": measure, "group": ALL}
            verdict = verdict_on(writing, measure, where)
            if verdict != UNCLEAR:
                yield Found(measure, says[writing.value("differences", "low", **where) > 0], name), verdict


def worse_of(writing: Writing, names: list[str]) -> list[Found]:
    """Return what else a strategy makes clearly worse."""
    found = []
    for measure, (says, side) in WORSE.items():
        for name in names:
            where: dict[str, object] = {"strategy": name, "measure": measure, "group": ALL}
            clear = verdict_on(writing, measure, where) != UNCLEAR
            if clear and writing.value("differences", "estimate", **where) * side > 0:
                found.append(Found(measure, says, name))
    return found


def named(writing: Writing, found: list[Found]) -> str:
    """Return differences in a list, each with its size and what the strategy costs; of many, the first few."""
    said: dict[str, list[str]] = {}
    for one in found[:NAMED]:
        sized = f"{size(writing, one)}; {total_in_short(writing, one.strategy)}"
        said.setdefault(one.says, []).append(f"*{writing.words(one.strategy)}* ({sized})")
    text = "; ".join(f"{says} under {listed(under)}" for says, under in said.items())
    return text if len(found) <= NAMED else f"{text}; and more in the report"


def size(writing: Writing, one: Found) -> str:
    """Return how large a difference is, whichever its sign."""
    total = one.measure in PAIRED or MEASURES[one.measure].is_total
    how = counted_size if total else absolute
    return writing.number("differences", "estimate", how, strategy=one.strategy, measure=one.measure, group=ALL)


def absolute(value: float) -> str:
    """Return a number with three significant digits, whichever its sign."""
    return shown(abs(value))


def also_worse(writing: Writing, names: list[str]) -> str:
    """Return what else is clearly worse, nothing where nothing is."""
    found = worse_of(writing, names)
    return f"**Clear harms beside these:** {named(writing, found)}. " if found else ""


def how_small(writing: Writing) -> str:
    """Return how small is too small, and that it is assumed."""
    couples, months = ({"group": ALL, "measure": name} for name in ("fewer_partings", "child_months_in_harm"))
    return (
        "*Small* is beyond chance, and less than "
        f"{writing.number('worthwhile', 'smallest', counted_size, **couples)} couples ({share(writing, 'couples')}% of "
        f"all there are) or {writing.number('worthwhile', 'smallest', counted_size, **months)} months "
        f"({share(writing, 'total')}% of the area's figure): assumed, and yours to set."
    )


def share(writing: Writing, name: str) -> str:
    """Return a figure of the register that says how small is too small."""
    return writing.number("parameters", "value", name=f"worthwhile.{name}")
