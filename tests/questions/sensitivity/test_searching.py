"""Planted turns, found where they were put by hand."""

import numpy as np
import pytest

from famsim.questions.sensitivity.searching import (
    MAY_TURN,
    NEVER,
    NO_NUMBER,
    NOT_EVERYWHERE,
    NOT_MOVED,
    NOT_TOLD,
    TURNS,
    Moved,
    Search,
    with_ends,
)

LUCKS = np.array([-1.5, -0.5, 0.5, 1.5])  # mean 0, spread 1.29, half an interval of four: 3.182 x 1.29 / 2 = 2.054
HALF = 3.1824463 * np.sqrt(5 / 3) / 2


def searched(life, moved, own=None):
    """Return what a search finds of one thing moved, under a stand-in difference of its value; how often it looked."""
    looks = []

    def look(wanted):
        looks.append(len(wanted))
        return [np.array([life(x) + LUCKS]) for _, x in wanted]

    at = moved.own if own is None else own
    search = Search([moved], np.array([life(at) + LUCKS]), look)
    search.run()
    return search.found(0, 0), looks


def test_a_planted_turn_is_found_with_its_interval():
    """20 (x - .3): 0 at .3; the interval's ends are at +-2.054, that is .3 +- .1027."""
    found, looks = searched(lambda x: 20 * (x - 0.3), Moved("uptake", 0.0, 1.0, 0.7))
    assert found.verdict == TURNS and found.at == pytest.approx(0.3)
    assert (found.low, found.high) == pytest.approx((0.3 - HALF / 20, 0.3 + HALF / 20), abs=1e-6)
    assert sum(looks) < 20 and found.own == pytest.approx((8.0, 8.0 - HALF, 8.0 + HALF))


def test_a_crooked_turn_is_found_to_a_hundredth_of_the_range():
    """100 (x^3 - .1): 0 at the cube root of .1, .46416."""
    found, _ = searched(lambda x: 100 * (x**3 - 0.1), Moved("uptake", 0.0, 2.0, 1.5))
    assert found.verdict == TURNS and found.at == pytest.approx(0.46416, abs=0.002)
    assert found.low < 0.46416 < found.high


def test_of_two_turns_the_nearest_to_its_own_value_is_told():
    """(x - .2)(x - .9): turns at both."""
    found, _ = searched(lambda x: 200 * (x - 0.2) * (x - 0.9), Moved("uptake", 0.0, 1.2, 1.1))
    assert found.at == pytest.approx(0.9, abs=0.005)


def test_it_never_turns():
    found, looks = searched(lambda x: 10 + x, Moved("uptake", 0.0, 1.0, 0.5))
    assert found.verdict == NEVER and np.isnan(found.at) and sum(looks) == 4


@pytest.mark.parametrize(
    ("life", "verdict"),
    [
        (lambda x: 1.0, NOT_MOVED),
        (lambda x: 4 * x - 1.5, NOT_TOLD),  # at its own value .5, against a half interval of 2
        (lambda x: 5 * x + 0.5, NOT_EVERYWHERE),
        (lambda x: 10 * (x - 0.1), MAY_TURN),  # at 0 it is -1, which is not clear
        (lambda x: np.nan if x < 0.1 else x, NO_NUMBER),
    ],
)
def test_what_cannot_be_told_is_said(life, verdict):
    own = 0.9 if verdict in (NOT_EVERYWHERE, MAY_TURN) else 0.5
    assert searched(life, Moved("uptake", 0.0, 1.0, own))[0].verdict == verdict


def test_a_lever_that_counts_is_cut_to_whole_numbers():
    found, _ = searched(lambda x: 10 * (x - 7.5), Moved("begins", 1.0, 20.0, np.nan, whole=True), own=12.0)
    assert found.verdict == TURNS and found.at == pytest.approx(7.5)


def test_a_list_of_values_is_tried_and_no_others():
    tried = []
    moved = Moved("places", 2.0, 40.0, np.nan, values=(2.0, 8.0, 40.0))
    search = Search(
        [moved], np.zeros((1, 4)), lambda wanted: [tried.append(x) or np.array([x + LUCKS]) for _, x in wanted]
    )
    search.run()
    assert sorted(tried) == [2.0, 8.0, 40.0]


def test_the_interval_is_student_s():
    assert with_ends(LUCKS + 3.0) == pytest.approx((3.0, 3.0 - HALF, 3.0 + HALF))
