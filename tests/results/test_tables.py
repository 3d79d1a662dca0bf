"""Tables of which some are made when asked for: the same names, order and tables as if all were made at once."""

import pandas as pd
import pytest

from famsim.questions.compare.result import study_of
from famsim.questions.compare.tables.facts import report_tables
from famsim.results import Tables

FIRST, SECOND, THIRD = (pd.DataFrame({"value": [number]}) for number in (1.0, 2.0, 3.0))


@pytest.fixture
def made():
    """Tables of which one is there, and how often the others were made."""
    calls = []

    def make():
        calls.append(None)
        return {"first": FIRST, "second": SECOND}

    return Tables({"first": FIRST}, make), calls


def test_what_is_there_is_had_without_the_others(made):
    tables, calls = made
    assert tables["first"] is FIRST
    assert "first" in tables
    assert next(iter(tables.values())) is FIRST
    assert not calls


def test_the_others_are_made_once_and_stand_behind(made):
    tables, calls = made
    assert list(tables) == ["first", "second"]
    assert len(tables) == 2
    assert tables["second"] is SECOND
    assert tables | {"second": THIRD, "third": THIRD} == {"first": FIRST, "second": THIRD, "third": THIRD}
    assert len(calls) == 1


def test_what_is_nowhere_is_missing(made):
    tables, _ = made
    assert "third" not in tables
    assert tables.get("third") is None
    with pytest.raises(KeyError):
        tables["third"]


def test_a_comparisons_tables_are_those_of_its_report(comparison):
    """By hand of the same comparison, all made at once."""
    tables, at_once = study_of(comparison).tables, report_tables(comparison)
    assert list(tables) == list(at_once)
    for name, table in at_once.items():
        pd.testing.assert_frame_equal(tables[name], table, check_exact=True)
