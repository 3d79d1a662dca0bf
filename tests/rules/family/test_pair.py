"""The ledger of a pair, one couple at a time: every row of the table in docs/concepts/ledger.md, by hand."""

import numpy as np
import pytest

from famsim.model.boxes import N_BOXES, Box
from famsim.model.couple_month import (
    A_HARM,
    A_KIND,
    COERCION,
    CONFLICT,
    ELSEWHERE,
    NO_HARM,
    PARTED,
    TOGETHER,
    VIOLENCE,
)
from famsim.rules.family.pair import Pair, counted_boxes, expected_boxes

EXIT_MONTHS, MONTHS = 3.0, 24
AT = 3  # the place of the month in which a couple parts
LOSS = NO_HARM


def word(harm=NO_HARM, kind=LOSS, chance=0, elsewhere=False, parts=False):
    """Return one month of a couple that is together."""
    return TOGETHER + A_HARM * harm + A_KIND * kind + chance + ELSEWHERE * elsewhere + PARTED * parts


def life(harms=(), kind=LOSS, parts_at=None, last=MONTHS, **others):
    """Return a life: `harms` by place, else none; what its partings would be; where it parts and where it ends."""
    end = last if parts_at is None else parts_at + 1
    words = [word(dict(harms).get(m, NO_HARM), kind, parts=m == parts_at, **others) for m in range(end)]
    return np.array(words + [0] * (MONTHS - end), np.int32)


def boxes_of(rule, without, ours, exit_months=EXIT_MONTHS):
    """Return the boxes that are not 0, by name."""
    boxes = np.zeros(N_BOXES, np.int64)
    rule(Pair(without, ours, exit_months), boxes)
    return {box.name: int(boxes[box]) for box in Box if boxes[box]}


def year_of(harm, months=3):
    """Return so many months of harm in the year after the parting."""
    return [(AT + 1 + n, harm) for n in range(months)]


FREE = life()
ROWS = [  # the life that parts alone, the one that stays, the box without help and with it
    (LOSS, FREE, "LOSS_AVERTED", "LOSS_BROUGHT_ABOUT"),
    (LOSS, life(year_of(CONFLICT)), "HELD_INTO_CONFLICT", "PARTS_FREE_OF_CONFLICT"),
    (LOSS, life(year_of(VIOLENCE)), "HELD_INTO_VIOLENCE", "PARTS_FREE_OF_VIOLENCE"),
    (LOSS, life(year_of(COERCION)), "HELD_INTO_COERCION", "PARTS_FREE_OF_COERCION"),
    (CONFLICT, FREE, "OUT_OF_CONFLICT", "EXIT_ONLY_HERE_CONFLICT"),
    (VIOLENCE, FREE, "OUT_OF_VIOLENCE", "EXIT_ONLY_HERE_VIOLENCE"),
    (COERCION, FREE, "OUT_OF_COERCION", "EXIT_ONLY_HERE_COERCION"),
    (CONFLICT, life(year_of(VIOLENCE)), "EXIT_PREVENTED_VIOLENCE", "EXIT_ENABLED_VIOLENCE"),
    (COERCION, life(year_of(CONFLICT)), "EXIT_PREVENTED_CONFLICT", "EXIT_ENABLED_CONFLICT"),
    (CONFLICT, life(kind=CONFLICT), "PASSED_CONFLICT", "EXIT_ONLY_HERE_CONFLICT"),
    (VIOLENCE, life(kind=COERCION), "PASSED_VIOLENCE", "EXIT_ONLY_HERE_VIOLENCE"),
]


@pytest.mark.parametrize(("kind", "stays", "without_help", "with_help"), ROWS)
def test_a_parting_in_one_life_alone_is_in_its_box(kind, stays, without_help, with_help):
    """Both ways round: where the life without help parts, and where the helped one does."""
    parts = life(kind=kind, parts_at=AT)
    assert boxes_of(counted_boxes, parts, stays) == {without_help: 1}
    assert boxes_of(counted_boxes, stays, parts) == {with_help: 1}


