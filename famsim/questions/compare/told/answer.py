"""The answer in plain English: what changed, for whom, how sure, what it leans on, and what it cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from famsim.measures import ALL
from famsim.questions.compare.gathered.missed import TABLE
from famsim.questions.compare.led import LED_BY
from famsim.questions.compare.told.after import after_section
from famsim.questions.compare.told.against_chance import against_chance
from famsim.questions.compare.told.apart import apart_section
from famsim.questions.compare.told.budgets import budgets_section
from famsim.questions.compare.told.costs import helped_in_short
from famsim.questions.compare.told.equal import equal_section
from famsim.questions.compare.told.ethnicity import by_ethnicity
from famsim.questions.compare.told.evaluation import measured
from famsim.questions.compare.told.fitted import drawn_jointly
from famsim.questions.compare.told.groups import for_whom
from famsim.questions.compare.told.levers import staff_couples_system
from famsim.questions.compare.told.missed import who_is_missed
from famsim.questions.compare.told.money import money_in_full, money_section
from famsim.questions.compare.told.opening import opening
from famsim.questions.compare.told.quoted import hangs_on
from famsim.questions.compare.told.rivals import rivals_section
from famsim.questions.compare.told.strategies import how_to_read, strategy_section
from famsim.questions.compare.told.where import area_by_area, in_first_screen
from famsim.scenario import Scenario, has_usual, screens_of
from famsim.writing import (
    CANNOT_TELL,
    PEOPLE,
    Writing,
    as_table,
    cell_in_words,
    counted,
    deprivation_caveat,
    leaning,
    listed,
    prices_in_words,
    shown,
    stand_ins,
    total_in_words,
    uncertainty,
    whole,
)

if TYPE_CHECKING:
    from famsim.questions.compare.comparison import Comparison

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

CHANGES = (  # headings of LED_BY
    "change in couples who part",
    "stay though harm goes on",
    "with violence",
    "months mothers live in harm",
    "months children live in harm",
)
CHANGE_OF_HOW_MANY = (
    "About {level} couples with children part under the first strategy; the change is in those who part, until the "
    "first parting of the couple that stands at the start, or until its youngest child is grown up. Where words say "
    "fewer or more, the number has no sign."
)
BESIDE_USUAL = (
    " Usual services go on under every strategy: families helped, those reached and pounds are how many more than "
    "under the first strategy, which has these services alone."
)


def answer_from(comparison: Comparison, tables: dict[str, pd.DataFrame]) -> str:
    """Return the answer from tables already made (see report_tables)."""
    writing = Writing(tables)
    return writing.printed(template(writing, comparison))


def template(writing: Writing, comparison: Comparison) -> str:
    """Return the answer with marks in the place of numbers and users' words (see Writing.printed)."""
    scenario, area = comparison.scenario, comparison.world.area
    asked = comparison.asked or scenario
    others = scenario.strategies[1:]
    parts = [
        opening(writing, asked, area),
        in_first_screen(writing, scenario) if "areas" in writing.tables else "",
        deprivation_caveat(writing, asked),
        *compared(writing, scenario, asked),
        apart_section(writing, asked),
        staff_couples_system(writing, scenario) if "factorial" in writing.tables else "",
        area_by_area(writing, scenario) if "areas" in writing.tables else "",
        f"## Under {writing.words(scenario.strategies[0].name)}\n\n" + comparator(writing, scenario),
        "## Strategy by strategy\n\n" + how_to_read(scenario) if others else "",
        *(strategy_section(writing, asked, strategy) for strategy in others),
        money_section(writing, scenario),
        against_chance(writing, scenario) if others else "",
        rivals_section(writing),
        measured(writing, scenario) if "evaluation" in writing.tables else "",
        "## For whom\n\n" + for_whom(writing, scenario) if others else "",
        who_is_missed(writing, scenario) if others and TABLE in writing.tables else "",
        by_ethnicity(writing, scenario) if others else "",
        "## How sure\n\n" + " ".join(part for part in (uncertainty(writing), drawn_jointly(writing)) if part),
        stand_ins(writing, area),
        "## What it leans on\n\n" + leaning(writing, asked, hangs_on(writing)),
        "## What the model cannot tell\n\n" + CANNOT_TELL,
        money_in_full(writing, scenario),
        "## About the families\n\n" + PEOPLE,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def compared(writing: Writing, scenario: Scenario, asked: Scenario) -> list[str]:
    """Return the strategies side by side, whom they reach, and their money; nothing of one alone."""
    if len(scenario.strategies) == 1:
        return []
    side_by_side = "## Side by side\n\n" + glance(writing, scenario)
    return [
        side_by_side,
        reached(writing, asked),
        budgets_section(writing),
        equal_section(writing),
        after_section(writing),
    ]


def reached(writing: Writing, scenario: Scenario) -> str:
    """Return how many families are in need, and under how many strategies a family with violence gets in, or may."""
    need = f"About {writing.fact('ever_in_need', counted)} families are in need at some time, whether reached or not."
    screens = {one.name: screens_of(one.name, scenario) for one in scenario.strategies[1:]}
    unasked = [f"*{writing.words(name)}*" for name, found in screens.items() if found.open]
    said = [misses(writing)] if any(found.screened for found in screens.values()) else []
    if unasked:
        said.append(
            f"How many families with violence come to a programme that has no screen for it ({listed(unasked)}) is not "
            "counted."
        )
    return " ".join([need, *said])


def misses(writing: Writing) -> str:
    """Return under how many strategies the screen misses a family with violence."""
    names, missing = ("strategies_missing_violence", "strategies_compared"), "no strategy"
    number, of = (writing.value("facts", "value", name=name) for name in names)
    if number > 0:
        some = "{} of the {} strategies".format(*(writing.fact(name) for name in names))
        missing = "every strategy" if number == of else some
    return f"The violence screen misses at least one family under {missing}."


def glance(writing: Writing, scenario: Scenario) -> str:
    """Return one row a strategy, in the order of the scenario."""
    first = {"strategy": scenario.strategies[0].name, "measure": "separations", "group": ALL}
    level = writing.number("levels", "value", counted, **first)
    prices = prices_in_words(writing, scenario.strategies[1].name)
    head = (
        "In the order of the scenario file, which is not a ranking; 95% intervals in brackets. "
        f"{CHANGE_OF_HOW_MANY.format(level=level)}{BESIDE_USUAL if has_usual(scenario) else ''}"
    )
    heads = ["strategy", "families helped (of those reached)", f"cost in all, {prices}", *CHANGES]
    return f"{head}\n\n{as_table(heads, [glance_row(writing, one.name) for one in scenario.strategies[1:]])}"


def glance_row(writing: Writing, name: str) -> list[str]:
    """Return a strategy's cells."""
    return [
        writing.words(name),
        helped_in_short(writing, name),
        total_in_words(writing, name),
        *(cell_in_words(writing, measure, name) for measure in LED_BY),
    ]


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
        rows.append(f"- {total_in_words(writing, name)} is what that costs, {prices_in_words(writing, name)}")
    size = f"{writing.fact('area_families', whole)} families with children"
    head = f"In {writing.how_long()}, the whole area ({size}). Partings are expected values: the chances that "
    head += "couples part, month by month, added up, so that luck does not drown what help does.\n\n"
    return head + "\n".join(rows)
