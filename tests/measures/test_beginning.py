"""What families are told apart by besides their cell, by hand, at the edges of each group."""

import numpy as np
import pytest

from famsim.measures.beginning import besides
from famsim.measures.groups import BESIDES, N_CELLS, places_of
from famsim.model.family import APART, COHABITING, FAMILY, MARRIED, NEVER, NEVER_TOGETHER

YEAR = 12
ENTERED = -120  # a family of the start whose first child was born 111 months before month 0


def told(**given):
    """Return the groups of one family of the start: its first child nine years old, unless said otherwise."""
    record = np.zeros(1, FAMILY)
    record["status"], record["entry_month"] = given.get("status", MARRIED), given.get("entry", ENTERED)
    record["mother"]["birth_month"] = record["entry_month"] + 9 - given.get("mothers_months", 28 * YEAR)
    births = given.get("births", [ENTERED + 9])
    record["children"]["birth_month"] = NEVER
    record["children"]["birth_month"][0, : len(births)] = births
    record["n_children"] = len(births)
    for parent in ("mother", "other"):
        record[parent]["ill"] = parent in given.get("ill", ())
    places = places_of(besides(record.view(np.recarray)) * np.int16(N_CELLS))
    return {name: values[int(places[name][0])] for name, values in BESIDES.items()}


@pytest.mark.parametrize(
    ("months", "group"),
    [
        (16 * YEAR, "under 20"), (20 * YEAR - 1, "under 20"), (20 * YEAR, "20 to 24"), (25 * YEAR - 1, "20 to 24"),
        (25 * YEAR, "25 to 29"), (30 * YEAR, "30 to 34"), (35 * YEAR - 1, "30 to 34"), (35 * YEAR, "35 or over"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("entry", [-200, 0, 1, 77])
def test_a_mothers_age_is_that_at_her_first_birth(months, group, entry):
    """Nine months after the family began, whenever it did; later children do not move it."""
    assert told(entry=entry, mothers_months=months, births=[-2])["mother_age"] == group


@pytest.mark.parametrize(
    ("births", "group"),
    [
        ([], "first expected"), ([0], "under 2"), ([-23], "under 2"), ([-24], "2 to 4"), ([-59], "2 to 4"),
        ([-60], "5 to 10"), ([-131], "5 to 10"), ([-132], "11 or over"), ([-215], "11 or over"),
        ([-100, -30], "2 to 4"), ([9], "first expected"), ([-30, 3], "2 to 4"),
    ],
)  # fmt: skip
def test_a_childs_age_is_that_of_the_youngest_born_at_the_start(births, group):
    """Of those born after month 0 nothing is known then, so it does not matter when the record is read."""
    assert told(births=births)["child_age"] == group


@pytest.mark.parametrize("status", [MARRIED, COHABITING, APART, NEVER_TOGETHER])
def test_a_parent_at_home_is_ill_or_not(status):
    """The parent who lives elsewhere is not at home."""
    at_home = status in (MARRIED, COHABITING)
    assert told(status=status)["illness"] == "no parent ill"
    assert told(status=status, ill=["mother"])["illness"] == "a parent ill"
    assert told(status=status, ill=["other"])["illness"] == ("a parent ill" if at_home else "no parent ill")


def test_of_those_who_come_in_later_illness_is_not_told():
    """Nobody is ill when a family begins; who falls ill later, in any life, is in the same group."""
    for ill in ([], ["mother"]):
        assert told(entry=1, births=[10], ill=ill)["illness"] == "came in later"
    assert told(entry=0, births=[])["illness"] == "no parent ill"
