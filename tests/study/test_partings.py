"""Expected partings of a pair: every luck there is, lived out and counted."""

from itertools import product

import numpy as np
import pytest

from famsim.model.counts import CERTAIN
from famsim.study.partings import NOT_IN_TIME, PAIRED_PARTINGS, Partings, paired_partings

PARTS = 4  # a month's luck has four values, all as likely
LUCK = (np.arange(PARTS) + 0.5) / PARTS
A_QUARTER = int(CERTAIN) // PARTS
COUPLES = {
    "help makes a loss less likely": ([1, 1, 1], [2, 2, 2]),
    "help only puts it off": ([0, 2, 3], [2, 1, 0]),
    "help brings losses about": ([3, 1, 2], [1, 1, 1]),
    "help enables an exit": ([0, -3, -2], [0, -1, -1]),
    "what would be a loss is an exit with help": ([-1, -2, 1], [1, 2, 1]),
    "a loss first, an exit later": ([1, -1, -3], [2, 1, -1]),
    "harm ends, and with it exits": ([-1, 1, 1], [-2, -2, -3]),
    "untouched": ([1, -2, 3], [1, -2, 3]),
    "apart without help from month 2": ([1, 2, 2], [1, 0, 0]),
}


def lived(chances, luck):
    """Return the first parting's month of a couple that meets this luck, or NOT_IN_TIME, and what it is counted as."""
    for month, (chance, drawn) in enumerate(zip(chances, luck, strict=True), start=1):
        if drawn < abs(chance) / PARTS:
            return month, "loss" if chance > 0 else "exit"
    return NOT_IN_TIME, ""


def seen(chances, first):
    """Return what the book holds of every luck: chances up to the parting, none after it."""
    months = np.arange(1, len(chances) + 1)
    return Partings(np.where(months <= first[:, None], np.array(chances) * A_QUARTER, 0), first)


@pytest.mark.parametrize(("ours", "comparators"), COUPLES.values(), ids=COUPLES)
def test_expected_partings_are_those_of_every_luck(ours, comparators):
    """By hand: all 64 lucks of three months are lived out; their expected values add up to what happened, exactly."""
    lucks = list(product(LUCK, repeat=3))
    lives = [(lived(ours, luck), lived(comparators, luck)) for luck in lucks]
    counted = [
        sum(without[1] == kind != with_help[1] for with_help, without in lives)
        if one_way
        else sum(with_help[1] == kind != without[1] for with_help, without in lives)
        for kind, one_way in (("loss", True), ("loss", False), ("exit", True), ("exit", False))
    ]
    with_help, without = (
        seen(chances, np.array([life[place][0] for life in lives])) for place, chances in enumerate((ours, comparators))
    )
    found = paired_partings(with_help, without)
    assert found.shape == (len(lucks), len(PAIRED_PARTINGS))
    assert found.sum(axis=0).tolist() == [number * int(CERTAIN) for number in counted]


def test_who_is_not_touched_adds_nothing():
    """A pair of the same lives differs in nothing, parted or not."""
    lives = seen([1, -2, 3], np.array([1, 2, NOT_IN_TIME]))
    assert not paired_partings(lives, lives).any()


def test_a_parting_counts_once_however_many_unions_follow():
    """A later union's chances are not those of the couple that parted in month 1, in one life or in both."""
    parted = Partings(np.array([[A_QUARTER, 0, A_QUARTER]]), np.array([1]))
    alone = Partings(np.array([[A_QUARTER, 0, 0]]), np.array([1]))
    assert not paired_partings(parted, alone).any()
