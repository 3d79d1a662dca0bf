"""Two lives of one couple, in the same luck: what parts in one alone is named by what the other goes on to be.

Each life is a row of words (famsim.model.couple_month), one a month. While the couple is together in both, the chance
that it parts in one alone is the difference of the two chances. Once it has parted in one, the chances of the other to
follow are taken off again as they come, from the box that the months until then name.
"""

from __future__ import annotations

from typing import NamedTuple

from famsim.model.arrays import Row
from famsim.model.boxes import Box
from famsim.model.compiling import rare, rule
from famsim.model.couple_month import (
    CONFLICT,
    NO_HARM,
    chance_in,
    exit_from,
    goes_on_elsewhere,
    harm_in,
    parted_in,
    were_together,
)
from famsim.model.identity import MONTHS_A_YEAR

YEAR_AFTER = MONTHS_A_YEAR  # months in which it shows whether harm follows a parting


class Pair(NamedTuple):
    """One couple's months under the comparator and with the strategy, and in how many of twelve months harm goes on."""

    without: Row[int]
    ours: Row[int]
    exit_months: float


class Ended(NamedTuple):
    """A harm that has ended in the life that stays."""

    goes_on_elsewhere: bool  # had they parted, from where the other parent lives
    had_passed: bool  # both lives had it


@rule
def expected_boxes(pair: Pair, boxes: Row[int]) -> None:
    """Add a couple's expected partings to its row of boxes, in parts of CERTAIN."""
    m = months_until_one_parts(pair, boxes)
    if m < pair.ours.size:
        without, ours = parted_in(pair.without[m]), parted_in(pair.ours[m])
        if without != ours:
            take_off_who_follow(pair, ours, m, boxes)


@rule
def months_until_one_parts(pair: Pair, boxes: Row[int]) -> int:
    """Put the chances of the months until either life parts into boxes; return that month's place, or all of them.

    A life that has left the area has no chance of parting.
    """
    for m in range(pair.ours.size):
        without, ours = pair.without[m], pair.ours[m]
        more = chance_in(ours) - chance_in(without)
        if more != 0:
            boxes[box_alone(pair, more > 0, m, m + YEAR_AFTER)] += abs(more)
        boxes[box_of_both(without, ours)] += min(chance_in(without), chance_in(ours))
        if parted_in(without) or parted_in(ours):
            return m
    return pair.ours.size


@rule
def take_off_who_follow(pair: Pair, with_help: bool, m: int, boxes: Row[int]) -> None:
    """Once one life has parted in month `m`: take the other's chances to follow off the box that its months name.

    The box can change for a year, while it shows whether harm follows; then it stays.
    """
    parts, stays = (pair.ours, pair.without) if with_help else (pair.without, pair.ours)
    for k in range(m + 1, stays.size):
        chance = chance_in(stays[k])
        if chance > 0:
            both = box_of_both(parts[m], stays[k])
            boxes[box_alone(pair, with_help, m, min(m + YEAR_AFTER, k))] -= chance
            boxes[both] += chance
            if both == Box.SAME_KIND.value:
                boxes[Box.DELAY.value] += (m - k if with_help else k - m) * chance
        if parted_in(stays[k]):
            return


@rule
def counted_boxes(pair: Pair, boxes: Row[int]) -> None:
    """Add what did happen to a couple's row of boxes, in couples: one more of one box, or none."""
    without, ours = first_parting(pair.without), first_parting(pair.ours)
    months = pair.ours.size
    if without < months and ours < months:
        both = box_of_both(pair.without[without], pair.ours[ours])
        boxes[both] += 1
        if both == Box.SAME_KIND.value:
            boxes[Box.DELAY.value] += ours - without
    elif without < months:
        boxes[box_alone(pair, False, without, without + YEAR_AFTER)] += 1
    elif ours < months:
        boxes[box_alone(pair, True, ours, ours + YEAR_AFTER)] += 1


@rule
def first_parting(life: Row[int]) -> int:
    """Return the place of the month in which a couple parts, or how many months there are."""
    for m in range(life.size):
        if parted_in(life[m]):
            return m
    return life.size


@rule
def box_of_both(one: int, other: int) -> int:
    """Return the box of a parting that comes in both lives, by whether it is of the same kind."""
    same = (exit_from(one) != NO_HARM) == (exit_from(other) != NO_HARM)
    return Box.SAME_KIND.value if same else Box.OTHER_KIND.value


@rare
def box_alone(pair: Pair, with_help: bool, m: int, last: int) -> int:
    """Return the box of a parting of month `m` in one life alone; the other's months are known up to `last`."""
    parts, stays = (pair.ours, pair.without) if with_help else (pair.without, pair.ours)
    goes_on, worst = harm_after(stays, m, last, pair.exit_months)
    left = exit_from(parts[m])
    if with_help:
        return box_with_help(left, goes_on, worst)
    had_passed = exit_from(pair.ours[m]) != NO_HARM
    return box_without(left, goes_on, worst, Ended(goes_on_elsewhere(pair.without[m]), had_passed))


@rule
def box_with_help(left: int, goes_on: bool, worst: int) -> int:
    """Return the box of who parts with the strategy alone: `left`, what is left; `worst`, what staying meant."""
    if goes_on:
        return (
            (Box.PARTS_FREE_OF_CONFLICT.value if left == NO_HARM else Box.EXIT_ENABLED_CONFLICT.value)
            + worst
            - CONFLICT
        )
    return Box.LOSS_BROUGHT_ABOUT.value if left == NO_HARM else Box.EXIT_ONLY_HERE_CONFLICT.value + left - CONFLICT


@rule
def box_without(left: int, goes_on: bool, worst: int, ended: Ended) -> int:
    """Return the box of who parts under the comparator alone."""
    if goes_on:
        return (
            (Box.HELD_INTO_CONFLICT.value if left == NO_HARM else Box.EXIT_PREVENTED_CONFLICT.value) + worst - CONFLICT
        )
    if left == NO_HARM:
        return Box.LOSS_AVERTED.value
    if ended.goes_on_elsewhere:
        return Box.OUT_ELSEWHERE.value
    return (Box.PASSED_CONFLICT.value if ended.had_passed else Box.OUT_OF_CONFLICT.value) + left - CONFLICT


@rare
def harm_after(stays: Row[int], m: int, last: int, exit_months: float) -> tuple[bool, int]:
    """Say whether harm goes on in the life that stays, and how bad it gets: months after `m` up to `last`.

    Its own parting's month is one of them; if it has none, month `m` itself counts.
    """
    lived, harmed, worst = 0, 0, NO_HARM
    for k in range(m + 1, min(last + 1, stays.size)):
        if not were_together(stays[k]):
            break
        lived += 1
        harmed += harm_in(stays[k]) != NO_HARM
        worst = max(worst, harm_in(stays[k]))
        if parted_in(stays[k]):
            break
    if lived == 0:
        return harm_in(stays[m]) != NO_HARM, harm_in(stays[m])
    return harmed * YEAR_AFTER >= exit_months * lived, worst
