"""Which differences are clear, and which of these are large enough to matter: each with its size and its cost."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from famsim.measures import ALL, registered
from famsim.questions.compare.told.costs import total_in_short
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
HARMS = ("stay_in_harm", "child_months_in_harm")  # of these; whether partings are, the other two say
WORSE = {  # what a strategy can make worse beside these
    "stay_in_violence": "more couples stay where there is violence",
    "part_free_of_harm": "more couples part who would have stayed free of harm",
    "mother_months_in_harm": "more months in harm for mothers",
    "child_months_harmful": "more months of harmful conflict for children",
    "mother_months_coparenting_conflict": "more months of mothers' conflict with a parent elsewhere",
    "child_months_coparenting_conflict": "more months of children beside such conflict",
    "mothers_harmed": "more mothers harmed by violence",
    "others_harmed": "more other parents harmed by violence",
    "children_distressed_couple": "more children with a parent distressed about the relationship",
    "children_see_other_parent": "fewer children who safely see a parent living elsewhere",
    "sdq": "more difficulties of children",
    "sdq_high": "more children with high difficulties",
}
BETTER = {  # and what it can make better
    "mother_months_in_harm": "fewer months in harm for mothers",
    "child_months_coparenting_conflict": "fewer months of children beside conflict of parents apart",
    "children_distressed_couple": "fewer children with a parent distressed about the relationship",
    "children_see_other_parent": "more children who safely see a parent living elsewhere",
    "sdq": "fewer difficulties of children",
    "sdq_high": "fewer children with high difficulties",
}
KINDS = {"couples": ("fewer_partings", "stay_in_harm"), "child-months in harm": ("child_months_in_harm",)}
NAMED = 3  # differences that a sentence names


class Found(NamedTuple):
    """One clear difference of the area: in what, in words, and under which strategy."""

    measure: str
    says: str
    strategy: str


def matters(writing: Writing, scenario: Scenario) -> str:
    """Return what is clear and large enough to matter, what else is worse, and how small is too small.

    Harms stand before what is better, and of either the largest first, by what is worth having of it.
    """
    names = [one.name for one in scenario.strategies[1:]]
    found = [one for one, verdict in led(writing, names) if verdict == CLEAR]
    large = sorted(found, key=lambda one: (not is_harm(writing, one), -worth(writing, one)))
    says = f"Clear {BY_CHANCE}" if one_draw(writing) else "Clear"
    return (
        f"**{says} and large enough to matter:** {named(writing, large) if large else nothing(writing, names)}"
        f"{not_ruled_out(writing, names)}. {also_worse(writing, names)}{how_small(writing)}"
    )


def nothing(writing: Writing, names: list[str]) -> str:
    """Return that nothing of what the answer leads with is large enough; and what else is."""
    better = [one for one in beside(writing, names, BETTER, 1) if verdict(writing, one) == CLEAR]
    if not better:
        return "nothing"
    return f"nothing of these, but {named(writing, largest_first(writing, better))}"


def verdict(writing: Writing, one: Found) -> str:
    """Return whether a difference is clear, and whether it is small."""
    return verdict_on(writing, one.measure, where_of(one))


def where_of(one: Found) -> dict[str, object]:
    """Return where a difference stands in the table."""
    return {"strategy": one.strategy, "measure": one.measure, "group": ALL}


def is_harm(writing: Writing, one: Found) -> bool:
    """Say whether a difference of what the answer leads with is for the worse."""
    return one.measure in HARMS and writing.value("differences", "low", **where_of(one)) > 0


def worth(writing: Writing, one: Found) -> float:
    """Return how large a difference is, in smallest differences worth having; where none says so the last, 0."""
    if not registered(one.measure).worthwhile:
        return 0.0
    least = writing.value("worthwhile", "smallest", measure=one.measure, group=ALL)
    return abs(writing.value("differences", "estimate", **where_of(one))) / least if least > 0 else math.inf


def largest_first(writing: Writing, found: list[Found]) -> list[Found]:
    """Return differences by how large each is."""
    return sorted(found, key=lambda one: -worth(writing, one))


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
    """Yield each difference that the answer leads with and is clear, and whether it is large enough to matter."""
    for measure, says in LEADS.items():
        for name in names:
            where: dict[str, object] = {"strategy": name, "measure": measure, "group": ALL}
            how = verdict_on(writing, measure, where)
            if how != UNCLEAR:
                yield Found(measure, says[writing.value("differences", "low", **where) > 0], name), how


def worse_of(writing: Writing, names: list[str]) -> list[Found]:
    """Return what else a strategy makes clearly worse, the largest first; what leads only where it is small."""
    small = [one for one, said in led(writing, names) if said == TOO_SMALL and is_harm(writing, one)]
    some = [one for one in small if is_clearly(writing, one, 1)]
    return largest_first(writing, some + beside(writing, names, WORSE, -1))


def beside(writing: Writing, names: list[str], measures: dict[str, str], way: int) -> list[Found]:
    """Return what is clearly different, way: 1 for the better, -1 for the worse, as the registry has it."""
    found = [Found(measure, says, name) for measure, says in measures.items() for name in names]
    return [one for one in found if is_clearly(writing, one, way * registered(one.measure).good)]


def is_clearly(writing: Writing, one: Found, side: int) -> bool:
    """Say whether a difference is clear and on a side of 0, and not of less than one couple."""
    estimate = writing.value("differences", "estimate", **where_of(one))
    return verdict(writing, one) != UNCLEAR and estimate * side > 0 and not under_one(one.measure, estimate)


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
    measure = registered(one.measure)
    number, unit = size_of(writing, one.measure, where_of(one)), measure.unit
    small = ", small" if verdict(writing, one) == TOO_SMALL else ""
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
