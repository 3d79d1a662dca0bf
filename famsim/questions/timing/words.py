"""Words and numbers of a timing map: events, months relative to them, outcomes, risk groups."""

from typing import NamedTuple

import numpy as np

from famsim.questions.timing.windows import blank_rows
from famsim.writing import EVENT_WORDS, Writing, programme_words, shown, with_decimals


class Outcome(NamedTuple):
    """One outcome of the headline: its name in the tables, in a sentence, in short, in a column, and its units.

    unit: to each family helped, or a hundred of them; counted: what a hundred couples struck gain so many of in all.
    """

    measure: str
    says: str
    short: str
    column: str
    unit: str
    counted: str


OUTCOMES = (
    Outcome(
        "quality",
        "relationship quality",
        "quality",
        "relationship gained, in spreads",
        "of a spread per family helped",
        "spreads in all",
    ),
    Outcome(
        "stay_free_of_harm",
        "couples who stay together, free of harm",
        "staying free of harm",
        "couples who stay together free of harm, per hundred",
        "per hundred families helped",
        "couples",
    ),
    Outcome(
        "harmful_conflict",
        "children no longer in harmful conflict",
        "harmful conflict",
        "fewer children in harmful conflict, per hundred",
        "per hundred families helped",
        "children",
    ),
)
BENEFIT_WORDS = {
    "quality": "relationship quality",
    "stay_free_of_harm": "couples who stay together, free of harm",
    "stay_in_harm": "couples who stay while harm goes on (a harm)",
    "part_free_of_harm": "couples who part and would have been free of harm (a harm)",
    "harmful_conflict": "children in harmful conflict",
    "children_distressed_couple": "children of couples in relationship distress",
    "sdq_high": "children with high difficulties",
}
HARM_WORDS = {
    "quality": "a worse relationship",
    "stay_free_of_harm": "fewer couples who stay together, free of harm",
    "stay_in_harm": "couples who stay while harm goes on",
    "part_free_of_harm": "couples who part and would have been free of harm",
    "harmful_conflict": "more children in harmful conflict",
    "children_distressed_couple": "more children of couples in relationship distress",
    "sdq_high": "more children with high difficulties",
}
GROUP_WORDS = {
    "all": "all couples",
    "none": "no risk factor",
    "one": "one risk factor",
    "two or more": "two or more risk factors",
}


def name(slug: str) -> str:
    """Return what a programme is, in words."""
    return programme_words(slug)


def group_words(group: str) -> str:
    """Return a risk group in words."""
    return GROUP_WORDS[group.rpartition("=")[2]]


def month_words(writing: Writing, column: str, event: str, where: dict[str, str], short: bool = False) -> str:
    """Return a month of the table of windows relative to its event: 3 months after a birth."""
    month = writing.value("windows", column, **where)
    if month == 0:
        return "in its month" if short else f"in the month of {EVENT_WORDS[event].itself}"
    number = writing.number("windows", column, lambda value: shown(abs(value)), **where)
    when = "before" if month < 0 else "after"
    return f"{number} {when}" if short else f"{number} {'month' if abs(month) == 1 else 'months'} {when}"


def numbers(writing: Writing, table: str, columns: tuple[str, ...], **where: object) -> list[str]:
    """Return some numbers of a row with the same decimals, enough for the largest."""
    how = with_decimals(*(writing.value(table, column, **where) for column in columns))
    return [writing.number(table, column, how, **where) for column in columns]


def size(writing: Writing, table: str, column: str, where: dict[str, str]) -> str:
    """Return one number."""
    return writing.number(table, column, shown, **where)


def best_row(writing: Writing, event: str, group: str, measure: str) -> str | None:
    """Return the programme with the largest best month of an outcome, None where no programme has one."""
    table = writing.tables["windows"]
    mine = table[(table["event"] == event) & (table["group"] == group) & (table["measure"] == measure)]
    return None if mine.empty else str(mine.loc[mine["best"].idxmax(), "programme"])


def told(writing: Writing, column: str, where: dict[str, str]) -> str:
    """Return a word of the table of windows."""
    table = writing.tables["windows"]
    mine = [table[name] == value for name, value in where.items()]
    return str(table.loc[np.logical_and.reduce(mine), column].iloc[0])


def untold(writing: Writing, event: str, group: str, measure: str) -> list[str]:
    """Return the programmes of which too much is blank to say anything, by their names in the tables."""
    table = writing.tables["timing"]
    mine = table[(table["event"] == event) & (table["group"] == group) & (table["measure"] == measure)]
    return list(blank_rows(mine)["programme"])
