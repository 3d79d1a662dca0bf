"""For whom: what is clear in a group is shown with its interval, what is not clear is said not to be."""

from dataclasses import replace

import pytest

from famsim.measures.groups import group_names
from famsim.questions.compare.result import study_of
from famsim.questions.compare.told.groups import BY_CHANCE, CHANGES, GROUPS

WORST = "deprivation=1 most deprived fifth"


@pytest.fixture
def told(comparison):
    """Return a teller of the section for whom, the differences by group first blurred, then changed where asked."""

    def tell(**changed):
        table = comparison.tables["differences"].copy()
        rows = table.measure.isin([measure for measure, *_ in CHANGES]) & (table.group != "all")
        table.loc[rows, ["estimate", "low", "high"]] = [-1.0, -3.0, 2.0]
        for measure, numbers in changed.items():
            rows = (table.measure == measure) & (table.group == WORST) & (table.strategy == "@places")
            table.loc[rows, ["estimate", "low", "high"]] = numbers
        text = study_of(replace(comparison, tables=comparison.tables | {"differences": table})).answer
        return text.split("## For whom")[1].split("\n## ")[0]

    return tell


def test_every_group_has_words():
    assert ("all", *GROUPS) == group_names()


def test_where_nothing_is_clear_no_table_says_so_cell_by_cell(told):
    text = told()
    assert text.count(": no clear difference in any group under any strategy.") == len(CHANGES) == 4
    assert text.count("| group |") == 1 and BY_CHANCE in text


def test_a_clear_change_in_a_group_stands_with_its_interval(told):
    text = told(separations=(-40.0, -60.0, -20.0))
    assert "| places: most deprived fifth | no clear difference | clearly fewer: 40 (20 to 60) |" in text
    assert "Groups that are not listed: no clear difference" in text
    assert text.count("no clear difference in any group under any strategy.") == 3


def test_a_harm_in_a_group_is_not_left_out(told):
    assert "clearly more: 900 (100 to 1,700)" in told(child_months_in_harm=(900.0, 100.0, 1700.0))


def test_who_is_harmed_by_violence_is_among_what_is_measured(comparison):
    """By whom it harms: the mother, the other parent."""
    text = study_of(comparison).answer
    for who in ("the mother", "the other parent"):
        rows = [line for line in text.splitlines() if line.startswith(f"| Families where violence harms {who}, %")]
        assert len(rows) == 2, "a row a strategy"
