"""Whoever is exposed under neither of two policies lives the same life under both, to the bit.

Two policies share a family's luck and nothing else: a place that one family takes from another touches nobody who is
not exposed. Each check is a function that a planted fault must make fail: the last test plants one in each.
"""

from itertools import pairwise

import numpy as np
import pytest

from famsim.model.family import MARRIED

PAIRS = [125, pytest.param(1000, marks=pytest.mark.long)]
SMALL = {"families": 250, "months": 24}
SMALLER = {"families": 120, "months": 18}


def random_runs(world, number, size):
    """Give `number` runs at month 0 under random strategies."""
    rng = np.random.default_rng(103)
    for _ in range(number):
        yield world.under(world.random_strategy(rng), **size, change=world.eager)


def whole_runs(world, pairs, tamper):
    """Give each run once it has been lived; `tamper` may harm the last at month 0."""
    for number, run in enumerate(random_runs(world, pairs + 1, SMALL)):
        if tamper is not None and number == pairs:
            tamper(run)
        run.advance(SMALL["months"])
        yield run


def untouched_families_are_identical(world, pairs, tamper=None):
    """Over 24 months, places shared and all; every run makes a pair with the next."""
    touched = 0
    for one, two in pairwise(whole_runs(world, pairs, tamper)):
        reached = world.exposed(one) | world.exposed(two)
        assert not world.differing(one, two)[~reached].any(), "an untouched family differs"
        touched += reached.sum()
    assert touched > 10 * pairs, "too few families were reached for the check to mean anything"


def path(world, run, tamper):
    """Live a run month by month; return each month's ids, outcomes and who has been exposed; `tamper` harms month 5."""
    months = []
    for month in range(1, SMALLER["months"] + 1):
        run.advance(1)
        if tamper is not None and month == 5:
            tamper(run)
        months.append((run.families.family_id.copy(), world.outcome_bytes(run), world.exposed(run)))
    return months


def paths(world, pairs, tamper):
    """Give each run's path; `tamper` harms the last."""
    for number, run in enumerate(random_runs(world, pairs + 1, SMALLER)):
        yield path(world, run, tamper if number == pairs else None)


def identical_up_to_first_exposure(world, pairs, tamper=None):
    """Month by month over 18 months, whoever has not yet been exposed under either policy is the same under both."""
    met = 0
    for one, two in pairwise(paths(world, pairs, tamper)):
        for (ids, lives, reached), (other_ids, other_lives, other_reached) in zip(one, two, strict=True):
            assert (ids == other_ids).all(), "other families"
            either = reached | other_reached
            assert (lives[~either] == other_lives[~either]).all(), "an untouched family differs"
        met += either.sum()
    assert met > 5 * pairs, "too few families were reached for the check to mean anything"


CHECKS = (untouched_families_are_identical, identical_up_to_first_exposure)


@pytest.mark.parametrize("pairs", PAIRS)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_untouched(world, check, pairs):
    """A fault in one pair of 28 is missed by 125 pairs once in 100 times (1 - .01^(1/125)); by 1,000, one in 218."""
    check(world, pairs)


def lift_everybody(run):
    """Move every couple's commitment by hand, by next to nothing: a fault that no policy may make."""
    run.state.families["commitment"] += 1e-12


def lift_one(run):
    """The same for one couple that has neither come nor talked."""
    untouched = (run.families.exposed_month <= 0) & (run.families.talked_month <= 0) & (run.families.status == MARRIED)
    run.state.families["commitment"][np.flatnonzero(untouched)[0]] += 1e-12


@pytest.mark.parametrize("fault", [lift_everybody, lift_one])
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_check_sees_its_fault(world, check, fault):
    """In the last run of four something else than a policy touches families, and the check must fail."""
    with pytest.raises(AssertionError, match="an untouched family differs"):
        check(world, pairs=3, tamper=fault)
