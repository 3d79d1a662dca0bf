"""What an answer rests on: figures by grade, the sources they were read in, and every figure with its range."""

import math
from collections import Counter

import pandas as pd

from famsim.evidence import GRADES
from famsim.writing import Writing, as_table, whole

GRADED = "graded"  # the table made here from `parameters`: how many figures of each grade rest on each source
SAYS = (
    "*Measured*: published as it stands. *Derived*: worked out from published figures. *Tuned*: set by hand so that "
    "the model gives what is published. *Assumed*: chosen, as nothing published says it, with an honest range."
)


def graded(parameters: pd.DataFrame) -> pd.DataFrame:
    """Return how many figures of each grade rest on each source; a figure counts for each of its sources."""
    found = Counter(
        (key, grade)
        for keys, grade in zip(parameters["source"], parameters["grade"], strict=True)
        for key in str(keys).split()
    )
    keys = dict.fromkeys(key for key, _ in found)
    return pd.DataFrame([{"key": key} | {grade: float(found[key, grade]) for grade in GRADES} for key in keys])


def by_grade(writing: Writing) -> str:
    """Return of how many figures what is known, where the table of facts says so."""
    names = ["figures", *(f"figures_{grade}" for grade in GRADES)]
    if not all(writing.rows("facts", name=name) for name in names):
        return SAYS
    counts = ", ".join(f"{writing.fact(f'figures_{grade}', whole)} {grade}" for grade in GRADES)
    return f"Of the {writing.fact('figures', whole)} figures that lives and answers rest on: {counts}. {SAYS}"


def used_sources(writing: Writing) -> list[int]:
    """Return the places, in the table of sources, of those that a figure rests on."""
    return [
        place for place, key in enumerate(writing.tables["sources"]["key"]) if writing.rows(GRADED, key=key)
    ]  # fmt: skip


def sources(writing: Writing) -> str:
    """Return the table of sources with how many figures of each grade rest on them."""
    heads = ["source", "publisher", "year", "read in", *GRADES]
    table = writing.tables["sources"]
    rows = []
    for place in used_sources(writing):
        row = table.iloc[place]
        said = [named(writing, row[one]) for one in ("title", "publisher", "year", "read_in")]
        rows.append([*said, *(writing.number(GRADED, grade, whole, key=row["key"]) for grade in GRADES)])
    return as_table(heads, rows)


def every_figure(writing: Writing) -> str:
    """Return the table of all figures as the scenario used them."""
    heads = ["figure", "says", "value", "low", "high", "unit", "grade", "source", "where in it"]
    rows = []
    for row in writing.tables["parameters"].to_dict("records"):
        name = row["name"]
        numbers = [figure(writing, row, one) for one in ("value", "low", "high")]
        said = [named(writing, row[one]) for one in ("unit", "grade", "source", "page")]
        rows.append([writing.words(name), named(writing, row["says"]), *numbers, *said])
    return as_table(heads, rows)


def figure(writing: Writing, row: dict[str, object], column: str) -> str:
    """Return a cell of the table of figures: a number, several as they stand, or nothing."""
    try:
        value = float(str(row[column]))
    except ValueError:
        return named(writing, row[column])
    return "" if math.isnan(value) else writing.number("parameters", column, name=row["name"])


def named(writing: Writing, cell: object) -> str:
    """Return a cell that is text; a year without decimals; nothing where there is nothing."""
    if isinstance(cell, float):
        return "" if math.isnan(cell) else writing.words(f"{cell:.0f}")
    return writing.words(str(cell)) if cell else ""
