"""Who marries, and when."""

from math import exp, log

import pytest

from famsim.model.family import (
    APART,
    COHABITING,
    MARRIED,
)
from famsim.rules.family.breakdown import (
    marries,
)
from famsim.rules.month import couple_changes

MONTH = 120


@pytest.mark.parametrize(
    ("status", "luck", "married"), [(COHABITING, 1e9, True), (COHABITING, 0.0, False), (APART, 1e9, False)]
)
def test_only_cohabiting_couples_marry(family, p, now, status, luck, married):
    p.commitment.marries = luck
    assert marries(family(status=status), now(), p) == married


def test_the_committed_marry_sooner(family, p, how_often, assert_share):
    """Closed form: 1 - exp(-.05 e^.5) of couples a SD above; 200,000 put a rate 3% off ten thousand to one away."""
    p.commitment.marries, p.commitment.marries_by_commitment = 0.05, 0.5
    couple = family(status=COHABITING, commitment=1.0)
    assert_share(how_often(marries, couple, p, 200_000), 200_000, 1 - exp(-0.05 * exp(0.5)))


@pytest.mark.parametrize(("union", "lean", "times"), [(2, log(2.0), 2.0), (1, log(2.0), 1.0), (2, 0.0, 1.0)])
def test_couples_of_a_later_union_marry_sooner(*, family, p, how_often, assert_share, union, lean, times):
    """Closed form: a rate of .05 a month, twice that in a later union; at 0 the same in every union."""
    p.commitment.marries, p.commitment.marries_by_commitment = 0.05, 0.0
    p.commitment.marries_in_later_unions = lean
    couple = family(status=COHABITING, union=union)
    assert_share(how_often(marries, couple, p, 200_000), 200_000, 1 - exp(-0.05 * times))


def test_a_couple_that_parts_does_not_also_marry(family, p, now, note):
    """Order of the month: separation before marriage, and nobody re-partners in the month of parting."""
    p.separation.base_hazard = p.commitment.marries = p.apart.new_partner = 1e9
    couple = family(status=COHABITING)
    couple_changes(couple, now(), p, note)
    assert couple.status == APART
    calm = family(status=COHABITING)
    p.separation.base_hazard = 0.0
    couple_changes(calm, now(), p, note.copy())
    assert calm.status == MARRIED
