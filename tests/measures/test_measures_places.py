"""Offers whose places are taken, by hand: whose group is of fixed size, and what of each family it takes away."""

from types import SimpleNamespace

import numpy as np
import pytest

from famsim.engine import Sample
from famsim.measures.fixed import fixed_part
from famsim.measures.interval import moments
from famsim.measures.pairs import Pairs
from famsim.measures.places import Places, places_given, places_offered
from famsim.model.counts import N_COUNTS, PLACE_BITS
from famsim.model.policy import MAX_OFFERS
from famsim.rules.family.sessions import note_whose_place

FIRST, SECOND = 1, 1 << PLACE_BITS  # one place of the first offer, of the second


def test_holders_are_those_whom_an_offer_with_its_places_taken_gave_one(outcome):
    """By hand: the first offer's two places are taken; of the second's forty only two."""
    ours = outcome("ours", placed_by=[FIRST, FIRST + SECOND, SECOND, 0])
    assert list(Places({"ours": [2, 40]}).holders(ours)) == [1, 1, 0, 0]
    assert list(Places({"ours": [2, 2]}).holders(ours)) == [1, 1, 2, 0]
    assert Places({"ours": [40, 40]}).holders(ours) is None
    assert Places({"ours": [0, 0]}).holders(ours) is None, "without a limit nothing is taken"


def test_places_count_as_taken_from_19_of_20_on(outcome):
    for given, taken in ((19, True), (18, False)):
        ours = outcome("ours", placed_by=[FIRST] * given + [0] * 5)
        assert (Places({"ours": [20]}).holders(ours) is not None) == taken


@pytest.mark.parametrize(("k", "a_month", "places"), [(1.0, 0.5, 6), (10.0, 8.0, 0), (10.0, 8.5, 10), (2.0, 1.0, 0)])
def test_in_a_sample_fewer_than_ten_places_say_nothing_by_being_taken(k, a_month, places):
    """By hand: 6 of a whole area count; in a sample of one in ten, 8 a month are 9 in a year and 8.5 are 10."""
    offer = SimpleNamespace(places_a_month=a_month, begins=1, ends=600)
    assert places_offered(offer, Sample(1, k), 12) == places


def test_the_comparators_places_count_too(outcome):
    first, ours = outcome("first", placed_by=[FIRST, 0, 0]), outcome("ours", placed_by=[0, FIRST, 0])
    assert list(Places({"first": [1], "ours": [1]}).holders(ours, first)) == [2, 1, 0]


@pytest.mark.parametrize("offer", range(MAX_OFFERS))
def test_every_offer_of_a_strategy_is_told_from_the_others(offer, note):
    """Three places of one offer: as many of it, and none of any other, whichever it is."""
    for _ in range(3):
        note_whose_place(offer, note)
    ours = SimpleNamespace(column=lambda count: note.counts.reshape(1, N_COUNTS)[:, int(count)])
    assert [int(places_given(ours, one)[0]) for one in range(MAX_OFFERS)] == [3 * (one == offer) for one in range(12)]


def test_a_group_of_fixed_size_counts_about_its_own_mean():
    """By hand: three holders who add 3, 1 and 2; the others are untouched."""
    x, holders = np.array([3.0, 1.0, 2.0, 0.0, 0.0]), np.array([1, 1, 1, 0, 0])
    assert list(fixed_part(x, holders, np.zeros(5, np.int64), 1)) == [2.0, 2.0, 2.0, 0.0, 0.0]


def test_in_some_of_the_area_how_many_hold_a_place_is_left_to_chance():
    """Closed form: the variance of a sum over a group when all holders are a fixed number: sum x^2 - T^2 / holders."""
    rng = np.random.default_rng(2)
    x, holders = rng.normal(5.0, 1.0, 400), np.repeat([1, 0], 200)
    member = rng.integers(0, 2, 400)
    x[200:] = 0.0
    about = x - fixed_part(x, holders, member, 2)
    for group in (0, 1):
        mine = x[(member == group) & (holders == 1)]
        expected = (mine**2).sum() - mine.sum() ** 2 / 200
        assert (about[member == group] ** 2).sum() == pytest.approx(expected)


def test_how_many_are_helped_is_nearly_certain_when_all_places_are_taken(outcome):
    """Nine of ten come whoever has the places: the chance is that of who comes, not of who has a place."""
    placed = np.repeat([FIRST, 0], [100, 300])
    came = np.where(np.arange(400) % 10 == 0, 0, placed)
    first = outcome("first", started=[0] * 400)
    ours = outcome("ours", started=came, placed_by=placed)
    errors = {}
    for name, places in (("taken", Places({"ours": [100]})), ("left", Places({"ours": [200]}))):
        pairs = Pairs(1.0, places)
        pairs.add([first, ours])
        errors[name] = next(row for row in pairs.rows("first") if row["measure"] == "helped")["mc_se"]
    assert errors["taken"] == pytest.approx(np.sqrt(100 * 0.9 * 0.1), rel=1e-6)
    assert errors["left"] == pytest.approx(np.sqrt(400 * 0.225 * 0.775), rel=1e-6)


def test_what_comes_before_a_place_is_not_bounded_by_it(outcome):
    """Who agrees is left to chance whatever the places."""
    first = outcome("first", agreed=[0] * 6)
    ours = outcome("ours", agreed=[1, 1, 1, 1, 0, 0], placed_by=[FIRST, FIRST, FIRST, 0, 0, 0])
    pairs = Pairs(1.0, Places({"ours": [3]}))
    pairs.add([first, ours])
    row = next(row for row in pairs.rows("first") if row["measure"] == "agreed")
    x = np.array([1.0, 1.0, 1.0, 1.0, 0.0, 0.0])
    assert row["mc_se"] == pytest.approx(np.sqrt(moments(x, x, np.zeros(6, np.int64), 1).variance[0]))
