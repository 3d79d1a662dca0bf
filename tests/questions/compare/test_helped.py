"""Helped families beside their own twins, who is missed, and signal against chance: by hand."""

import numpy as np
import pytest

from famsim.measures.interval import moments, sides
from famsim.model.counts import CERTAIN
from famsim.questions.compare.gathered.helped import Helped, as_can_be, signal_rows, twin_rows


@pytest.fixture
def found(outcome):
    """Return two helped families of five: both mothers well with help, one without; two losses fewer expected."""
    need = {"in_need": [3, 3, 3, 0, 0], "families": [10] * 5, "couples": [10] * 5}
    lost = {"losses": [1, 0, 1, 1, 0], "expected_losses": np.array([1, 0, 1, 1, 0]) * CERTAIN}
    kept = {"expected_losses": np.array([0, 0, 1, 0, 0]) * CERTAIN}
    first = outcome("first", mothers_distressed=[10, 0, 10, 10, 10], **lost, **need)
    ours = outcome("ours", mothers_distressed=[0] * 5, started=[1, 1, 0, 0, 0], **kept, **need)
    helped = Helped()
    helped.add(ours, first)
    return helped


def test_twins_are_the_same_families_under_the_comparator(found):
    """By hand: of the two helped, one mother is distressed without help: 50%, not the area's 80%."""
    row = next(row for row in twin_rows("ours", found) if row["measure"] == "mothers_distressed")
    assert (row["helped"], row["twins"], row["difference"]) == (0.0, 50.0, -50.0)
    assert row["n_changed"] == 1 and row["low"] <= -50.0 and row["high"] > 0 and np.isfinite(row["at_most"])


def test_who_is_missed_was_in_need(found):
    """By hand: three are in need, two of them helped; who is in no need is not missed."""
    assert (found.number, found.needing, found.missed) == ([2], [3], [1])


@pytest.mark.parametrize("k", [1.0, 4.0])
def test_a_sample_has_k_times_the_change_and_root_k_times_the_chance(found, k):
    """Closed form: the area is k such samples, independent."""
    row = next(row for row in signal_rows("ours", found, k) if row["measure"] == "separations")
    chance = np.sqrt(k) * np.sqrt(5 * np.var([1, 0, 1, 1, 0]))
    assert (row["change"], row["helped"]) == (-2.0 * k, 2.0 * k)
    assert row["chance_sd"] == pytest.approx(chance)


def test_helped_families_have_the_one_interval(outcome):
    """From one draw on: x = change of months / all months, from the families helped alone; draws add t x their SD."""
    rows = {}
    for draws in ([0], [1, 2]):
        helped = Helped()
        for draw in draws:
            counts = {"draw": draw, "families": [10] * 18, "started": [1, 1, 1, 1, 0, 0] * 3}
            first = outcome("first", mothers_distressed=[10, 8, 6, 4, 10, 10] * 3, **counts)
            ours = outcome("ours", mothers_distressed=[5 - draw, 4, 3, 4, 0, 0] * 3, **counts)
            helped.add(ours, first)
        rows[len(draws)] = next(row for row in twin_rows("ours", helped) if row["measure"] == "mothers_distressed")
    x = np.tile([-5.0, -4.0, -3.0, 0.0], 3) * 100 / 120
    below, above = sides(moments(x, x, np.zeros(12, np.int64), 1))
    assert rows[1]["difference"] == pytest.approx(-30.0) and rows[1]["n_changed"] == 9
    assert rows[1]["low"] == pytest.approx(-30.0 - below[0]) and rows[1]["high"] == pytest.approx(-30.0 + above[0])
    assert rows[2]["difference"] == pytest.approx(-33.75)
    assert rows[2]["high"] - rows[2]["difference"] >= 12.7 * np.std([-32.5, -35.0], ddof=1)


def test_of_four_families_helped_nothing_is_clear(outcome):
    """All four are better by the same: nine families who came with them would have said something, four do not."""
    for times, said in ((1, True), (4, False)):
        counts = {"families": [10] * 4 * times, "started": [1] * 4 * times}
        first = outcome("first", mothers_distressed=[8, 8, 7, 9] * times, **counts)
        ours = outcome("ours", mothers_distressed=[5, 4, 5, 5] * times, **counts)
        helped = Helped()
        helped.add(ours, first)
        row = next(row for row in twin_rows("ours", helped) if row["measure"] == "mothers_distressed")
        assert row["n_changed"] == 4 * times and bool(np.isfinite(row["at_most"])) == said


def test_a_share_falls_by_no_more_than_it_is():
    """By hand: 50 or 70 of a hundred cannot be 119 fewer, nor 60 more; a spread of quality has no such end."""
    wide = {"estimate": -18.9, "low": -119.2, "high": 60.0}
    assert as_can_be(dict(wide), "children_distressed_couple", 70.0) == {"estimate": -18.9, "low": -70.0, "high": 30.0}
    assert as_can_be(dict(wide), "quality", -1.0) == wide
    assert as_can_be(dict(wide), "sdq", 13.0) == {"estimate": -18.9, "low": -18.9, "high": 27.0}
