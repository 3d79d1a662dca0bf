"""The evidence register as tables: every figure as a scenario used it, and where the figures were read."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from famsim.errors import FamsimError, unknown
from famsim.evidence import GRADES, Register, Source, Value, the_register
from famsim.scenario import OWN_SOURCE, Scenario, programme_words
from famsim.writing.cited import Writing

SEEN = ("instruments.", "evaluation.")  # how names begin of figures of what surveys and evaluations see


def register_of(scenario: Scenario) -> Register:
    """Return the register with the figures of a scenario's own programmes."""
    own = {figure.name: figure for one in scenario.programmes.values() for figure in one.figures}
    if not own:
        return the_register()
    register, says = the_register(), "The scenario's own programmes, by whoever wrote it"
    source = Source(OWN_SOURCE, says, "the scenario", "", "", "own", None)
    return Register({**register.figures, **own}, {**register.sources, OWN_SOURCE: source})


def parameters(register: Register, overrides: Mapping[str, Value]) -> pd.DataFrame:
    """Return every figure as this scenario used it, with its range, grade and source."""
    rows = []
    for name, figure in register.figures.items():
        used = overrides.get(name, figure.value)
        rows.append({
            "name": name, "value": numbers(used), "low": number_or_gap(figure.low), "high": number_or_gap(figure.high),
            "unit": figure.unit, "grade": figure.grade, "source": " ".join(figure.sources), "page": figure.page,
            "set_by_scenario": "yes" if name in overrides else "no", "register_value": numbers(figure.value),
            "distribution": figure.distribution, "carried_from_elsewhere": "yes" if figure.transfer else "no",
            "price_year": figure.price_year or "", "says": figure.says,
        })  # fmt: skip
    return pd.DataFrame(rows)


def of_lives(parameters: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that lives and answers rest on: all but those of how surveys would see them."""
    return parameters[~parameters["name"].str.startswith(SEEN)]


def figures(grade: str | None = None) -> pd.DataFrame:
    """Return every figure of the evidence register, or those of one grade, with value, range, unit, source and page.

    grade: "measured", "derived", "tuned" or "assumed". The columns are those of `parameters` in a results folder:
    name, value, low, high, unit, grade, source (keys of the register's sources), page, ..., says. Raises FamsimError
    for another grade.

    Example: `fs.sources("assumed")["name"]` names what nothing published stands behind.
    """
    found = parameters(the_register(), {})
    if grade is None:
        return found
    if grade not in GRADES:
        raise unknown("grade", str(grade), GRADES, "sources", FamsimError)
    return found[found["grade"] == grade].reset_index(drop=True)


def numbers(value: Value) -> float | str:
    """Return one number, or a list of them as text."""
    return " ".join(f"{one:.12g}" for one in value) if isinstance(value, tuple) else float(value)


def number_or_gap(value: float | None) -> float:
    """Return a number, NaN for none."""
    return math.nan if value is None else float(value)


def sources(register: Register) -> pd.DataFrame:
    """Return where the figures were read."""
    keys = ("key", "title", "publisher", "period", "url", "read_in", "year")
    rows = [{key: getattr(source, key) for key in keys} for source in register.sources.values()]
    return pd.DataFrame(rows).assign(year=lambda table: [str(year) if year else "" for year in said(table, "year")])


def said(table: pd.DataFrame, column: str) -> list[Any]:
    """Return a column's whole numbers, None where there is none."""
    return [None if pd.isna(value) else int(value) for value in table[column]]


def with_register(
    tables: Mapping[str, pd.DataFrame], overrides: Mapping[str, Value], register: Register | None = None
) -> dict[str, pd.DataFrame]:
    """Return tables with `parameters` and `sources`: the register, or another, as a scenario used it."""
    used = the_register() if register is None else register
    return {**tables, "parameters": parameters(used, overrides), "sources": sources(used)}


def figure_named(writing: Writing, name: str) -> str:
    """Return a mark for a figure as a sentence names it, in the words of the table `figures` or `parameters`.

    Of which programme or topic, and what it is; a lever by its name alone.
    """
    says = ""
    for table, key in (("figures", "figure"), ("parameters", "name")):
        if table in writing.tables and (rows := writing.rows(table, **{key: name})):
            says = says or str(writing.tables[table]["says"].iloc[rows[0]])
    if says in ("", name):
        return writing.words(name)
    return writing.words(f"{programme_words(name.split('.')[-2])}: {says[0].lower()}{says[1:]}")
