"""Intervals of paired differences: worked by hand from the words of famsim.study.pairs."""

import numpy as np
import pytest

from famsim.model.boxes import N_BOXES, Box
from famsim.model.counts import CERTAIN
from famsim.study.ledger import PairLedger
from famsim.study.pairs import Ledger, Pairs, interval

T_ONE = 12.7062047  # Student's t with one degree of freedom, 97.5%


def half_width(estimates, draws, variance=0.0, chance=0.0):
    """Return half the width of one group's interval, from each run's estimate."""
    ledger = Ledger([np.array([one]) for one in estimates], [np.array([variance])] * len(estimates))
    found = interval(ledger, 0, chance, draws)
    assert found["estimate"] == pytest.approx(np.mean(estimates))
    assert found["high"] - found["estimate"] == pytest.approx(found["estimate"] - found["low"])
    return found["high"] - found["estimate"]


@pytest.mark.parametrize(
    ("estimates", "draws", "variance", "chance", "total"),
    [
        ([1.0, 3.0], [1, 2], 0.0, 0.0, 2.0),  # the variance of 1 and 3, by n - 1
        ([1.0, 3.0], [1, 2], 0.5, 0.25, 1.75),  # less what chance gives a draw, and what it gives their mean
        ([1.0, 3.0], [1, 2], 0.5, 0.5, 2.5),  # luck that the draws share is not in their spread: nothing to remove
        ([1.0, 3.0], [1, 2], 9.0, 4.5, 4.5),  # the spread of draws is never below nothing
        ([0.0, 2.0, 2.0, 4.0], [1, 1, 2, 2], 0.5, 0.125, 1.875),  # a draw of two repetitions holds half their chance
    ],
)
def test_an_interval_is_t_times_the_spread_of_draws_without_chance_and_chance(
    estimates, draws, variance, chance, total
):
    """Worked by hand, for luck of their own but where said: draws of means 1 and 3; one degree of freedom always."""
    assert half_width(estimates, draws, variance, chance) == pytest.approx(T_ONE * np.sqrt(total))


def test_one_draw_holds_chance_alone():
    """By hand: 1.96 x the chance error, whatever the spread of repetitions."""
    assert half_width([1.0, 3.0], [0, 0], 0.5, 0.25) == pytest.approx(1.959964 * 0.5)


@pytest.fixture
def differences(outcome):
    """Return a function: the rows of `differences` of so many equal runs, by measure, of a 1-in-k sample."""

    def rows(k=1.0, draws=(0,)):
        pairs = Pairs(k)
        for draw in draws:
            couples = {"draw": draw, "couples": [12] * 4, "families": [12] * 4}
            parted, parts = np.array([1, 1, 0, 0]) * CERTAIN, np.array([0, 1, 1, 0]) * CERTAIN
            boxes = np.zeros((3, N_BOXES), np.int32)
            boxes[0, Box.LOSS_AVERTED] = boxes[2, Box.LOSS_BROUGHT_ABOUT] = CERTAIN
            boxes[1, Box.DELAY] = 2 * CERTAIN
            first = outcome("first", expected_losses=parted, **couples)
            ours = outcome("ours", expected_losses=parts, ledger=PairLedger(np.arange(3), boxes), **couples)
            pairs.add([first, ours])
        return {row["measure"]: row for row in pairs.rows("first") if row["group"] == "all"}

    return rows


def test_what_the_pairs_of_a_sample_show_stands_for_the_area(differences):
    """By hand: one couple stays free of harm, one parts from none; in a sample of 1 in 10 each stands for ten."""
    for k in (1.0, 10.0):
        rows = differences(k)
        for name in ("stay_free_of_harm", "part_free_of_harm"):
            assert rows[name]["estimate"] == k
        assert (rows["losses"]["estimate"], rows["months_of_delay"]["estimate"]) == (0.0, 2 * k)
        error = np.sqrt(4 * np.var([1, 0, 0, 0], ddof=1))
        assert rows["stay_free_of_harm"]["mc_se"] == pytest.approx(k * error)
        assert rows["losses"]["mc_se"] == pytest.approx(k * np.sqrt(4 * np.var([-1, 0, 1, 0], ddof=1)))


def test_the_same_families_in_every_draw_have_one_chance_error(differences):
    """By definition: contributions are averaged over draws before they are squared; equal draws add no luck."""
    once, twice = differences(), differences(draws=(1, 2))
    for name, row in once.items():
        assert twice[name]["mc_se"] == pytest.approx(row["mc_se"], nan_ok=True), name


def test_a_line_is_not_clamped(differences):
    """MODEL 11.1: no box is clamped at 0, so that the lines add up; neither are the ends of an interval."""
    rows = differences()
    assert rows["stay_free_of_harm"]["low"] < 0.0 < rows["stay_free_of_harm"]["mc_se"]
    assert rows["fewer_partings"]["estimate"] == 0.0
