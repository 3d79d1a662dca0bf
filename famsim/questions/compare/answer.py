"""The answer in plain English: what changed, for whom, how sure, what it leans on, and what it cannot tell."""

import math

import pandas as pd

from famsim.measures import ALL
from famsim.questions.compare.facts import DISTRESS, clear_side, report_tables
from famsim.questions.compare.groups import for_whom
from famsim.questions.compare.run import Comparison
from famsim.questions.compare.strategies import HOW_TO_READ, strategy_section
from famsim.scenario import Scenario
from famsim.writing import (
    CANNOT_TELL,
    ILLUSTRATIVE,
    PEOPLE,
    Writing,
    cell_in_words,
    counted,
    deprivation_caveat,
    leaning,
    listed,
    prices_in_words,
    shown,
    stand_ins,
    too_few,
    total_in_words,
    uncertainty,
    whole,
)

FEW, BOTH = 3, 2  # strategies that a sentence names
LEVELS = (
    ("separations", "couples with children part", counted),
    ("exits", "of them leave a harmful relationship", counted),
    ("mother_months_in_harm", "months that mothers live in harm: harmful conflict or violence", counted),
    ("child_months_in_harm", "months that children live in harm", counted),
    ("children_distressed_couple", "% of couples' children have a parent who reports relationship distress", None),
    ("children_see_other_parent", "% of separated children see the other parent regularly where that is safe", None),
    ("mothers_harmed", "% of families have a mother whom violence harms, in an average month", None),
    ("others_harmed", "% of families have another parent whom violence harms, in an average month", None),
    ("sdq_high", "% of children are expected to score 17 or more for difficulties (SDQ)", None),
)

MAY_BE_WORSE = {  # what a strategy can make worse beside partings, and which way that is
    "mother_months_in_harm": ("the months that mothers live in harm", "more"),
    "child_months_in_harm": ("the months that children live in harm", "more"),
    "child_months_harmful": ("the months that children live with harmful conflict", "more"),
    "mothers_harmed": ("violence that harms mothers", "more"),
    "others_harmed": ("violence that harms other parents", "more"),
    DISTRESS: ("couples' children with a parent in relationship distress", "more"),
    "children_see_other_parent": ("separated children who see the other parent safely", "fewer"),
    "sdq": ("children's difficulties", "more"),
    "sdq_high": ("children with high difficulties", "more"),
}
LED_BY = ("fewer_partings", "stay_in_harm", "stay_in_violence", "mother_months_in_harm", "child_months_in_harm")
FEWER_OF_HOW_MANY = (
    "Of about {level} couples with children who part under the first strategy, so many fewer part under each, until "
    "the first parting of the couple that stands at the start, or until its youngest child is grown up."
)


def answer(comparison: Comparison) -> str:
    """Return the answer to a scenario's question, in Markdown."""
    return answer_from(comparison, report_tables(comparison))


def answer_from(comparison: Comparison, tables: dict[str, pd.DataFrame]) -> str:
    """Return the answer from tables already made (see report_tables)."""
    writing = Writing(tables)
    return writing.printed(template(writing, comparison))


