"""Which differences are clear, and which of these are large enough to matter: each with its size and its cost."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from famsim.measures import ALL, MEASURES, PAIRED
from famsim.questions.compare.costs import total_in_short
from famsim.scenario import Scenario
from famsim.writing import (
    BY_CHANCE,
    CLEAR,
    TOO_SMALL,
    UNCLEAR,
    Writing,
    counted_size,
    listed,
    one_draw,
    size_of,
    under_one,
    verdict_on,
)

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
KINDS = {"couples": ("fewer_partings", "stay_in_harm"), "child-months in harm": ("child_months_in_harm",)}
NAMED = 3  # differences that a sentence names


class Found(NamedTuple):
    """One clear difference of the area: in what, in words, and under which strategy."""

    measure: str
    says: str
    strategy: str


def matters(writing: Writing, scenario: Scenario) -> str:
    """Return what is clear and large enough to matter, what else is worse, and how small is too small."""
    names = [one.name for one in scenario.strategies[1:]]
    large = [one for one, verdict in led(writing, names) if verdict == CLEAR]
    says = f"Clear {BY_CHANCE}" if one_draw(writing) else "Clear"
    return (
        f"**{says} and large enough to matter:** {named(writing, large) if large else 'nothing'}"
        f"{not_ruled_out(writing, names)}. {also_worse(writing, names)}{how_small(writing)}"
    )


def not_ruled_out(writing: Writing, names: list[str]) -> str:
    """Return in which of the numbers that lead a large effect may yet be: not clear is not "no effect"."""
    kinds = {measure: kind for kind, measures in KINDS.items() for measure in measures}
    found = dict.fromkeys(
        kinds[measure] for measure in LEADS if any(may_be_large(writing, measure, one) for one in names)
    )
    if not found:
        return ", and chance leaves no room for it" if one_draw(writing) else "; large effects are ruled out"
    return f"; not ruled out: a large effect on {listed(list(found))}"


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
            estimate = writing.value("differences", "estimate", **where)
            if clear and estimate * side > 0 and not under_one(measure, estimate):
                found.append(Found(measure, says, name))
    return found


def named(writing: Writing, found: list[Found], costs: bool = True) -> str:
    """Return differences in a list, each with its size and what the strategy costs; of many, the first few."""
    said: dict[str, list[str]] = {}
    for one in found[:NAMED]:
        sized = f"{size(writing, one)}; {total_in_short(writing, one.strategy)}" if costs else size(writing, one)
        said.setdefault(one.says, []).append(f"*{writing.words(one.strategy)}* ({sized})")
    text = "; ".join(f"{says} under {listed(under)}" for says, under in said.items())
    return text if len(found) <= NAMED else f"{text}; and more in the report"


def size(writing: Writing, one: Found) -> str:
    """Return how large a difference is, whichever its sign, with its unit if that is not said, and if it is small."""
    measure = PAIRED[one.measure] if one.measure in PAIRED else MEASURES[one.measure]
    where: dict[str, object] = {"strategy": one.strategy, "measure": one.measure, "group": ALL}
    number, unit = size_of(writing, one.measure, where), measure.unit
    small = ", small" if verdict_on(writing, one.measure, where) == TOO_SMALL else ""
    said = "" if unit in one.says.split() else f"{'' if unit.startswith('%') else ' '}{writing.words(unit)}"
    return f"{number}{said}{small}"


def also_worse(writing: Writing, names: list[str]) -> str:
    """Return what else gets worse by more than the interval allows for, however little; nothing where nothing does."""
    found = worse_of(writing, names)
    return f"**Worse:** {named(writing, found, costs=False)}. " if found else ""


def how_small(writing: Writing) -> str:
    """Return how small is too small, and that it is assumed."""
    couples = limit(writing, "fewer_partings", "couples")
    months = limit(writing, "child_months_in_harm", "total", "months")
    return f"*Small*: under {couples} or {months}, assumed; no word: not clear."


def limit(writing: Writing, measure: str, figure: str, unit: str = "couples") -> str:
    """Return how large a difference has to be to matter, and which share of how many that is."""
    least, of = (
        writing.number("worthwhile", column, counted_size, measure=measure, group=ALL)
        for column in ("smallest", "share_of")
    )
    return f"{least} {unit} ({share(writing, figure)}% of {of})"


def share(writing: Writing, name: str) -> str:
    """Return a figure of the register that says how small is too small."""
    return writing.number("parameters", "value", name=f"worthwhile.{name}")
