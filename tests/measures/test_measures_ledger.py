"""The ledger of a pair over families: every luck there is, lived out and counted; its identity; its lines."""

from itertools import product

import numpy as np
import pytest

from famsim.measures.ledger import CoupleMonths, ledger
from famsim.measures.lines import LINES, PAIRED
from famsim.model.boxes import Box
from famsim.model.counts import CERTAIN
from famsim.model.couple_month import A_HARM, A_KIND, PARTED, TOGETHER

PARTS = 4  # a month's luck has four values, all as likely
LUCK = (np.arange(PARTS) + 0.5) / PARTS
A_QUARTER = int(CERTAIN) // PARTS
COUPLES = {  # with help, without: chances in quarters; below 0: it would be an exit; harm by month
    "help makes a loss less likely": ([1, 1, 1], [2, 2, 2], "---", "---"),
    "help only puts it off": ([0, 2, 3], [2, 1, 0], "---", "---"),
    "help brings losses about": ([3, 1, 2], [1, 1, 1], "---", "---"),
    "help holds them together into harm": ([0, 1, 1], [2, 2, 2], "hhh", "---"),
    "help enables an exit": ([0, -3, -2], [0, -1, -1], "hhh", "hhh"),
    "what would be a loss is an exit with help": ([-1, -2, 1], [1, 2, 1], "hhh", "---"),
    "a loss first, an exit later": ([1, -1, -3], [2, 1, -1], "---", "hhh"),
    "harm ends, and with it exits": ([-1, 1, 1], [-2, -2, -3], "---", "hhh"),
    "untouched": ([1, -2, 3], [1, -2, 3], "-h-", "-h-"),
    "left the area without help from month 2": ([1, 2, 2], [1, 0, 0], "---", "---"),
}
EXIT_MONTHS = 3.0
IN_HARM, IN_CONFLICT = "h", 1


def words(chances, harms, luck):
    """Return the words of a couple that meets this luck: up to its parting, none after it."""
    found = []
    for chance, harm, drawn in zip(chances, harms, luck, strict=True):
        parts = drawn < abs(chance) / PARTS
        together = TOGETHER * (chance != 0 or harm == IN_HARM)
        harmed, kind = A_HARM * (harm == IN_HARM), A_KIND * IN_CONFLICT * (chance < 0)
        found.append(abs(chance) * A_QUARTER + together + harmed + kind + PARTED * parts)
        if parts:
            break
    return found + [0] * (len(chances) - len(found))


def months(rows, unions=None):
    """Return the book of some families."""
    rows = np.array(rows, np.int32)
    theirs = np.ones((len(rows), 2), np.int16) if unions is None else np.array(unions, np.int16)
    return CoupleMonths(rows, theirs, EXIT_MONTHS)


def in_boxes(found):
    """Return each box's sum."""
    return {box.name: int(found.boxes[:, box].sum()) for box in Box}


@pytest.mark.parametrize(("ours", "without", "harms", "harms_without"), COUPLES.values(), ids=COUPLES)
def test_expected_boxes_are_those_of_every_luck(ours, without, harms, harms_without):
    """By hand: all 64 lucks of three months are lived out; what is expected adds up to what happened, box by box.

    Harm lasts or never is: where both part in one month what would have followed is read from that month alone. Pairs
    whose lives come to the same are not in the ledger, so that partings of one kind in both are not compared.
    """
    lucks = list(product(LUCK, repeat=3))
    both = ((without, harms_without), (ours, harms))
    pair = [months([words(chances, harm, luck) for luck in lucks]) for chances, harm in both]
    expected, counted = in_boxes(ledger(*pair)), in_boxes(ledger(*pair, counted=True))
    assert {name: found for name, found in expected.items() if name != "SAME_KIND"} == {
        name: number * int(CERTAIN) for name, number in counted.items() if name != "SAME_KIND"
    }


def test_who_is_not_touched_is_not_in_the_ledger():
    """A pair of the same lives differs in nothing, parted or not."""
    lives = months([words([1, -2, 3], "-h-", luck) for luck in product(LUCK, repeat=3)])
    assert not ledger(lives, lives).rows.size


def test_a_parting_counts_once_however_many_unions_follow():
    """A later union's chances are not those of the couple that parted in month 1, in one life or in both."""
    again = TOGETHER + A_QUARTER
    without, ours = months([[again + PARTED, 0, again]]), months([[again + PARTED, 0, 0]])
    found = in_boxes(ledger(without, ours))
    assert found.pop("LATER_UNIONS") == -A_QUARTER and found.pop("SAME_KIND") == A_QUARTER
    assert not any(found.values())


def test_two_first_unions_that_are_not_the_same_couple_are_no_pair():
    """A mother who finds another partner in another month: both unions are in the line of later unions."""
    one, other = [[0, TOGETHER + 70, TOGETHER + 70]], [[0, 0, TOGETHER + 50]]
    found = in_boxes(ledger(months(one, [[2, 2]]), months(other, [[2, 3]])))
    assert found.pop("LATER_UNIONS") == 50 - 140 and not any(found.values())


def random_pair(rng, families=400, length=30):
    """Return two books of random lives under one luck, each with a first union and, for some, a later one."""
    luck, books = rng.random((families, length)), []
    for _ in range(2):
        rows = []
        for i in range(families):
            row, together = [], True
            for m in range(length):
                chance = int(CERTAIN * rng.choice([0.02, 0.1, 0.2]))
                harm, kind = rng.integers(0, 4), rng.integers(0, 4)
                parts = luck[i, m] < chance / CERTAIN
                row.append((TOGETHER + chance + A_HARM * harm + A_KIND * kind + PARTED * parts) * together)
                together = (together and not parts) or (not together and luck[i, m] > 0.9)
            rows.append(row)
        books.append(months(rows))
    return books


def test_the_lines_add_up_to_the_partings_that_are_fewer():
    """The lines add up to the difference, exact, family by family, and against the chances of all unions."""
    without, ours = random_pair(np.random.default_rng(5))
    found, families = ledger(without, ours), len(without.words)
    parts = {line.letter: np.zeros(families, np.int64) for line in LINES}
    for line in LINES:
        if line.letter:
            parts[line.letter] += line.parts(found, families)
    net = parts["A"] + parts["B"] + parts["C"] - parts["D"] - parts["E"]
    assert (net == PAIRED["fewer_partings"].parts(found, families)).all() and (net != 0).any()
    fewer = without.chances.sum(axis=1, dtype=np.int64) - ours.chances.sum(axis=1, dtype=np.int64)
    assert (net - PAIRED["later_unions"].parts(found, families) == fewer).all()


def test_every_box_of_a_difference_stands_in_one_line_with_a_letter():
    """Nothing is counted twice or left out; what both lives have in common is in none of A to E."""
    lettered = [box for line in LINES if line.letter for box in line.boxes]
    assert len(lettered) == len(set(lettered))
    assert set(Box) - set(lettered) == {Box.SAME_KIND, Box.DELAY, Box.LATER_UNIONS}


def test_what_is_never_valued_is_neither_good_nor_bad():
    """E and F stand without a word of value, always, and B only where help ended the harm."""
    assert {line.good for line in LINES if line.letter in ("E", "F")} == {0}
    assert [line.good for line in LINES if line.letter == "B"] == [1, 0]
    assert {line.good for line in LINES if line.letter in ("C", "D")} == {-1}