def template(writing: Writing, comparison: Comparison) -> str:
    """Return the answer with marks in the place of numbers and users' words (see Writing.printed)."""
    scenario, area = comparison.scenario, comparison.world.area
    others = scenario.strategies[1:]
    parts = [
        f"# {writing.words(area.title)}",
        "" if area.offer == "documented" else ILLUSTRATIVE,
        f"**Question.** {writing.words(scenario.question)}",
        deprivation_caveat(writing, scenario),
        "## In short\n\n" + (headline(writing) if others else "There is one strategy, so nothing is compared."),
        glance(writing, scenario) if others else "",
        f"## Under {writing.words(scenario.strategies[0].name)}\n\n" + comparator(writing, scenario),
        "## Strategy by strategy\n\n" + HOW_TO_READ if others else "",
        *(strategy_section(writing, scenario, strategy) for strategy in others),
        "## For whom\n\n" + for_whom(writing, scenario) if others else "",
        "## How sure\n\n" + uncertainty(writing),
        stand_ins(writing, area),
        "## What it leans on\n\n" + leaning(writing, scenario),
        "## What the model cannot tell\n\n" + CANNOT_TELL,
        "## About the families\n\n" + PEOPLE,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def headline(writing: Writing) -> str:
    """Return four sentences: what changed in the area, for whom, which harms, how sure."""
    many = writing.value("facts", "value", name="draws") > 1
    kinds = "chance and the uncertainty of the figures" if many else "chance alone"
    return (
        f"Over {writing.fact('years')} years and for the area as a whole, {in_the_area(writing)}. "
        f"What changes, changes for the families reached: {reached(writing)} come to a first session, and beside their "
        f"own twins their children with a parent in relationship distress {change(writing, 'twins_' + DISTRESS)}. "
        f"About {writing.fact('ever_in_need', counted)} families are in need at some time, whether reached or not. "
        f"Harms count as harms: {held(writing)}; {worse(writing)}and the "
        "violence screen misses at least one family "
        f"{under(writing, 'strategies_missing_violence')}. "
        f"How sure: the 95% intervals hold {kinds}, and {writing.fact('figures_assumed')} of the "
        f"{writing.fact('figures')} figures are assumed, so this compares strategies under stated assumptions and "
        "forecasts nothing."
    )


def held(writing: Writing) -> str:
    """Return how many couples stay together while harm goes on, from the fewest to the most of the strategies."""
    stay = "stay together while harm goes on who would have parted"
    told = writing.value("facts", "value", name="held_told")
    if told == 0:
        return f"couples who {stay} are too few to say"
    most = writing.fact("most_held", counted)
    if told == 1:
        return f"about {most} couples {stay}"
    return f"{writing.fact('fewest_held', counted)} to {most} couples, by strategy, {stay}"


def worse(writing: Writing) -> str:
    """Return what else is clearly worse, and under which strategies; nothing where nothing is."""
    table = writing.tables["differences"]
    said = []
    for measure, (says, bad) in MAY_BE_WORSE.items():
        rows = table[(table.measure == measure) & (table.group == ALL)]
        names = list(rows[clear_side(rows, bad)].strategy)
        if names:
            said.append(f"{says} (under {listed([f'*{writing.words(name)}*' for name in names])})")
    return f"clearly worse are {listed(said)}; " if said else ""


def in_the_area(writing: Writing) -> str:
    """Return what becomes of partings and of months in harm, together where neither is clear."""
    harm, part = "months that children live in harm", "couples who part"
    if not clear_words(writing, "child_months_in_harm") and not clear_words(writing, "fewer_partings"):
        return f"neither {harm} nor {part} differ clearly under any strategy"
    return f"{part} {change(writing, 'fewer_partings')}, and {harm} {change(writing, 'child_months_in_harm')}"


def change(writing: Writing, name: str) -> str:
    """Return under which strategies something is clearly fewer and clearly more."""
    clear = clear_words(writing, name)
    if not clear:
        return "show no clear difference under any strategy"
    opposite = {"fewer": "more", "more": "fewer"} if name == "fewer_partings" else {}
    return "are " + " and ".join(
        f"clearly {opposite.get(word, word)} {under(writing, f'{name}_{word}', strategies_with(writing, name, word))}"
        for word in clear
    )


def clear_words(writing: Writing, name: str) -> list[str]:
    """Return "fewer" or "more" or both, each if it is clear under some strategy."""
    return [word for word in ("fewer", "more") if writing.value("facts", "value", name=f"{name}_{word}") > 0]


def strategies_with(writing: Writing, name: str, word: str) -> list[str]:
    """Return the strategies under which something is clearly fewer, or more, in the order of the scenario."""
    helped = name.startswith("twins_")
    rows = writing.tables["twins" if helped else "differences"]
    rows = rows[rows.measure == name.removeprefix("twins_")]
    rows = rows if helped else rows[rows.group == ALL]
    return list(rows[clear_side(rows, word)].strategy)


def under(writing: Writing, fact: str, named: list[str] | None = None) -> str:
    """Return "under no strategy", "under all", which if they are few, or how many of the strategies."""
    number, of = (writing.value("facts", "value", name=name) for name in (fact, "strategies_compared"))
    if number == 0:
        return "under no strategy"
    if of == 1:
        return "under the one strategy compared"
    if number == of:
        return "under both strategies" if of == BOTH else f"under all {writing.fact(fact)} strategies"
    if named and len(named) <= FEW:
        return f"under {listed([f'*{writing.words(name)}*' for name in named])}"
    return f"under {writing.fact(fact)} of the {writing.fact('strategies_compared')} strategies"


def reached(writing: Writing) -> str:
    """Return the fewest and the most families helped."""
    fewest, most = (writing.fact(name, counted) for name in ("fewest_helped", "most_helped"))
    bound = writing.value("facts", "value", name="most_helped_at_most")
    if not math.isnan(bound):
        return f"too few to say how many, at most {writing.fact('most_helped_at_most', counted)} families,"
    if writing.value("facts", "value", name="strategies_compared") == 1:
        return f"about {most} families"
    return f"{fewest} to {most} families, by strategy,"


def glance(writing: Writing, scenario: Scenario) -> str:
    """Return one row a strategy, in the order of the scenario."""
    first = {"strategy": scenario.strategies[0].name, "measure": "separations", "group": ALL}
    level = writing.number("levels", "value", counted, **first)
    head = (
        "In the order of the scenario file, which is not a ranking; 95% intervals in brackets. "
        f"{FEWER_OF_HOW_MANY.format(level=level)}\n\n"
        f"| strategy | families helped | cost in all, {prices_in_words(writing, scenario.strategies[0].name)} "
        "| fewer couples part | of these, stay while harm goes on "
        "| with violence | months mothers live in harm | months children live in harm |\n"
        "|---|---|---|---|---|---|---|---|\n"
    )
    return head + "\n".join(glance_row(writing, one.name) for one in scenario.strategies[1:])


def glance_row(writing: Writing, name: str) -> str:
    """Return a strategy's row."""
    few = too_few(writing, "reach", strategy=name, measure="helped", group=ALL)
    cells = [
        few or writing.number("summary", "helped", counted, strategy=name),
        total_in_words(writing, name),
        *(cell_in_words(writing, measure, name) for measure in LED_BY),
    ]
    return f"| {writing.words(name)} | " + " | ".join(cells) + " |"


def comparator(writing: Writing, scenario: Scenario) -> str:
    """Return the levels under the first strategy."""
    name = scenario.strategies[0].name
    rows = []
    for measure, says, how in LEVELS:
        where = {"strategy": name, "measure": measure, "group": ALL}
        number = writing.number("levels", "value", how or shown, **where)
        rows.append(f"- {number}{'' if says.startswith('%') else ' '}{says}")
    if writing.value("summary", "helped", strategy=name) > 0:
        rows.append(f"- {writing.number('summary', 'helped', counted, strategy=name)} families come to a first session")
    size = f"{writing.fact('area_families', whole)} families with children"
    head = f"In {writing.fact('years')} years, the whole area ({size}). Partings are expected values: the chances that "
    head += "couples part, month by month, added up, so that luck does not drown what help does.\n\n"
    return head + "\n".join(rows)
