"""The section and the picture of a 2x2x2: the table's own numbers, and nothing where there is no such design."""

import re

import pandas as pd
import pytest

from famsim.measures import OF_EFFECTS
from famsim.measures.places import Places
from famsim.questions.compare.drawn.figures import plot
from famsim.questions.compare.gathered.common import factorial
from famsim.questions.compare.result import study_of
from famsim.questions.compare.tables.facts import report_tables
from famsim.questions.compare.told.answer import answer_from, template
from famsim.scenario import LEVERS, effect_called, effects, load_scenario
from famsim.writing import Writing

SECTION = "## Staff, couples and the system"


@pytest.fixture(scope="module")
def design(module_of):
    """Return a made-up comparison of eight strategies."""
    from pathlib import Path

    return module_of(Path(__file__).parents[2] / "made_up" / "comparisons.py").made_up_design()


@pytest.fixture(scope="module")
def tables(design):
    return report_tables(design)


def rows_of(text):
    """Return the rows of the section's table, by what they are of."""
    section = text[text.index(SECTION) :]
    lines = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")][2:]
    return {cells[0]: cells[1:] for cells in lines[:8]}


def test_the_section_has_a_row_an_effect_and_one_of_all_three(design, tables, untraced):
    writing = Writing(tables)
    marked = template(writing, design)
    text = writing.printed(marked)
    found = rows_of(text)
    assert len(found) == len(effects()) + 1
    assert len([name for name in found if "alone" in name and "beyond" not in name]) == len(LEVERS)
    assert untraced(text, marked, writing, tables) == []


def test_a_cell_is_its_row_of_the_table(design, tables):
    """A number as printed, of the effect whose lever is trained staff alone."""
    table = tables["factorial"].set_index(["effect", "measure"])
    printed = rows_of(answer_from(design, tables))["staff alone"][0]
    number = float(re.match(r"-?[\d,.]+", printed)[0].replace(",", ""))
    assert number == pytest.approx(table.loc[("staff", "helped"), "estimate"], abs=0.5)


def test_fewer_partings_are_printed_as_fewer(design, tables):
    """The measure counts fewer as more; the table's heading counts couples who part."""
    changed = tables["factorial"].copy()
    here = (changed.effect == "staff") & (changed.measure == "fewer_partings")
    changed.loc[here, ["estimate", "low", "high"]] = [50.0, 20.0, 80.0]
    printed = rows_of(answer_from(design, tables | {"factorial": changed}))["staff alone"][1]
    assert re.match(r"-50.* \(-80.* to -20.*\), clear", printed)


def test_the_picture_has_a_row_an_effect(design, pictures):
    figure = plot(design)["factorial"]
    pictures.check_readable({"factorial": figure})
    ticks = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert ticks == [effect_called(one) for one in effects()]


def test_other_scenarios_have_none_of_it(comparison):
    assert factorial(load_scenario("newcastle"), 1.0, Places()) is None
    assert SECTION not in study_of(comparison).answer
    assert "factorial" not in plot(comparison)


def test_every_effect_has_every_measure(tables):
    table = tables["factorial"]
    assert isinstance(table, pd.DataFrame)
    assert len(table) == len(effects()) * len(OF_EFFECTS)
