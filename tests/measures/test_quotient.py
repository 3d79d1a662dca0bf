"""The interval of a sum over a sum: what is known exactly, how often it holds the truth, and where it has no end."""

from pathlib import Path

import numpy as np
import pytest

from famsim.measures.interval import moments
from famsim.measures.quotient import Families, smaller

MADE_UP = Path(__file__).parents[1] / "made_up" / "quotients.py"
COST, SET_UP = 500.0, 20_000.0


@pytest.fixture
def quotient(module_of):
    """Return a maker of a quotient from what families cost and whether they were helped, a run each."""
    two_sums = module_of(MADE_UP).two_sums

    def make(*runs, set_up=0.0):
        sums = two_sums(
            *(((spent.sum() + set_up, helped.sum()), (spent, helped), (10_000.0, 1.0)) for spent, helped in runs)
        )
        return sums, sums.limits(list(range(1, len(runs) + 1)))

    return make


def some_helped(seed, share=0.05, families=4000):
    rng = np.random.default_rng(seed)
    helped = (rng.random(families) < share).astype(np.float64)
    spent = helped * rng.gamma(2.0, COST / 2.0, families) + 2.0 * (rng.random(families) < 0.3)
    return spent, helped


def test_what_every_family_costs_alike_is_certain_however_many_there_are(quotient):
    """By hand: 500 pounds for each helped, and no other cost: the number helped varies, what one costs does not."""
    _, helped = some_helped(1)
    found, (low, high) = quotient((COST * helped, helped))
    assert (found.value(), low, high) == pytest.approx((COST, COST, COST))


def test_set_up_is_shared_by_as_many_as_there_may_be(quotient):
    """By hand: of 20,000 pounds for n families each has 20,000 / n; n is 1.96 sqrt(n) more or fewer, about."""
    _, helped = some_helped(2)
    found, (low, high) = quotient((0.0 * helped, helped), set_up=SET_UP)
    number = helped.sum()
    more = 1.96 * np.sqrt(number * (1.0 - number / helped.size))
    assert found.value() == SET_UP / number
    assert (low, high) == pytest.approx((SET_UP / (number + more), SET_UP / (number - more)), rel=0.02)


def test_pounds_and_pence_have_the_same_interval(quotient):
    spent, helped = some_helped(3)
    pounds, pence = quotient((spent, helped))[1], quotient((100.0 * spent, helped))[1]
    assert pence == pytest.approx(tuple(100.0 * one for one in pounds))


def test_it_holds_the_truth_about_as_often_as_it_says(quotient):
    """400 worlds of 4,000 families, 200 of them helped, and set-up. 95% of them are 380, give or take 4.4."""
    truth = COST + (2.0 * 0.3 * 4000 + SET_UP) / 200
    ends = [quotient(some_helped(seed), set_up=SET_UP)[1] for seed in range(100, 500)]
    held = sum(low <= truth <= high for low, high in ends)
    assert 360 <= held <= 396


def test_draws_that_differ_widen_it_and_pairs_of_them_are_kept(quotient):
    """Twice as many for twice as much cost the same each; as many for more do not."""
    _, helped = some_helped(4)
    half = helped * (np.cumsum(helped) <= helped.sum() / 2)
    alike = quotient((COST * helped, helped), (COST * half, half))[1]
    dearer = quotient((COST * helped, helped), (2.0 * COST * helped, helped))[1]
    assert alike == pytest.approx((COST, COST))
    assert dearer[0] < COST and dearer[1] > 2.0 * COST


def test_where_none_may_be_helped_there_is_no_upper_limit(quotient):
    """Three of 4,000 are no more than chance gives where there are none; nor is a draw that helps nobody bounded."""
    spent, helped = some_helped(5)
    few = helped * (np.cumsum(helped) <= 3)
    for runs in ([(spent * few, few)], [(spent, helped), (spent * 0.0, helped * 0.0)]):
        low, high = quotient(*runs, set_up=SET_UP)[1]
        assert 0.0 <= low < np.inf and high == np.inf


def test_fewer_than_three_helped_say_nothing(quotient):
    spent, helped = some_helped(6)
    few = helped * (np.cumsum(helped) <= 2)
    assert np.isnan(quotient((spent * few, few))[1]).all()
    assert np.isnan(quotient((spent * 0.0, helped * 0.0))[1]).all()


def test_areas_are_summed_and_each_has_its_own_chance(quotient):
    """Two halves of a world by themselves: both sums add up, and the interval is that of the whole within 1%."""
    spent, helped = some_helped(7)
    whole, ends = quotient((spent, helped), set_up=SET_UP)
    parts = [quotient((spent[half], helped[half]), set_up=SET_UP / 2)[0] for half in (slice(2000), slice(2000, None))]
    both = parts[0].plus(parts[1])
    assert both.value() == pytest.approx(whole.value())
    assert both.limits([1]) == pytest.approx(ends, rel=0.01)


def test_what_families_add_to_a_difference_is_summed_as_everywhere():
    """To the bit, with families that add nothing, with and without what fixed places take away."""
    luck = np.random.default_rng(8)
    above, under, fixed = (luck.normal(size=50) * (luck.random(50) < 0.6) for _ in range(3))
    for taken in (np.zeros(50), fixed):
        families = Families(above, under, taken, taken / 2, 80, 3)
        for times in (0.0, 1.7, -0.3):
            x = (above - times * under) / 3
            usual = moments(x, x - (taken - times * taken / 2) / 3, np.zeros(50, np.int64), 1, np.array([80]))
            found = families.less(times)
            for name in ("changed", "variance", "third", "largest"):
                assert getattr(found, name).tobytes() == getattr(usual, name).tobytes(), name


def test_what_families_add_is_held_small_and_is_the_same():
    """To the bit: pence that are whole numbers, pence that are not, numbers too large for half the bits, nothing."""
    luck = np.random.default_rng(9)
    whole, parts = luck.integers(-90_000, 90_000, 50).astype(np.float64), luck.normal(size=50)
    large, nothing = whole * 2.0**30 + 1.0, np.zeros(50)
    of = [(one, other) for one in (whole, parts, large, nothing) for other in (whole, parts, nothing)]
    for above, under in of:
        plain = Families(above, under, nothing, parts, 80, 3)
        small = Families(*(smaller(one) for one in (above, under, nothing, parts)), 80, 3)
        for times in (0.0, 1.7):
            for name, found in vars(plain.less(times)).items():
                assert found is None or getattr(small.less(times), name).tobytes() == found.tobytes(), name
    assert smaller(whole).nbytes == 200 and smaller(nothing).strides == (0,) and smaller(large) is large
