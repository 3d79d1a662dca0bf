"""The answer in ten lines: what was asked, a row a strategy, what matters, whether the area moves, what it leaves out.

It opens answer.md, and is what a terminal shows first: 40 lines of 80 columns hold all of it.
"""

import math

from famsim.areas import SEVERAL, AreaProfile
from famsim.measures import ALL, WITH_EFFECT
from famsim.questions.compare.told.apart import apart_in_short
from famsim.questions.compare.told.budgets import budgets_in_short
from famsim.questions.compare.told.costs import cost_in_short, helped_in_short
from famsim.questions.compare.told.fitted import fitted_in_short
from famsim.questions.compare.told.groups import for_whom_in_short
from famsim.questions.compare.told.matters import matters
from famsim.questions.compare.told.rivals import rivals_in_short
from famsim.questions.compare.told.signal import councillor
from famsim.questions.compare.told.staff import trained_in_short
from famsim.scenario import Scenario, Strategy, has_usual, once_each
from famsim.writing import (
    CLEAR,
    ILLUSTRATIVE,
    MORE_DRAWS,
    NEXT_TO_NOTHING,
    NOT_ALL_ON_RECORD,
    SPACED,
    TOO_FEW,
    TOO_FEW_SHORT,
    TOO_SMALL,
    UNCLEAR,
    Writing,
    as_change,
    as_table,
    ended,
    few_draws,
    is_exact,
    is_slight,
    named_after,
    numbers_of,
    one_draw,
    prices_in_words,
    strategy_in_short,
    targets_places,
    too_few,
    verdict_on,
    whole,
)

COLUMNS = {  # the three numbers that lead, and their headings
    "fewer_partings": "couples who part",
    "stay_in_harm": "stay though harm goes on",
    "child_months_in_harm": "child-months in harm",
}
WHAT = "strategy: offers (whom; where; places a year), then in {} (-: fewer)"
IN_SHORT = {CLEAR: ", clear", TOO_SMALL: ", small", UNCLEAR: ""}


def opening(writing: Writing, scenario: Scenario, area: AreaProfile) -> str:
    """Return the ten lines, with marks in the place of numbers and users' words."""
    parts = [f"# {writing.words(area.title)}"]
    if area.offer != "documented":
        parts.append(ILLUSTRATIVE if area.level != SEVERAL else not_all_on_record(writing))
    parts.append(asked(writing, scenario))
    named = once_each(scenario)
    if len(named.strategies) > 1:
        parts += [
            table(writing, scenario, area),
            budgets_in_short(writing),
            apart_in_short(writing, named),
            trained_in_short(writing),
        ]
        parts += [matters(writing, named), councillor(writing, named)]
        parts += [for_whom_in_short(writing, named), rivals_in_short(writing)]
    else:
        parts.append("There is one strategy, so nothing is compared.")
    return "\n\n".join(part for part in (*parts, cannot_tell(writing, scenario)) if part)


def not_all_on_record(writing: Writing) -> str:
    """Return of how many of several areas the offer is not on record."""
    return NOT_ALL_ON_RECORD.format(writing.fact("areas_not_on_record"), writing.fact("areas"))


def asked(writing: Writing, scenario: Scenario) -> str:
    """Return the question, the families, the time and how often it was run."""
    sample = ""
    if writing.value("facts", "value", name="sample_one_in") > 1:
        sample = f" (a sample of {writing.fact('simulated_families', whole)})"
    usual = ", whose usual services go on under all (more cost: theirs too)" if has_usual(scenario) else ""
    return (
        f"**Asked:** {writing.words(ended(scenario.question))} {writing.fact('area_families', whole)} families with "
        f"children{sample}, {writing.how_long()}, beside *{writing.words(scenario.strategies[0].name)}*{usual}; 95% "
        "intervals: "
        f"{draws(writing)}."
    )


def draws(writing: Writing) -> str:
    """Return which uncertainty the intervals hold."""
    if not one_draw(writing):
        few = f", few: {MORE_DRAWS}" if few_draws(writing) else ""
        fit = fitted_in_short(writing)
        return f"chance and the figures' uncertainty ({writing.fact('draws')} draws{few}{fit})"
    return "chance alone (one draw)"


def table(writing: Writing, scenario: Scenario, area: AreaProfile) -> str:
    """Return a row a strategy, in the order of the scenario, which is not a ranking."""
    others = once_each(scenario).strategies[1:]
    first = others[0].name
    usual = has_usual(scenario)
    helped = "more families helped" if usual else "families helped"
    if any(only_reached(writing, one.name) for one in others):
        helped = "more helped, reached" if usual else "helped, reached"
    heads = [
        WHAT.format(writing.how_long()),
        helped,
        *COLUMNS.values(),
        f"{'more cost' if usual else 'cost'}, {prices_in_words(writing, first)}",
        "cost of each helped",
    ]
    return as_table(heads, [row(writing, scenario, one, area) for one in others], SPACED)


def row(writing: Writing, scenario: Scenario, strategy: Strategy, area: AreaProfile) -> list[str]:
    """Return a strategy's cells: what it offers, then numbers with 95% intervals and whether they are clear."""
    name, after = strategy.name, named_after(strategy, area)
    what = f"**{writing.words(name + after)}:** {writing.words(strategy_in_short(strategy, scenario))}"
    changed = [cell(writing, measure, name) for measure in COLUMNS]
    cells = [helped_in_short(writing, name), *changed, *cost_in_short(writing, name)]
    return [what, *(cell.replace(TOO_FEW, TOO_FEW_SHORT).replace("(at most ", "(up to ") for cell in cells)]


def only_reached(writing: Writing, name: str) -> bool:
    """Say whether a strategy reaches families with what has no shown effect for the better."""
    reached, helped = (writing.value("summary", one, strategy=name) for one in ("helped", WITH_EFFECT.name))
    return helped < reached and not math.isclose(helped, reached)


def cell(writing: Writing, measure: str, name: str) -> str:
    """Return a change with its interval and whether it is clear and large enough to matter; fewer is below 0."""
    where: dict[str, object] = {"strategy": name, "measure": measure, "group": ALL}
    few = too_few(writing, "differences", **where)
    if few:
        return few.replace(TOO_FEW, TOO_FEW_SHORT)
    estimate, low, high = numbers_of(writing, measure, where, turn=as_change(measure))
    if is_exact(writing, "differences", where):
        return estimate
    if is_slight(writing, measure, name):
        return NEXT_TO_NOTHING
    return f"{estimate} ({low} to {high}){IN_SHORT[verdict_on(writing, measure, where)]}"


def cannot_tell(writing: Writing, scenario: Scenario) -> str:
    """Return what is left out, in a line, and what to read before any is preferred."""
    places = ""
    if any(targets_places(one) for one in scenario.strategies):
        places = " Who is chosen: *Places* in answer.md."
    assumed, figures = (writing.fact(one, whole) for one in ("figures_assumed", "figures"))
    return (
        f"**Cannot tell:** what will happen. {assumed} of {figures} figures are assumed; real offers may differ; "
        f"parting is not always worse.{places}"
    )
