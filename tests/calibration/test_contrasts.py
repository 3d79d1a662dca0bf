"""Contrasts, worked by hand."""

import math

import pytest

from famsim.calibration import contrasts, figures

BY_FIFTH = {"measure": "sdq_high", "time": "age=11"}


def fifths(targets, **cells):
    """Return a table: all 10 +- 1, poorest 17 +- 2, richest 4 +- 1."""
    rows = [("all", "10.0", "1"), ("income_fifth=1", "17.0", "2"), ("income_fifth=5", "4.0", "1")]
    return targets(*({**BY_FIFTH, "group": group, "value": value, "se": se, **cells} for group, value, se in rows))


def test_each_group_is_held_against_the_first(targets):
    """Richest less poorest: -13 +- root(4 + 1 + 2 x .01 / 12); against a mean of 10, and clear."""
    (one,) = contrasts(fifths(targets))
    assert (one.group, one.value, one.overall) == ("income_fifth=5 vs 1", -13.0, 10.0)
    assert one.total == pytest.approx(math.sqrt(5 + 0.02 / 12))
    assert one.clear


def test_the_transfer_error_is_that_of_the_difference(targets):
    """Scotland: 10% of 13 points, not of 17 and of 4."""
    (one,) = contrasts(fifths(targets, country="Scotland"))
    assert one.total == pytest.approx(math.sqrt(5 + 0.02 / 12 + 1.3**2))


def test_groups_of_other_tables_times_and_years_are_not_compared(targets):
    rows = [("income_fifth=1", {}), ("income_fifth=5", {"table": "survey 2"}), ("income_fifth=4", {"time": "age=7"})]
    rows.append(("income_fifth=3", {"year": "2010"}))
    assert contrasts(targets(*({**BY_FIFTH, "group": group, **cells} for group, cells in rows))) == []


def test_groups_that_differ_in_two_names_are_not_compared(targets):
    groups = ("sex=boy;income_fifth=1", "sex=girl;income_fifth=5")
    assert contrasts(targets(*({**BY_FIFTH, "group": group} for group in groups))) == []


def test_one_name_may_stand_beside_what_does_not_differ(targets):
    """Girls less boys among children of 5 to 10; the order of the names does not matter."""
    groups = ("child_age=5-10;sex=girl", "sex=boy;child_age=5-10")
    (one,) = contrasts(targets(*({**BY_FIFTH, "time": "now", "group": group} for group in groups)))
    assert one.group == "sex=girl vs boy;child_age=5-10"


def test_shares_of_a_whole_are_no_contrast(targets):
    rows = [{"measure": "share_of_families", "time": "now", "group": f"household={one}"} for one in ("lone", "married")]
    assert contrasts(targets(*rows)) == []


def test_a_published_ratio_is_a_row_of_its_own(targets):
    """Twice as likely, +- .2: clear of 1; informative against itself."""
    row = {"measure": "relationship_distress", "group": "work=none vs all", "time": "now", "statistic": "ratio"}
    (one,) = contrasts(targets({**row, "value": "2.0", "se": "0.2"}))
    assert one.clear
    assert (one.nothing, one.overall) == (1.0, 2.0)
    assert [ask.group for ask in one.asks] == ["work=none", "work=all"]


def test_the_national_mean_is_the_tables_own_else_that_of_its_groups(targets):
    """A table without a row of everybody: 17 of 3,000 and 4 of 1,000 come to 13.75."""
    rows = [("income_fifth=1", "17", "3000"), ("income_fifth=5", "4", "1000")]
    made = targets(*({**BY_FIFTH, "group": group, "value": value, "n": n} for group, value, n in rows))
    assert [one.without for one in figures(made)] == [13.75, 13.75, 0.0]
    assert [one.without for one in figures(fifths(targets))][1:] == [10.0, 10.0, 0.0]


def test_everybody_is_nobodys_group(targets):
    """A national figure says nothing of differences: the baseline, which knows it, is not asked."""
    assert math.isnan(figures(fifths(targets))[0].without)