def test_coercion_that_goes_on_elsewhere_is_not_a_harm_that_help_ended():
    parts = life(kind=COERCION, parts_at=AT, elsewhere=True)
    assert boxes_of(counted_boxes, parts, FREE) == {"OUT_ELSEWHERE": 1}
    goes_on = life(year_of(CONFLICT))
    assert boxes_of(counted_boxes, parts, goes_on) == {"EXIT_PREVENTED_CONFLICT": 1}


def test_a_parting_in_both_lives_is_of_one_kind_or_two():
    """By hand: five months later with help; of different kinds there is no delay to speak of."""
    loss, later = life(parts_at=AT), life(parts_at=AT + 5)
    assert boxes_of(counted_boxes, loss, later) == {"SAME_KIND": 1, "DELAY": 5}
    assert boxes_of(counted_boxes, later, loss) == {"SAME_KIND": 1, "DELAY": -5}
    assert boxes_of(counted_boxes, life(kind=CONFLICT, parts_at=AT), later) == {"OTHER_KIND": 1}
    assert boxes_of(counted_boxes, FREE, FREE) == {}


@pytest.mark.parametrize(
    ("stays", "box"),
    [
        (life(year_of(CONFLICT, 2)), "LOSS_AVERTED"),  # 2 of 12 months
        (life(year_of(CONFLICT, 3)), "HELD_INTO_CONFLICT"),
        (life([(AT, CONFLICT)]), "LOSS_AVERTED"),  # the month of the parting is not of the year after
        (life([(AT + 13, CONFLICT), (AT + 14, CONFLICT), (AT + 15, CONFLICT)]), "LOSS_AVERTED"),  # nor the 13th on
        (life(year_of(CONFLICT, 1), last=AT + 5), "HELD_INTO_CONFLICT"),  # 1 of the 4 that there are is 3 of 12
        (life(year_of(CONFLICT, 1), last=AT + 6), "LOSS_AVERTED"),  # 1 of 5 is less
        (life([(AT, CONFLICT)], last=AT + 1), "HELD_INTO_CONFLICT"),  # no month after: its own counts
        (life(last=AT + 1), "LOSS_AVERTED"),
    ],
)
def test_harm_follows_if_a_quarter_of_the_year_after_is_in_harm(stays, box):
    assert boxes_of(counted_boxes, life(parts_at=AT), stays) == {box: 1}


def test_the_year_after_ends_with_the_other_lifes_own_parting():
    """Its own parting's month is the last that counts: one harmful of one is enough, what would come later is not."""
    stays = life([(AT + 1, CONFLICT)], parts_at=AT + 1)
    boxes = np.zeros(N_BOXES, np.int64)
    chance = 1000
    stays[AT + 1] += chance
    parts = life(parts_at=AT)
    parts[AT] += chance
    expected_boxes(Pair(parts, stays, EXIT_MONTHS), boxes)
    assert {box.name: int(boxes[box]) for box in Box if boxes[box]} == {"SAME_KIND": chance, "DELAY": chance}


def test_a_chance_that_is_the_same_in_both_lives_is_in_no_box_of_one_alone():
    """The same chance by another name is a parting either way, no harm and no good."""
    without, ours = life(kind=CONFLICT, chance=500), life(chance=500)
    assert boxes_of(expected_boxes, without, ours) == {"OTHER_KIND": 500 * MONTHS}


def test_a_life_that_has_left_cannot_part():
    """By hand: two months together in both, then the other's whole chance; nothing follows in a life that has left."""
    without, ours = life(chance=500), life(chance=500, last=2)
    assert boxes_of(expected_boxes, without, ours) == {"SAME_KIND": 1000, "LOSS_AVERTED": 500 * (MONTHS - 2)}
