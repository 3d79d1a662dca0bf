"""Acceptance: a grant of GBP 50,000, lived: its signal to noise lies below the threshold, and the answer says so."""

import pytest

import famsim as fs
from famsim.measures import threshold


@pytest.fixture(scope="module")
def study():
    """Return the preset, compared once at central figures, with an evaluation."""
    return fs.compare(fs.load_scenario("grant_50k"), evaluation=True)


def test_each_way_costs_about_the_grant(study):
    """To within a third, in the prices of all costs."""
    spent = study.tables["summary"].set_index("strategy")["total"]
    for name in list(spent.index[1:]):
        assert spent[name] == pytest.approx(50_000, rel=0.34), name


def test_the_grant_cannot_be_seen_in_the_areas_count(study):
    table = study.tables["chance"]
    assert (table.signal_to_noise < threshold()).all() and not table.seen.any()
    assert (table.grant_signal_to_noise < threshold()).all() and not table.grant_seen.any()
    assert "Nowhere does it reach the threshold" in study.answer


def test_true_and_measured_stand_side_by_side_and_before_and_after_is_the_further_off(study):
    """People come on a bad month, so a design without others counts their recovery as gain."""
    table = study.tables["evaluation"]
    assert set(table.design) == {"true", "before and after", "beside others"}
    year = table[table.months == 12].pivot(index="strategy", columns="design", values="bias")
    assert len(year) >= 2
    assert (year["before and after"].abs() > year["beside others"].abs()).mean() > 0.5
    assert "## What an evaluation would measure" in study.answer
