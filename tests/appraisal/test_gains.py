"""Gains by hand, and no double counting: in an account nothing counted is valued twice, wellbeing in one way alone."""

from collections import Counter

import numpy as np
import pytest

from famsim.appraisal import GAINS, claims, gains_of, unit_costs
from famsim.evidence import the_register
from famsim.model.counts import Count
from famsim.scenario import PAYERS, WELLBEING, brought

FIGURES = the_register().figures


class Central:
    """The register's central figures, in the prices of each one's own year."""

    def number(self, name):
        return float(FIGURES[name].value)

    def numbers(self, name):
        return FIGURES[name].elements


@pytest.mark.parametrize("way", WELLBEING)
def test_in_no_account_is_anything_counted_twice(way):
    gains = gains_of(way)
    for account in {gain.account for gain in gains}:
        counted = Counter(count for gain in gains if gain.account == account for count in gain.counts)
        assert max(counted.values()) == 1, account
    assert sum(gain.account == "wellbeing" for gain in gains) == (0 if way == "none" else 1)


def test_every_gain_has_its_figures_and_gainers():
    for gain in GAINS:
        assert set(gain.figures) <= set(FIGURES) and set(gain.gainers) <= set(PAYERS)
        shares = gain.split(Central())
        assert shares.sum() == pytest.approx(1.0) and shares.size == len(gain.gainers)


def test_a_year_of_each_by_hand():
    """Twelve months of one mother in distress; a year of violence at one incident; a child's year of difficulties."""
    by_hand = {
        "distress": 913.0,
        "violence": 2717.0,
        "difficulties": 253.0,
        "wellbeing": 0.7 * 13_000,
        "health": 7000.0,
    }
    for gain in GAINS:
        year = np.full(12, 4096.0 if gain.counts[0] == Count.SDQ_HIGH else 1.0)
        units = gain.units(lambda count, gain=gain, year=year: year if count == gain.counts[0] else 0.0 * year)
        assert units.sum() * gain.value(Central()) == pytest.approx(by_hand[gain.name])


def test_claims_stay_claims():
    """No figure that prices anything was read where a claim was made, and each claim says what it rests on."""
    said = " ".join(figure.page for figure in FIGURES.values())
    for claim in claims():
        assert claim["row"] not in said and claim["rests_on"] and claim["by"]


def test_unit_costs_have_a_range_a_grade_and_a_year():
    """By hand: 43 pounds of 2013/14 would be 62.00 in 2026/27; the list is brought alike."""
    for one in unit_costs(2027):
        assert one["low"] <= one["value"] <= one["high"] and one["low"] < one["high"]
        assert one["value"] == pytest.approx(one["published"] * brought(one["price_year"], 2027), abs=0.006)
        assert one["grade"] == "assumed" or "row" in one["page"]
    by_name = {one["name"]: one for one in unit_costs(2014)}
    assert by_name["family_support_worker_hour"]["value"] == 30.0
    wanted = "health_visitor midwife social_worker family_support gp counselling mediation debt specialist training "
    for name in (wanted + "licence venue creche").split():
        assert [one for one in by_name if one.startswith(name)], name
