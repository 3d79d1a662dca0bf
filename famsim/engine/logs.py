"""The logs of a call: each strategy's part of them, and what it adds to the strategy's book."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.engine.compiling import kernel
from famsim.engine.state import words_of
from famsim.model.arrays import Row
from famsim.model.counts import N_COUNTS, N_STAGES
from famsim.model.records import Logged


def of_each(parts: list[np.ndarray], strategies: int) -> list[np.ndarray]:
    """Return the entries (LOGGED or TALK) of each strategy, one at least, in the order in which they stand.

    `parts`, one at least, follow each other.
    """
    ends = np.cumsum(sum(np.bincount(part["strategy"], minlength=strategies) for part in parts))
    ordered = np.empty(sum(part.size for part in parts), parts[0].dtype)
    free = np.concatenate([[0], ends[:-1]])
    for part in parts:
        put_in_order(words_of(part), part["strategy"].astype(np.int64), words_of(ordered), free)
    return np.split(ordered, ends[:-1])


def copied(entries: np.ndarray) -> np.ndarray:
    """Return a copy of some entries, which lie side by side: as words, because field by field is slow."""
    return words_of(entries).copy().view(entries.dtype).reshape(entries.shape)


@kernel
def put_in_order(
    entries: NDArray[np.uint32], strategies: NDArray[np.int64], to: NDArray[np.uint32], free: NDArray[np.int64]
) -> None:
    """Copy entries, (entries, words), each to the next free place of its strategy, which moves on.

    `strategies` (entries,): whose each is; `free` (of them,): each one's next place.
    """
    for e in range(strategies.size):
        place = free[strategies[e]]
        free[strategies[e]] = place + 1
        for word in range(entries.shape[1]):
            to[place, word] = entries[e, word]


class Noted(NamedTuple):
    """What notes of families who follow the shared life under one strategy are read with, and added to."""

    words: NDArray[np.uint32]  # (entries, words): the memory of the notes
    came_in: NDArray[np.bool_]  # (accounts,): who came in, and is counted where it lives
    cells: NDArray[np.int16]  # (accounts,): each family's group
    tallies: NDArray[np.int64]  # (months, N_CELLS, N_COUNTS)
    funnel: NDArray[np.int64]  # (months, MAX_OFFERS, N_STAGES)


@kernel
def note_down(log: Row[Logged], noted: Noted) -> int:
    """Add one strategy's entries to its tallies and funnel; bring its families' counts to the front, return how many.

    Those of families who came in are left out: they are counted where they live.
    """
    (words, came_in, cells, tallies, funnel), counts = noted, 0
    for e in range(log.size):
        entry = log[e]
        account, row, what, amount = entry.account, entry.row, entry.what, entry.amount
        if came_in[account]:
            continue
        if what >= N_COUNTS:
            offer, stage = divmod(what - N_COUNTS, N_STAGES)
            funnel[row, offer, stage] += amount
        else:
            tallies[row, cells[account], what] += amount
            for word in range(words.shape[1]):
                words[counts, word] = words[e, word]
            counts += 1
    return counts
