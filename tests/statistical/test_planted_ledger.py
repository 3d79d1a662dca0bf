"""Planted truths of the ledger of a pair: what is only called another name, what harms, what binds."""

import numpy as np
import pytest

from famsim.measures.ledger import couple_months, ledger
from famsim.measures.lines import PAIRED
from famsim.model.boxes import Box
from famsim.model.counts import CERTAIN

FAMILIES, MONTHS = 3_000, 60
LUCKS = [10, pytest.param(40, marks=pytest.mark.long)]  # of what only harms: each counts some 100 partings more
PER = 25_000 / FAMILIES / CERTAIN  # couples of an area of 25,000 families
FROM_COMPARATOR = [box for box in Box if box < Box.LOSS_BROUGHT_ABOUT]
HARMS = {"level": -0.1, "buffer": -0.1, "capability": -0.15, "distress": -0.15, "parenting": -0.15, "commitment": -0.3}
SIZES = {  # of every programme, at its full dose
    "conflict alone": {"capability": 0.65},
    "every channel harms": HARMS,
    "binds and harms": HARMS | {"commitment": 0.6},
}


def planted(sizes, coercive=True):
    """Return a change: all programmes have these channels alone; without new coercive violence if asked.

    None moves who has work: a mother whom harm to her spirits keeps out of it has no job to lose in a later month, and
    so less strain then than in her other life.
    """

    def change(p):
        for name in p.programmes["full"].dtype.names:
            p.programmes["full"][name] = sizes.get(name, 0.0)
        p.stress.buffer_capability = p.stress.recovery_by_capability = p.work.returns_by_capability = 0.0
        for who in (p.mother, p.other):
            who.loses = who.loses_distressed = who.finds = who.finds_distressed = 1.0
        if not coercive:
            p.violence.coercive_share = 0.0

    return change


def boxes_of(world, change, lucks):
    """Return the sum of each box over so many lucks of one area, (boxes,), in parts of CERTAIN; and lives touched."""
    total, touched = np.zeros(len(Box), np.int64), 0
    for seed in range(1, lucks + 1):
        books = []
        for strategy in (None, world.for_all("coached_online", who={"together": True})):
            run = world.under(strategy, families=FAMILIES, months=MONTHS, change=change)
            run.seed = seed
            run.advance(MONTHS)
            books.append(couple_months(run))
        found = ledger(*books)
        touched += found.rows.size
        total += found.boxes.sum(axis=0, dtype=np.int64)
    return total, touched


def test_what_is_only_called_by_another_name_is_in_no_box(world):
    """Conflict is moved alone and cut off from every hazard, so nobody's chance of parting changes.

    The first build called it 19 losses brought about and 19 exits prevented; partings of another kind are in F alone.
    """
    found, touched = boxes_of(world, planted(SIZES["conflict alone"]), 3)
    assert touched > 100 and found[Box.OTHER_KIND] > CERTAIN
    assert not found[: Box.OTHER_KIND].any() and found[Box.LATER_UNIONS] == 0


@pytest.fixture(scope="module", params=LUCKS)
def harmful(world, request):
    """Return the boxes of a programme harmful on every channel, without new coercive violence and with it; lucks."""
    sizes, lucks = SIZES["every channel harms"], request.param
    return [boxes_of(world, planted(sizes, coercive), lucks)[0] / lucks for coercive in (False, True)]


def test_a_programme_that_only_harms_keeps_nobody_together(harmful):
    """No parting of the comparator's alone, exactly, where no new coercion begins; partings brought about are many.

    With coercion luck can turn a shorter situational violence into none of the other kind: under .2 couples of 25,000
    families in any box, and no couple at all who stay together free of harm.
    """
    without, with_coercion = harmful
    assert not without[FROM_COMPARATOR].any()
    assert without[Box.LOSS_BROUGHT_ABOUT] * PER > 5
    assert with_coercion[Box.LOSS_AVERTED] == 0
    assert (np.abs(with_coercion[FROM_COMPARATOR]) * PER < 0.2).all()


def test_a_programme_that_binds_and_harms_ends_no_harm(world):
    """Couples held together while harm grows are in C; of B nothing is valued as a good."""
    found, _ = boxes_of(world, planted(SIZES["binds and harms"], coercive=False), 10)
    assert found[list(PAIRED["stay_in_harm"].boxes)].sum() * PER / 10 > 1
    assert not found[list(PAIRED["stay_harm_ended"].boxes)].any()
