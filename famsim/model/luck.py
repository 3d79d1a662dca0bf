"""A family's draws of up to a year's months, worked out ahead: the processor does eight blocks at once."""

from __future__ import annotations

import numpy as np

from famsim.model.compiling import rare, rule
from famsim.model.identity import MONTH_ZERO, MONTHS_A_YEAR
from famsim.model.philox import share, words_of_block
from famsim.model.records import Luck

LUCK_MONTHS = MONTHS_A_YEAR  # worked out ahead, at most
LIFES_BLOCKS = 8  # a month: those of every month, side by side, then the next month's
DOORS_BLOCKS = 4  # a month, behind all of those: at doors alone; none or one, where all that are looked at have these
DOORS_FROM = LUCK_MONTHS * LIFES_BLOCKS
LUCK_LANES = DOORS_FROM + LUCK_MONTHS * DOORS_BLOCKS
FIRST_BLOCKS = 6  # those of decisions 0 to 23 come first of a month's
APPENDED_BLOCK = 25  # of decisions 100 to 103: comes next
FIRST_DOOR_BLOCK = 6  # of decisions 24 to 27, asked at doors alone: comes last
NEXT_DOOR_BLOCK, DOOR_BLOCK, LAST_DOOR_BLOCK, THROUGH_BLOCK = 7, 28, 29, 38  # of 28 to 31, 112 to 119, 152 to 155
WORDS_A_BLOCK = 4
AT_ONCE = 8  # blocks that the processor works out as soon as three
LUCK = np.dtype(
    (
        np.record,
        [
            ("uniforms", np.float64, (WORDS_A_BLOCK, LUCK_LANES)),
            ("near", np.int64, (LUCK_MONTHS,)),  # the doors at which luck lets the family be in each month, a bit each
            ("doors", np.int64),  # the doors that offers look at, a bit each: what these ask is worked out too
            ("a_month", np.int64),  # blocks a month that are worked out for doors alone: none, one or DOORS_BLOCKS
            ("whatever", np.int64),  # those of them of which luck says nothing ahead
            ("first", np.float64, (WORDS_A_BLOCK,)),  # below which the first doors' draws let a family be there
            ("below", np.float64, (WORDS_A_BLOCK, LUCK_MONTHS * DOORS_BLOCKS)),  # and those of the other doors, by lane
            ("lets", np.int64, (WORDS_A_BLOCK, LUCK_MONTHS * DOORS_BLOCKS)),  # be where: a bit each
            ("found", np.int64, (LUCK_MONTHS * DOORS_BLOCKS,)),  # by lane: where the family is let be
            ("lasting", np.float64, (WORDS_A_BLOCK,)),  # normal values that a family keeps for life, by decision
            ("lasting_of", np.int64, (WORDS_A_BLOCK,)),  # whose they are: one more than the id; 0: nobody's yet
        ],
    )
)


