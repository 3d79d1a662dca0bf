"""Peeling, pasting and what a box holds: worked by hand, and beside the EMA workbench where it is installed."""

import numpy as np
import pytest
from scipy.stats import binom

from famsim.questions.discover.box import Box, Limit, everything, held, only_sure, quasi_p
from famsim.questions.discover.folds import FOLDS, folds, held_out
from famsim.questions.discover.prim import least_of, pasted, peeling, peels, prim

INF = float("inf")


def column(*values):
    return np.array(values, float)[:, None]


def test_a_box_by_hand():
    """Ten futures 1 to 10, those up to 4 lose: below 4.5 are 4 of 4, below 6.5 4 of 6."""
    x, y = column(*range(1, 11)), np.arange(1, 11) <= 4
    exact, wide = held(Box((-INF,), (4.5,)).holds(x), y), held(Box((-INF,), (6.5,)).holds(x), y)
    assert (exact.coverage, exact.density, exact.apart) == (1.0, 1.0, 1.0)
    assert (wide.coverage, wide.density, wide.apart) == (1.0, 4 / 6, 1.0 - 2 / 6)


def test_what_is_peeled_by_hand():
    """Of 40 futures 0 to 39 a twentieth is two: the limits lie between 1 and 2, and between 37 and 38.

    Those below 8, an outer fifth, lose: all that is lost at one side, nothing at the other.
    """
    lost = np.arange(40) < 8
    found = [
        (*one.lost, one.left, one.box.low[0], one.box.high[0]) for one in peels(everything(1), column(*range(40)), lost)
    ]
    assert found == [(1.0, 1.0, 38, 1.5, INF), (0.0, 0.0, 38, -INF, 37.5)]


def test_equal_values_are_peeled_together():
    """Levels 1, 2, 3, ten futures each: less than a level cannot go; of one level nothing can."""
    levels = column(*[1.0] * 10, *[2.0] * 10, *[3.0] * 10)
    nothing = np.zeros(30, bool)
    assert [(one.box.low[0], one.box.high[0]) for one in peels(everything(1), levels, nothing)] == [
        (1.5, INF),
        (-INF, 2.5),
    ]
    assert list(peels(everything(1), column(*[1.0] * 10), nothing[:10])) == []


def test_peeling_goes_where_most_is_lost_and_stops_when_all_is():
    """100 futures, those above 79 lose: five are peeled from below each time, then fewer, until none wins."""
    x, y = column(*range(100)), np.arange(100) > 79
    path = peeling(x, y)
    assert [box.low[0] for box in path[:4]] == [-INF, 4.5, 8.5, 12.5] and path[-1].low[0] == 79.5
    assert all(box.high[0] == INF for box in path)
    (box,) = prim(x, y)
    assert box == Box((79.5,), (INF,))


def test_a_box_is_never_smaller_than_it_may_be():
    x = np.random.default_rng(1).random((300, 3))
    y = x[:, 0] < 0.01  # three or so: a box of 15 at least
    assert all(box.holds(x).sum() >= least_of(300) == 15 for box in peeling(x, y))


def test_pasting_gives_back_what_was_peeled_too_far():
    x, y = column(*range(100)), np.arange(100) > 59
    assert pasted(Box((79.5,), (INF,)), x, y) == Box((59.5,), (INF,))


def test_quasi_p_by_hand():
    """20 futures, 10 lose; the box has 8 of them and 1 other: without its limit half are lost.

    So p is the chance of 8 or more of 9 at a half: (9 + 1) / 512.
    """
    x, y = column(*range(20)), np.array([1] * 8 + [0] + [1] * 2 + [0] * 9, bool)
    box = Box((-INF,), (8.5,))
    assert quasi_p(box, Limit(0, "high"), x, y) == pytest.approx(10 / 512)
    assert binom.sf(7, 9, 0.5) == pytest.approx(10 / 512)
    assert only_sure(box, x, y) == box


def test_a_limit_that_says_nothing_is_dropped():
    generator = np.random.default_rng(2)
    x = generator.random((200, 2))
    y = x[:, 0] < 0.4
    assert only_sure(Box((-INF, 0.03), (0.4, INF)), x, y) == Box((-INF, -INF), (0.4, INF))


def test_folds_hold_each_future_out_once_and_share_the_losing_ones_out():
    y = np.arange(95) < 23
    parts = list(folds(y))
    assert len(parts) == FOLDS and (np.sum(parts, axis=0) == 1).all()
    assert {int(y[part].sum()) for part in parts} == {2, 3}


@pytest.mark.parametrize(
    ("share", "searches"),
    [(0.3, 20), *(pytest.param(share, 150, marks=pytest.mark.long) for share in (0.15, 0.3, 0.5, 0.8))],
)
def test_noise_is_found_out(share, searches):
    """Of 80 futures that lose by luck a box stands once at most, of 150 searches five times; 1 in 100 is usual.

    Planted: the best box on the way, judged by the futures it was found in, loses far oftener than all, most times.
    """
    generator = np.random.default_rng(int(share * 100))
    stands = fooled = 0
    for _ in range(searches):
        x, y = generator.random((80, 4)), generator.random(80) < share
        stands += held_out(prim, x, y).stands
        boxes = [held(box.holds(x), y) for box in peeling(x, y)]
        fooled += max(boxes, key=lambda one: one.apart).apart > 0.15
    assert stands <= 1 + searches // 35 and fooled > 0.6 * searches


@pytest.mark.long
def test_it_agrees_with_the_ema_workbench():
    """Its box of a planted truth and ours hold the same futures but for a twentieth, with the same quasi-p's order."""
    pandas = pytest.importorskip("pandas")
    ema = pytest.importorskip("ema_workbench.analysis.prim")
    generator = np.random.default_rng(3)
    x = generator.random((400, 4))
    y = (x[:, 0] < 0.4) & (x[:, 2] > 0.5)
    theirs = ema.Prim(pandas.DataFrame(x, columns=list("abcd")), y, threshold=0.8).find_box()
    limits = theirs.box_lims[-1]
    inside = np.ones(400, bool)
    for place, name in enumerate("abcd"):
        inside &= (x[:, place] >= limits.loc[0, name]) & (x[:, place] <= limits.loc[1, name])
    (ours,) = prim(x, y)
    assert {limit.column for limit in ours.limits} == {0, 2}
    assert (inside != ours.holds(x)).mean() < 0.05
    assert held(inside, y).coverage <= held(ours.holds(x), y).coverage + 0.02
