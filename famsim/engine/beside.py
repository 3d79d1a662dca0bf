"""Strategies beside one life: what of each can be followed without living a family again, and who must be lived apart.

Strategies share luck, and families meet only at places. So under a strategy a family lives the shared life to the bit
until support begins to change it: for as long, only where it stands with support is followed, month by month, by the
very rules, beside the life that is being lived. Whoever comes to wait, to attend, to a booster or to a talk that helps
by itself - under the strategy or in the shared life - is lived apart from the call's start (famsim.engine.following,
famsim.engine.together).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.engine.desk import LookingDesk, looking_desk
from famsim.engine.noticed import SUPPORT_AT, SUPPORT_WORDS, Noticed, nobody_noticed
from famsim.engine.state import (
    CALL_MONTHS,
    LOGGED,
    TALK,
    TURN,
    Timetable,
    words_of,
)
from famsim.model.arrays import Row
from famsim.model.compiling import rare, rule
from famsim.model.counts import N_COUNTS, N_LIFE_COUNTS, N_STAGES
from famsim.model.family import (
    FAMILY,
    SUPPORT,
)
from famsim.model.parameters import PARAMETERS
from famsim.model.policy import CONDITION, MAX_OFFERS, QUEUE_CLASSES, SOON, Trigger
from famsim.model.records import Luck, Parameters, Turn

# by one family under one strategy in one call: counts, and stages of the funnel as counts above them
MOST_LOGGED = CALL_MONTHS * (N_COUNTS - N_LIFE_COUNTS + MAX_OFFERS * N_STAGES)
ROOM = 1 << 17  # entries of a log, at least
FAMILIES_A_CALL = 1 << 15  # lived before Python has its turn, to show how far it is or to stop: a fifth of a second


class Beside(NamedTuple):
    """Arrays of the strategies beside a life; none for a life by itself."""

    p: Row[Parameters]  # (strategies,): alike in all that a life without support depends on
    triggers: NDArray[np.bool_]  # (triggers,): those that any offer's window is counted from
    asked: np.recarray  # (conditions,) CONDITION: what offers ask of a family, each once
    asked_by: NDArray[np.int64]  # (strategies, MAX_OFFERS, MAX_CONDITIONS): which of them each row of an offer is
    support: np.recarray  # (accounts, strategies) SUPPORT: where each family stands with support
    words: NDArray[np.uint32]  # (accounts, strategies, SUPPORT_WORDS): the same memory
    apart: NDArray[np.bool_]  # (accounts, strategies): lives apart
    forked: NDArray[np.bool_]  # (slots, strategies): lives apart from this call on
    owners: NDArray[np.int32]  # (slots,): whose slot it is, by account
    starts: np.recarray  # (slots,) FAMILY: the family at the call's start, or at entry
    start_words: NDArray[np.uint32]  # (slots, WORDS): the same memory
    before: NDArray[np.uint32]  # (strategies, slots, SUPPORT_WORDS): where who is noticed stood with support then
    unions: NDArray[np.int16]  # (slots, 2): its first union, as far as it was known then
    log: np.recarray  # (entries,) LOGGED
    talks: np.recarray  # (entries,) TALK: the talks of those who are noticed and do not join a list
    can: NDArray[np.int8]  # (strategies, MAX_OFFERS, QUEUE_CLASSES): what place is foreseen: it was to be had last
    turn: Row[Turn]  # (1,)
    desk: LookingDesk
    noticed: Noticed  # those of one strategy, whose families are being lived apart


class Lived(NamedTuple):
    """How the family whose turn it is has lived the call in the shared life."""

    timetable: Timetable
    m: int  # the first of the call's months that it lived
    months: int  # so many, each to its end
    queued: bool  # after which it came to stand in a queue
    luck: Luck


def empty_beside(p: np.recarray, accounts: int, slots: int) -> Beside:
    """Return what strategies with these parameters, (strategies,) PARAMETERS, have beside a life that is yet to be."""
    strategies, support, starts = p.size, np.zeros((accounts, p.size), SUPPORT), np.zeros(slots, FAMILY)
    offers = p.view(np.ndarray)["policy"]["offers"]
    asked, asked_by = each_once(offers["who"])
    room = max(ROOM, 2 * strategies * MOST_LOGGED) if strategies else 0
    return Beside(
        p=p,
        triggers=np.isin(np.arange(len(Trigger)), offers["trigger"]),
        asked=asked.view(np.recarray),
        asked_by=asked_by,
        support=support.view(np.recarray),
        words=words_of(support),
        apart=np.zeros((accounts, strategies), np.bool_),
        forked=np.zeros((slots, strategies), np.bool_),
        owners=np.zeros(slots, np.int32),
        starts=starts.view(np.recarray),
        start_words=words_of(starts),
        before=np.zeros((strategies, slots, SUPPORT_WORDS), np.uint32),
        unions=np.zeros((slots, 2), np.int16),
        log=np.zeros(room, LOGGED).view(np.recarray),
        talks=np.zeros(room, TALK).view(np.recarray),
        can=np.full((strategies, MAX_OFFERS, QUEUE_CLASSES), SOON, np.int8),
        turn=np.zeros(1, TURN).view(np.recarray),
        desk=looking_desk(asked.size),
        noticed=nobody_noticed(),
    )


def each_once(conditions: np.ndarray) -> tuple[np.ndarray, NDArray[np.int64]]:
    """Return some conditions (CONDITION), each once, and which of these each of them is, in the same shape."""
    flat = np.ascontiguousarray(conditions).reshape(-1)
    asked, places = np.unique(flat.view(f"V{CONDITION.itemsize}"), return_inverse=True)
    return asked.view(CONDITION), places.reshape(conditions.shape).astype(np.int64)


def nobody_beside(noticed: Noticed | None = None) -> Beside:
    """Return what a life by itself has beside it; `noticed`: those of the strategy whose families are lived."""
    nobody = empty_beside(np.zeros(0, PARAMETERS).view(np.recarray), 0, 0)
    return nobody._replace(noticed=noticed) if noticed else nobody


@rule
def has_room(beside: Beside) -> bool:
    """Say whether the logs have room for whatever one more family adds to them."""
    turn, strategies = beside.turn[0], beside.p.size
    logged = turn.logged + strategies * MOST_LOGGED <= beside.log.size
    return logged and turn.talks + strategies * CALL_MONTHS <= beside.talks.size


@rule
def is_long(turn: Turn) -> bool:
    """Say whether a call has lived as many families as one call should."""
    most = turn.most if turn.most > 0 else FAMILIES_A_CALL
    return turn.lived >= most


@rare
def enter_beside(account: int, row: int, beside: Beside) -> None:
    """Let a family that has just been given an account stand with support, under every strategy, where it stands."""
    for s in range(beside.p.size):
        for word in range(SUPPORT_WORDS):
            beside.words[account, s, word] = beside.desk.lives[row, SUPPORT_AT + word]
