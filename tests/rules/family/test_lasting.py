"""Hard to reach stays hard to reach: willingness and visibility have a part that lasts."""

import numba
import numpy as np
import pytest

from famsim.model.chance import lasting_uniform
from famsim.model.counts import Stage
from famsim.model.draws import Draw
from famsim.model.now import Now
from famsim.model.policy import DOORS
from famsim.rules.family.coming import come_for_support

MONTH = 120
GP = DOORS.index("gp")


def agrees_twice(share):
    """Return the yeses of 40,000 couples asked in two years, at even chances, bool (2, couples)."""

    @numba.njit
    def luck(share):
        found = np.empty((2, 40_000))
        for i in range(found.shape[1]):
            for year in range(2):
                now = Now(i, MONTH + 12 * year, np.uint64(1), True, 1.0, 1.0, 1.0, None, 0)
                found[year, i] = lasting_uniform(now, Draw.AGREES, Draw.WILLINGNESS, share)
        return found

    return luck(share) < 0.5


@pytest.mark.parametrize(("share", "again"), [(0.0, 0.5), (0.5, 1 / 3), (1.0, 0.0)])
def test_who_has_said_no_says_yes_less_often_the_second_time(assert_share, share, again):
    """Closed form: at even chances 1/2 - asin(share) / pi of those who said no say yes; .5 is 1/3."""
    first, second = agrees_twice(share)
    assert_share(first.sum(), first.size, 0.5)
    assert_share(second.sum(), second.size, 0.5)
    assert_share((second & ~first).sum(), (~first).sum(), again)


@pytest.mark.parametrize(
    ("topic", "figure", "stage"),
    [
        ("support", "willingness_lasts", Stage.AGREED),
        ("staff", "visibility_lasts", Stage.NOTICED),
    ],
)
def test_hard_to_reach_stays_hard_to_reach(*, family, p, now, note, offer, topic, figure, stage):
    """Were all of it lasting, the same families would be passed over month after month.

    Of 40 families in 20 months one luck in 130 that is drawn anew is seen 95 times in a hundred; that none
    of the 40 were always reached, or none never, would come about once in 5 x 10^11.
    """
    offer(invites="noticed")
    p.support.willingness_lasts = p.staff.visibility_lasts = 0.0
    p.need.quality_below = 9.0
    p.programmes["take_up"] = 0.5 if topic == "support" else 1.0
    p.staff.sensitivity_untrained = 0.5 if topic == "staff" else 1.0
    for share, often in ((1.0, {0, 20}), (0.0, set(range(21)))):
        p[topic][figure] = share
        times = [times_reached(family, p, now, note, family_id, stage) for family_id in range(40)]
        assert set(times) <= often
        assert (set(times) == often) == (share == 1.0)


def times_reached(family, p, now, note, family_id, stage):
    """Return in how many of 20 months, each an episode of its own, a couple at the GP's door comes so far."""
    before = int(note.stages[0, stage])
    for month in range(MONTH, MONTH + 20):
        couple = family()
        couple.reached[0] = Stage.EPISODE
        come_for_support(couple, now(month, family_id=family_id), p, note)
    return int(note.stages[0, stage]) - before