@rare
def look_ahead(luck: Luck, family_id: int, first_month: int, months: int, seed: np.uint64) -> None:
    """Work out a family's uniforms of the decisions that are asked every month, for at most LUCK_MONTHS months.

    They are the numbers `keyed_uniform` returns: of decisions 0 to 27 and 100 to 103, and where doors that are looked
    at ask for them, of 28 to 31, or of these, 112 to 119 and 152 to 155. Blocks are worked out side by side, and a few
    more than are needed where that fills a row: one by one they take thrice as long.
    """
    for lane in range(months * LIFES_BLOCKS):
        block = lifes_block(lane % LIFES_BLOCKS)
        work_out(luck, lane, (family_id, first_month + lane // LIFES_BLOCKS, block), seed)
    lanes = in_whole_rows(months * luck.a_month)
    if luck.a_month == DOORS_BLOCKS:
        for lane in range(lanes):
            block = doors_block(lane % DOORS_BLOCKS)
            work_out(luck, DOORS_FROM + lane, (family_id, first_month + lane // DOORS_BLOCKS, block), seed)
    else:
        for lane in range(lanes):
            work_out(luck, DOORS_FROM + lane, (family_id, first_month + lane, NEXT_DOOR_BLOCK), seed)
    if luck.doors != 0:
        look_at_doors(luck, months)


@rule
def in_whole_rows(lanes: int) -> int:
    """Return so many lanes or a few more, so that the last row of them is whole; one or two are quicker one by one."""
    return lanes if lanes <= AT_ONCE // 4 else (lanes + AT_ONCE - 1) // AT_ONCE * AT_ONCE


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
def lane_of(luck: Luck, block: int, month: int) -> int:
    """Return where a block of a month stands that is worked out ahead."""
    if block <= FIRST_DOOR_BLOCK or block == APPENDED_BLOCK:
        place = block if block < FIRST_BLOCKS else (FIRST_BLOCKS if block == APPENDED_BLOCK else LIFES_BLOCKS - 1)
        return LIFES_BLOCKS * month + place
    place = 0 if block == NEXT_DOOR_BLOCK else (DOORS_BLOCKS - 1 if block == THROUGH_BLOCK else block - DOOR_BLOCK + 1)
    return DOORS_FROM + luck.a_month * month + place


@rule
def is_ahead(luck: Luck, block: int) -> bool:
    """Say whether a block's draws have been worked out: those asked at doors, only where doors are looked at."""
    if block <= FIRST_DOOR_BLOCK or block == APPENDED_BLOCK:
        return True
    return luck.a_month >= doors_blocks_for(block) if is_of_doors(block) else False


@rule
def doors_blocks_for(block: int) -> int:
    """Return how many blocks a month are worked out for doors alone, so that this one is among them."""
    if block == NEXT_DOOR_BLOCK:
        return 1
    return DOORS_BLOCKS if is_of_doors(block) else 0


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
def make_ready_for(luck: Luck, decision: int) -> None:
    """Have a decision's draws worked out ahead, if they can be: asked at doors that are looked at, before `let_by`."""
    luck.a_month = max(luck.a_month, doors_blocks_for(decision >> 2))


@rule
def let_by(luck: Luck, door: int, decision: int, below: float) -> None:
    """Let families be near a door wherever a decision's draw is below a chance: at once for all families of a call."""
    block, number = decision >> 2, decision & 3
    if block == FIRST_DOOR_BLOCK:
        luck.first[number] = below
    elif is_of_doors(block):
        for month in range(LUCK_MONTHS):
            lane = lane_of(luck, block, month) - DOORS_FROM
            luck.below[number, lane], luck.lets[number, lane] = below, 1 << door
    else:
        luck.whatever |= 1 << door


@rule
def look_at_doors(luck: Luck, months: int) -> None:
    """Say at which doors luck lets a family be in each month, by a glance at the draws (`luck.near`)."""
    for lane in range(months * luck.a_month):
        found = luck.lets[0, lane] * (luck.uniforms[0, DOORS_FROM + lane] < luck.below[0, lane])
        for number in range(1, WORDS_A_BLOCK):
            found |= luck.lets[number, lane] * (luck.uniforms[number, DOORS_FROM + lane] < luck.below[number, lane])
        luck.found[lane] = found
    for month in range(months):
        near = 1 * luck.whatever
        for number in range(WORDS_A_BLOCK):
            near |= (
                1 if luck.uniforms[number, lane_of(luck, FIRST_DOOR_BLOCK, month)] < luck.first[number] else 0
            ) << number
        luck.near[month] = near
    if luck.a_month == DOORS_BLOCKS:
        for month in range(months):
            for place in range(DOORS_BLOCKS):
                luck.near[month] |= luck.found[DOORS_BLOCKS * month + place]
    elif luck.a_month == 1:
        for month in range(months):
            luck.near[month] |= luck.found[month]
