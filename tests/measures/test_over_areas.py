"""What of an area adds up: all measures of a split at once, and each by itself, to the bit."""

import numpy as np
import pytest

from famsim.measures.added import AddedRows
from famsim.measures.ledgers import Bundle
from famsim.measures.over_areas import of_area, of_bundle
from famsim.measures.rolls import Roll
from famsim.measures.vectors import Split

NAMES, FAMILIES = ("moved", "both ways", "untouched"), 300


def gathered(runs, groups, moves=True):
    """Return a bundle of some runs in one split, the roll of their families and what its measures are divided by.

    moves: anything of a family does; else it is an area in which a strategy touches nobody.
    """
    rng, bundle, roll = np.random.default_rng(7), Bundle(NAMES, runs == 1, "x"), Roll()
    split = Split("x", groups, rng.integers(0, groups, FAMILIES))
    for _ in range(runs):
        roll.call(np.arange(FAMILIES), split)
        x = np.where(rng.random((len(NAMES), FAMILIES)) < 0.2, rng.normal(size=(len(NAMES), FAMILIES)), 0.0)
        x[2 if moves else slice(None)] = 0.0
        some, shape = split.among(np.arange(FAMILIES)), (len(NAMES), groups)
        both_ways = np.array([False, moves, False])
        most = rng.random(shape) + 1.0
        most[0, 0] = np.nan  # as of a rate in a group of nobody
        bundle.add(
            roll, AddedRows(rng.normal(size=shape), x, most, some, None, np.full(3, np.inf), np.zeros(3), both_ways)
        )
    return bundle, roll, rng.random((runs, len(NAMES), groups)) * 100.0


@pytest.mark.parametrize("runs", [1, 9])
@pytest.mark.parametrize("groups", [1, 4])
def test_a_bundle_has_of_each_measure_what_its_ledger_has(runs, groups):
    """Two ways, one number, to the bit."""
    bundle, roll, under = gathered(runs, groups)
    split = roll.split(Split("x", groups, np.zeros(0, np.int64)))
    all_at_once = of_bundle(bundle, bundle.moments(roll, split), under)
    for place, name in enumerate(NAMES):
        ledger, found = bundle.ledger(name), all_at_once[name]
        alone = of_area(ledger, ledger.moments(roll, split), under[:, place])
        for part in ("estimates", "variances", "most"):
            np.testing.assert_array_equal(getattr(found, part), getattr(alone, part))
        for part in ("changed", "variance", "third", "largest", "apart"):
            one, other = (getattr(each, part) for each in (found.of, alone.of))
            nothing = np.zeros((groups, 2)) if part == "apart" else None
            np.testing.assert_array_equal(one, nothing if other is None else other)
        assert found.largest == alone.largest and np.isfinite(found.most).all()


@pytest.mark.parametrize("runs", [1, 9])
@pytest.mark.parametrize("first", ["touched", "untouched"])
def test_an_area_in_which_nobody_is_touched_narrows_no_interval(runs, first):
    """By construction: it adds nothing to what rises or falls, whichever of the two is added up first.

    All measures of such an area at once; ledger by ledger it has none, as below.
    """
    of = []
    for moves in (first == "touched", first != "touched"):
        bundle, roll, _ = gathered(runs, 4, moves)
        of.append(
            of_bundle(bundle, bundle.moments(roll, roll.split(Split("x", 4, np.zeros(0, np.int64)))))["both ways"]
        )
    touched, alone = of[0].plus(of[1]), of[0] if first == "touched" else of[1]
    assert alone.of.apart is not None and alone.of.apart.min() > 0.0
    np.testing.assert_array_equal(touched.of.apart, alone.of.apart)


def test_a_ledger_of_nobody_narrows_no_interval():
    """The same of areas that are added up ledger by ledger."""
    ledgers = []
    for moves in (True, False):
        bundle, roll, _ = gathered(9, 4, moves)
        ledger = bundle.ledger("both ways")
        ledgers.append(of_area(ledger, ledger.moments(roll, roll.split(Split("x", 4, np.zeros(0, np.int64))))))
    for one, other in (ledgers, ledgers[::-1]):
        np.testing.assert_array_equal(one.plus(other).of.apart, ledgers[0].of.apart)
