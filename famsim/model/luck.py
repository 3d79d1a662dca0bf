"""A family's draws of up to a year's months, worked out ahead: the processor does eight blocks at once."""

from __future__ import annotations

import numpy as np

from famsim.model.compiling import rare, rule
from famsim.model.identity import MONTH_ZERO, MONTHS_A_YEAR
from famsim.model.philox import share, words_of_block
from famsim.model.records import Luck

LUCK_MONTHS = MONTHS_A_YEAR  # worked out ahead, at most
LIFES_BLOCKS = 8  # a month: those of every month, side by side, then the next month's
DOORS_BLOCKS = 4  # a month, behind all of those: at doors alone
DOORS_FROM = LUCK_MONTHS * LIFES_BLOCKS
LUCK_LANES = DOORS_FROM + LUCK_MONTHS * DOORS_BLOCKS
FIRST_BLOCKS = 6  # those of decisions 0 to 23 come first of a month's
APPENDED_BLOCK = 25  # of decisions 100 to 103: comes next
FIRST_DOOR_BLOCK = 6  # of decisions 24 to 27, asked at doors alone: comes last
NEXT_DOOR_BLOCK, DOOR_BLOCK, LAST_DOOR_BLOCK, THROUGH_BLOCK = 7, 28, 29, 38  # of 28 to 31, 112 to 119, 152 to 155
WORDS_A_BLOCK = 4
LUCK = np.dtype(
    (
        np.record,
        [
            ("uniforms", np.float64, (WORDS_A_BLOCK, LUCK_LANES)),
            ("near", np.int64, (LUCK_MONTHS,)),  # the doors at which luck lets the family be in each month, a bit each
            ("doors", np.int64),  # the doors that offers look at, a bit each: what these ask is worked out too
            ("whatever", np.int64),  # those of them of which luck says nothing ahead
            ("first", np.float64, (WORDS_A_BLOCK,)),  # below which the first doors' draws let a family be there
            ("below", np.float64, (WORDS_A_BLOCK, LUCK_MONTHS * DOORS_BLOCKS)),  # and those of the other doors, by lane
            ("lets", np.int64, (WORDS_A_BLOCK, LUCK_MONTHS * DOORS_BLOCKS)),  # be where: a bit each
            ("found", np.int64, (LUCK_MONTHS * DOORS_BLOCKS,)),  # by lane: where the family is let be
        ],
    )
)


@rare
def look_ahead(luck: Luck, family_id: int, first_month: int, months: int, seed: np.uint64) -> None:
    """Work out a family's uniforms of the decisions that are asked every month, for at most LUCK_MONTHS months.

    They are the numbers `keyed_uniform` returns: of decisions 0 to 23 and 100 to 103, and where `luck.doors` has any,
    of 24 to 31, 112 to 119 and 152 to 155 too. A month's blocks are worked out side by side, eight or four, so that
    few are left to be done one by one.
    """
    for lane in range(months * LIFES_BLOCKS):
        block = lifes_block(lane % LIFES_BLOCKS)
        work_out(luck, lane, (family_id, first_month + lane // LIFES_BLOCKS, block), seed)
    if luck.doors != 0:
        for lane in range(months * DOORS_BLOCKS):
            block = doors_block(lane % DOORS_BLOCKS)
            work_out(luck, DOORS_FROM + lane, (family_id, first_month + lane // DOORS_BLOCKS, block), seed)
        look_at_doors(luck, months)


@rule
def lifes_block(place: int) -> int:
    """Return which block stands at a place among those of every month."""
    if place < FIRST_BLOCKS:
        return 1 * place
    return APPENDED_BLOCK if place == FIRST_BLOCKS else FIRST_DOOR_BLOCK


@rule
def doors_block(place: int) -> int:
    """Return which block stands at a place among those of doors."""
    if place == 0:
        return NEXT_DOOR_BLOCK
    return THROUGH_BLOCK if place == DOORS_BLOCKS - 1 else DOOR_BLOCK + place - 1


@rule
def lane_of(block: int, month: int) -> int:
    """Return where a block of a month stands that is worked out ahead."""
    if block <= FIRST_DOOR_BLOCK or block == APPENDED_BLOCK:
        place = block if block < FIRST_BLOCKS else (FIRST_BLOCKS if block == APPENDED_BLOCK else LIFES_BLOCKS - 1)
        return LIFES_BLOCKS * month + place
    place = 0 if block == NEXT_DOOR_BLOCK else (DOORS_BLOCKS - 1 if block == THROUGH_BLOCK else block - DOOR_BLOCK + 1)
    return DOORS_FROM + DOORS_BLOCKS * month + place


@rule
def is_ahead(luck: Luck, block: int) -> bool:
    """Say whether a block's draws have been worked out: those asked at doors, only where doors are looked at."""
    if block <= FIRST_DOOR_BLOCK or block == APPENDED_BLOCK:
        return True
    return luck.doors != 0 and is_of_doors(block)


@rule
def is_of_doors(block: int) -> bool:
    """Say whether a block is one of those worked out for doors alone, but for the first doors'."""
    return block in (NEXT_DOOR_BLOCK, THROUGH_BLOCK) or DOOR_BLOCK <= block <= LAST_DOOR_BLOCK


@rule
def work_out(luck: Luck, lane: int, whose: tuple[int, int, int], seed: np.uint64) -> None:
    """Work out the four uniforms of one block into a lane; `whose` is the family's id, the month and the block."""
    family_id, month, block = whose
    w0, w1, w2, w3 = words_of_block(family_id, month + MONTH_ZERO, seed, block)
    luck.uniforms[0, lane] = share(w0)
    luck.uniforms[1, lane] = share(w1)
    luck.uniforms[2, lane] = share(w2)
    luck.uniforms[3, lane] = share(w3)


@rule
def let_by(luck: Luck, door: int, decision: int, below: float) -> None:
    """Let families be near a door wherever a decision's draw is below a chance: at once for all families of a call."""
    block, number = decision >> 2, decision & 3
    if block == FIRST_DOOR_BLOCK:
        luck.first[number] = below
    elif is_of_doors(block):
        for month in range(LUCK_MONTHS):
            lane = lane_of(block, month) - DOORS_FROM
            luck.below[number, lane], luck.lets[number, lane] = below, 1 << door
    else:
        luck.whatever |= 1 << door


@rule
def look_at_doors(luck: Luck, months: int) -> None:
    """Say at which doors luck lets a family be in each month, by a glance at the draws (`luck.near`)."""
    for lane in range(months * DOORS_BLOCKS):
        found = luck.lets[0, lane] * (luck.uniforms[0, DOORS_FROM + lane] < luck.below[0, lane])
        for number in range(1, WORDS_A_BLOCK):
            found |= luck.lets[number, lane] * (luck.uniforms[number, DOORS_FROM + lane] < luck.below[number, lane])
        luck.found[lane] = found
    for month in range(months):
        near = 1 * luck.whatever
        for number in range(WORDS_A_BLOCK):
            near |= (1 if luck.uniforms[number, lane_of(FIRST_DOOR_BLOCK, month)] < luck.first[number] else 0) << number
        for place in range(DOORS_BLOCKS):
            near |= luck.found[DOORS_BLOCKS * month + place]
        luck.near[month] = near
