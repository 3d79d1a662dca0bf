"""What of an area adds up: all measures of a split at once, and each by itself, to the bit."""

import numpy as np
import pytest

from famsim.measures.added import AddedRows
from famsim.measures.ledgers import Bundle
from famsim.measures.over_areas import of_area, of_bundle
from famsim.measures.rolls import Roll
from famsim.measures.vectors import Split

NAMES, FAMILIES = ("moved", "both ways", "untouched"), 300


def gathered(runs, groups):
    """Return a bundle of some runs in one split, the roll of their families and what its measures are divided by."""
    rng, bundle, roll = np.random.default_rng(7), Bundle(NAMES, runs == 1, "x"), Roll()
    split = Split("x", groups, rng.integers(0, groups, FAMILIES))
    for _ in range(runs):
        roll.call(np.arange(FAMILIES), split)
        x = np.where(rng.random((len(NAMES), FAMILIES)) < 0.2, rng.normal(size=(len(NAMES), FAMILIES)), 0.0)
        x[2] = 0.0
        some, shape = split.among(np.arange(FAMILIES)), (len(NAMES), groups)
        both_ways = np.array([False, True, False])
        most = rng.random(shape) + 1.0
        bundle.add(
            roll, AddedRows(rng.normal(size=shape), x, most, some, None, np.full(3, np.inf), np.zeros(3), both_ways)
        )
    return bundle, roll, rng.random((runs, len(NAMES), groups)) * 100.0


@pytest.mark.parametrize("runs", [1, 9])
@pytest.mark.parametrize("groups", [1, 4])
def test_a_bundle_has_of_each_measure_what_its_ledger_has(runs, groups):
    bundle, roll, under = gathered(runs, groups)
    split = roll.split(Split("x", groups, np.zeros(0, np.int64)))
    all_at_once = of_bundle(bundle, bundle.moments(roll, split), under)
    for place, name in enumerate(NAMES):
        ledger, found = bundle.ledger(name), all_at_once[name]
        alone = of_area(ledger, ledger.moments(roll, split), under[:, place])
        for part in ("estimates", "variances", "most"):
            np.testing.assert_array_equal(getattr(found, part), getattr(alone, part))
        for part in ("changed", "variance", "third", "largest", "apart"):
            one, other = getattr(found.of, part), getattr(alone.of, part)
            assert (one is None) == (other is None)
            assert one is None or (one == other).all()
        assert found.largest == alone.largest
