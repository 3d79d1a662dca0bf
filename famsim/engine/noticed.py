"""Families who follow the shared life and whom staff have noticed: each comes in where the talk is not as foreseen.

Staff talk with a family only if a place can be had (rules.family.support), and whether one can is known only to those
who share the places. It is foreseen; where it is as foreseen, and the talk does not lead on to a list, being noticed
changes nothing but where the family stands with support.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.engine.desk import LookingDesk, looking_desk
from famsim.engine.state import CALL_MONTHS, NOT_HERE, TALK, WORD, WORDS, State
from famsim.model.compiling import rule
from famsim.model.family import FAMILY, SUPPORT
from famsim.model.records import Family


def byte_of(field: str) -> int:
    """Return where in a family's record a field begins."""
    return int(dict(FAMILY.fields or {})[field][1])


SUPPORT_AT = byte_of((SUPPORT.names or ())[0]) // WORD  # the word of a family's record where support begins
SUPPORT_WORDS = SUPPORT.itemsize // WORD


class Noticed(NamedTuple):
    """Arrays of those noticed in one call under one strategy; none where nobody is followed.

    A slot is a family's for the call; an account is one of the shared book, a row one of the strategy's own.
    """

    entries: np.recarray  # (entries,) TALK, by month and id
    month_from: NDArray[np.int64]  # (CALL_MONTHS + 1,): where each month's begin
    starts: np.recarray  # (slots,) FAMILY: as the call began, or at entry
    start_words: NDArray[np.uint32]  # (slots, WORDS): the same memory
    before: NDArray[np.uint32]  # (slots, SUPPORT_WORDS): where each stood with support then
    unions: NDArray[np.int16]  # (slots, 2): the first union of each, as far as it was known then
    came_in: NDArray[np.bool_]  # (slots,)
    held: NDArray[np.int64]  # (slots,): in which of the call's months a talk was held, a bit each
    where: NDArray[np.int32]  # (accounts,): own rows, or NOT_HERE
    shared: NDArray[np.int32]  # (rows,): accounts
    lives: NDArray[np.uint32]  # (capacity, WORDS): the memory of the state's families
    desk: LookingDesk


def nobody_noticed() -> Noticed:
    """Return what there is where nobody is followed."""
    return Noticed(
        entries=np.zeros(0, TALK).view(np.recarray),
        month_from=np.zeros(CALL_MONTHS + 1, np.int64),
        starts=np.zeros(0, FAMILY).view(np.recarray),
        start_words=np.zeros((0, WORDS), np.uint32),
        before=np.zeros((0, SUPPORT_WORDS), np.uint32),
        unions=np.zeros((0, 2), np.int16),
        came_in=np.zeros(0, np.bool_),
        held=np.zeros(0, np.int64),
        where=np.zeros(0, np.int32),
        shared=np.zeros(0, np.int32),
        lives=np.zeros((0, WORDS), np.uint32),
        desk=looking_desk(),
    )


@rule
def stand_with_support(row: int, slot: int, noticed: Noticed) -> None:
    """Let the family in a row stand with support where it stood when the call began."""
    for word in range(SUPPORT_WORDS):
        noticed.lives[row, SUPPORT_AT + word] = noticed.before[slot, word]


@rule
def own_account(state: State, family: Family, slot: int, noticed: Noticed) -> None:
    """Give a family of the shared book its row in the strategy's own, a new one if it has none."""
    account = family.account
    if noticed.where[account] == NOT_HERE:
        census = state.census[0]
        state.account_ids[census.accounts] = family.family_id
        state.account_cells[census.accounts] = family.cell
        noticed.where[account] = census.accounts
        noticed.shared[census.accounts] = account
        census.accounts += 1
    family.account = noticed.where[account]
    if state.unions[family.account, 0] == 0:
        for part in range(2):
            state.unions[family.account, part] = noticed.unions[slot, part]
