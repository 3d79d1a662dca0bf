"""What is held fixed is taken off, and nothing else; a noisy report is held fixed as a survey would hold it."""

import numpy as np
import pytest

from famsim.calibration import Ask, answers
from famsim.calibration.instruments.adjusting import as_if_alike
from famsim.model.family import APART, COHABITING, MARRIED

CASES = 200_000


@pytest.fixture
def planted(lives):
    """Return two groups .2 apart, and a thing that goes with groups and, 1 for 1, with what is told."""
    draw = lives.rng()
    second = draw.random(CASES) < 0.5
    thing = second + draw.standard_normal(CASES)
    told = 0.2 * second + thing + draw.standard_normal(CASES)
    return np.column_stack([~second, second]).astype(float), thing, told


def difference(groups, told):
    return float(told[groups[:, 1] > 0].mean() - told[groups[:, 0] > 0].mean())


def test_what_goes_with_what_is_held_fixed_is_taken_off(planted):
    """Planted: 1.2 apart as they are, .2 among the like; the mean of all stays."""
    groups, thing, told = planted
    found = as_if_alike(told, groups, thing[:, None], np.zeros((1, 1)))
    assert difference(groups, told) == pytest.approx(1.2, abs=0.03)
    assert difference(groups, found) == pytest.approx(0.2, abs=0.03)
    assert found.mean() == pytest.approx(told.mean())


def test_a_report_with_noise_holds_less_fixed(planted):
    """By hand: within groups the thing has variance 1, so that noise of 1 leaves half: .2 + 1 / 2."""
    groups, thing, told = planted
    found = as_if_alike(told, groups, thing[:, None], np.full((1, 1), 1.0 * CASES))
    assert difference(groups, found) == pytest.approx(0.7, abs=0.03)


def test_weddings_that_go_with_age_alone_make_no_difference_once_it_is_held(lives):
    """Planted: older mothers have wed and seldom part, and the weddings add nothing to their age."""
    families, months = 40_000, 200
    draw = lives.rng(3)
    years = draw.uniform(20, 40, families)
    parts = draw.random(families) < (45 - years) / 50
    couple = np.where(draw.random(families) < (years - 20) / 20, MARRIED, COHABITING)
    status = np.where(parts & (np.arange(months)[:, None] >= 100), APART, couple)
    seen = lives.made_up(families, months=months, status=status)
    seen.diary.lasting["mother_birth"] = -(12 * years).astype(int)
    survey = lives.surveyed(seen)
    asks = [
        Ask(m, f"marriage={g}", "age=14", "percent") for m in ("parted", "parted_adjusted") for g in ("before", "never")
    ]
    wed_raw, not_raw, wed_alike, not_alike = (one.value for one in answers(asks, survey).values())
    assert not_raw - wed_raw > 8
    assert not_alike == pytest.approx(wed_alike, abs=2.0)
