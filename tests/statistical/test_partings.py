"""Partings that happen are those that were expected, within chance: by kind, and between two strategies."""

import numpy as np
import pytest

from famsim.model.counts import CERTAIN, Count
from famsim.study.partings import EXIT, LOSS, PAIRED_PARTINGS, paired_partings, partings_of

FAR = 4.9  # standard errors that are passed once in a million
FAMILIES, MONTHS, LUCKS = 6_000, 36, 8
KINDS = ((Count.LOSSES, Count.EXPECTED_LOSSES), (Count.EXITS, Count.EXPECTED_EXITS))


def often(p):
    """Make partings frequent, so that chance is small beside them."""
    p.separation.base_hazard *= 10.0


def much_helped(p):
    """Let help change commitment by much, and many come to it, so that many couples part under one strategy alone."""
    p.separation.base_hazard *= 2.0
    p.staff.sensitivity_untrained = p.staff.conversation_untrained = p.staff.informal_pathway = 1.0
    p.programmes["take_up"], p.programmes["full"]["commitment"] = 1.0, 0.8


def as_many_part_as_expected(run, world, tamper=1.0):
    """A martingale: partings less the sum of their chances have mean 0 and a variance of at most that sum."""
    for happened, expected in KINDS:
        sum_of_chances = world.total(run, expected) / CERTAIN * tamper
        assert sum_of_chances > 300
        assert abs(world.total(run, happened) - sum_of_chances) < FAR * np.sqrt(sum_of_chances)


def test_as_many_couples_part_as_their_chances_say(world):
    """Of some thousand losses and hundreds of exits: sees chances that are noted a fifth too low."""
    run = world.after(families=FAMILIES, months=MONTHS, change=often)
    as_many_part_as_expected(run, world)
    with pytest.raises(AssertionError):
        as_many_part_as_expected(run, world, tamper=0.8)


def lived(world, strategy, seed):
    run = world.under(strategy, families=FAMILIES, months=MONTHS, change=much_helped)
    run.seed = seed
    run.advance(MONTHS)
    return partings_of(run)


def counted(ours, comparator):
    """Return who did part under one strategy alone, (families, 4): first partings, by their kind."""
    ways = ((comparator, ours), (ours, comparator))
    return np.array([(one.kind == kind) & (other.kind != kind) for kind in (LOSS, EXIT) for one, other in ways]).T


@pytest.fixture(scope="module")
def pairs(world):
    """Return, of every family in eight lucks, what was counted and what was expected, (families, 4) each."""
    found = []
    for seed in range(2, 2 + LUCKS):
        usual, ours = lived(world, None, seed), lived(world, world.for_all(), seed)
        found.append((counted(ours, usual), paired_partings(ours, usual) / CERTAIN))
    return [np.concatenate(one) for one in zip(*found, strict=True)]


def pairs_agree(happened, expected):
    """The counts of a pair less their expected values have mean 0, within the spread over families."""
    off = happened - expected
    assert (np.abs(off.sum(axis=0)) < FAR * np.sqrt((off**2).sum(axis=0))).all()


def test_pairs_part_as_often_as_expected(pairs):
    """Of about 400 losses averted: sees expected values half too high."""
    happened, expected = pairs
    pairs_agree(happened, expected)
    with pytest.raises(AssertionError):
        pairs_agree(happened, 1.5 * expected)


def test_expected_values_hold_less_chance_than_counting(pairs):
    """What they are for: a standard error less than half of that of counting, for losses averted and brought about."""
    happened, expected = (one[:, : PAIRED_PARTINGS.index("exits_prevented")] for one in pairs)
    assert (expected.std(axis=0) < happened.std(axis=0) / 2).all()
