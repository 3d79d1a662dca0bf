"""The answer in ten lines: what was asked, a row a strategy, what matters, whether the area moves, what it leaves out.

It opens answer.md, and is what a terminal shows first: 40 lines of 80 columns hold all of it.
"""

from famsim.areas import AreaProfile
from famsim.measures import ALL
from famsim.questions.compare.costs import cost_in_short
from famsim.questions.compare.matters import matters
from famsim.questions.compare.signal import councillor
from famsim.scenario import Scenario
from famsim.writing import (
    CLEAR,
    ILLUSTRATIVE,
    ONE_WAY,
    TOO_SMALL,
    UNCLEAR,
    WHOLE_FROM,
    Writing,
    counted,
    numbers_of,
    prices_in_words,
    targets_places,
    too_few,
    verdict_on,
    whole,
)

COLUMNS = {  # the three numbers that lead, and their headings
    "fewer_partings": "fewer couples part",
    "stay_in_harm": "couples who stay while harm goes on",
    "child_months_in_harm": "change in child-months in harm",
}
IN_SHORT = {CLEAR: "clear", TOO_SMALL: "small", UNCLEAR: "not clear"}


def opening(writing: Writing, scenario: Scenario, area: AreaProfile) -> str:
    """Return the ten lines, with marks in the place of numbers and users' words."""
    parts = [f"# {writing.words(area.title)}"]
    if area.offer != "documented":
        parts.append(ILLUSTRATIVE)
    parts.append(asked(writing, scenario))
    if len(scenario.strategies) > 1:
        parts += [table(writing, scenario), matters(writing, scenario), councillor(writing, scenario)]
    else:
        parts.append("There is one strategy, so nothing is compared.")
    return "\n\n".join([*parts, cannot_tell(writing, scenario)])


def asked(writing: Writing, scenario: Scenario) -> str:
    """Return the question, the families, the time and how often it was run."""
    sample = ""
    if writing.value("facts", "value", name="sample_one_in") > 1:
        sample = f" (a sample of {writing.fact('simulated_families', whole)} simulated)"
    return (
        f"**Asked:** {writing.words(scenario.question)} {writing.fact('area_families', whole)} families with children"
        f"{sample}, {writing.how_long()}; each strategy beside *{writing.words(scenario.strategies[0].name)}*, with "
        f"95% intervals of {draws(writing)}."
    )


def draws(writing: Writing) -> str:
    """Return which uncertainty the intervals hold."""
    if writing.value("facts", "value", name="draws") > 1:
        return f"chance and of the figures' uncertainty ({writing.fact('draws')} draws)"
    return "chance alone (one draw; more hold the figures' uncertainty too)"


def table(writing: Writing, scenario: Scenario) -> str:
    """Return a row a strategy, in the order of the scenario, which is not a ranking."""
    first = scenario.strategies[1].name
    heads = ["strategy", "families helped", *COLUMNS.values(), f"cost, {prices_in_words(writing, first)}"]
    rows = [heads, ["---"] * len(heads), *(row(writing, one.name) for one in scenario.strategies[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def row(writing: Writing, name: str) -> list[str]:
    """Return a strategy's cells: each a number, its 95% interval and whether it is clear."""
    few = too_few(writing, "reach", strategy=name, measure="helped", group=ALL)
    helped = few or writing.number("summary", "helped", counted, strategy=name)
    changed = [cell(writing, measure, name) for measure in COLUMNS]
    return [writing.words(name), helped, *changed, cost_in_short(writing, name)]


def cell(writing: Writing, measure: str, name: str) -> str:
    """Return a difference with its interval and whether it is clear and large enough to matter.

    Of what is counted one way only how many there may be is said where there may be none.
    """
    where: dict[str, object] = {"strategy": name, "measure": measure, "group": ALL}
    few = too_few(writing, "differences", **where)
    if few:
        return few
    estimate, low, high = numbers_of(writing, measure, where, WHOLE_FROM)
    said = verdict_on(writing, measure, where)
    none = measure in ONE_WAY and writing.value("differences", "low", **where) < 0
    interval = f"up to {high}" if none else f"{low} to {high}"
    return f"{estimate} ({interval}), {IN_SHORT[said]}"


def cannot_tell(writing: Writing, scenario: Scenario) -> str:
    """Return what is left out, in a line, and where to read on."""
    places, each = "", "*Strategy by strategy* (what each does), " if len(scenario.strategies) > 1 else ""
    if any(targets_places(one) for one in scenario.strategies):
        places = " Strategies that choose by place rest on an assumption: read *Places* before any is preferred."
    return (
        f"**What this cannot tell:** what will happen. {writing.fact('figures_assumed')} of {writing.fact('figures')} "
        "figures are assumed, a real offer may work otherwise, and parting is not always the worse outcome."
        f"{places} Read on: {each}*How sure*, *What it leans on*."
    )
