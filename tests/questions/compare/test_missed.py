"""Who is missed by group, of those in need and of those whom an offer is for: by hand."""

import numpy as np
import pandas as pd
import pytest

from famsim.measures import DIMENSIONS
from famsim.model.policy import FEATURES
from famsim.questions.compare.gathered.missed import TABLE, Missed, is_for
from famsim.questions.compare.told.missed import who_is_missed
from famsim.scenario import parse_scenario
from famsim.writing import Writing

TEXT = """
[scenario]
name = "x"
question = "?"
area = "croydon"
months = 12
[[strategy]]
name = "first"
[[strategy]]
name = "ours"
[[strategy.offer]]
programme = "relationship_group"
who = { together = true, deprivation_decile = [1, 2] }
found = ["gp"]
places_a_month = 3
[[strategy.offer]]
programme = "couple_counselling"
who = { in_arrears = true }
found = ["gp"]
places_a_month = 3
"""
SCENARIO = parse_scenario(TEXT)


@pytest.fixture
def missed(outcome):
    """Return six families gathered, of two cells: three in need, two of them helped; four are meant, one helped."""
    cells = np.array([0, 0, 0, 0, 1, 1], np.int16)
    need = {"in_need": [2, 1, 0, 0, 1, 0], "ids": np.arange(6), "cells": cells}
    first, ours = outcome("first", started=[0] * 6, **need), outcome("ours", started=[1, 0, 1, 0, 1, 0], **need)
    found = Missed(10.0, {"ours": np.array([1, 2, 3, 5])})
    found.add([first, ours], usual=False)
    return found


def row(found, group="all"):
    """Return a row of the strategy's table."""
    return next(one for one in found.rows() if one["group"] == group)


def test_need_and_reach_are_counted_by_group(missed):
    """By hand: of 30 in need 20 are reached; of 40 meant, 10. The first strategy makes no offer and has no row."""
    whole = row(missed)
    assert (whole["in_need"], whole["in_need_reached"], whole["meant"], whole["meant_reached"]) == (30, 20, 40, 10)
    assert whole["share_missed"] == pytest.approx(100 / 3)
    assert whole["share_meant_missed"] == pytest.approx(75.0)
    assert {one["strategy"] for one in missed.rows()} == {"ours"}


@pytest.mark.parametrize("by", DIMENSIONS)
def test_groups_of_a_dimension_add_up_to_all(missed, by):
    """Every family is in one group of each dimension, so nobody is missed twice or lost."""
    groups = [row(missed, f"{by}={value}") for value in DIMENSIONS[by]]
    for column in ("in_need", "in_need_reached", "meant", "meant_reached", "part_of_need", "part_of_reached"):
        assert sum(one[column] for one in groups) == pytest.approx(row(missed)[column]), column


def test_whom_usual_services_reach_is_not_the_strategys(outcome):
    """A family that comes to a usual service under the first strategy is reached either way."""
    need = {"in_need": [1, 1, 1], "ids": np.arange(3)}
    found = Missed(1.0, {"ours": np.arange(3)})
    found.add([outcome("first", started=[1, 0, 0], **need), outcome("ours", started=[1, 1, 0], **need)], usual=True)
    assert row(found)["in_need_reached"] == 1.0


def test_several_runs_are_a_mean_and_whom_it_is_for_is_of_the_first(missed, outcome):
    """A second run in which nobody is in need halves the first's; those meant stay as they were."""
    cells = np.array([0, 0, 0, 0, 1, 1], np.int16)
    nobody = {"in_need": [0] * 6, "started": [0] * 6, "ids": np.arange(6), "cells": cells}
    missed.add([outcome("first", **nobody), outcome("ours", **nobody)], usual=False)
    assert (row(missed)["in_need"], row(missed)["meant"]) == (15, 40)


def test_an_offer_is_for_whoever_meets_all_that_it_asks_and_a_strategy_for_whom_any_offer_is():
    """Worked by hand on four families: in arrears; a poor couple; a couple elsewhere; a lone parent nearby."""
    features = np.zeros((4, len(FEATURES)))
    place = {name: meaning.place for name, meaning in FEATURES.items()}
    features[:, place["deprivation_decile"]] = [9, 2, 5, 1]
    features[:, place["together"]] = [0, 1, 1, 0]
    features[:, place["in_arrears"]] = [1, 0, 0, 0]
    assert is_for(SCENARIO.strategies[1], features).tolist() == [True, True, False, False]
    assert not is_for(SCENARIO.strategies[0], features).any()


def test_the_answer_says_who_is_missed_and_holds_no_number_of_its_own(missed, untraced):
    """Every number is a cell of the table."""
    tables = {TABLE: pd.DataFrame(missed.rows()), "facts": pd.DataFrame({"name": ["sample_one_in"], "value": [10.0]})}
    writing = Writing(tables)
    template = who_is_missed(writing, SCENARIO)
    printed = writing.printed(template)
    assert "too few in need" in printed
    assert untraced(printed, template, writing, tables) == []
