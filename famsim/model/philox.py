"""Philox4x32-10: four random words from a counter and a key, by arithmetic alone.

Source: Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from famsim.model.compiling import rule

LOW_32 = np.uint64(0xFFFFFFFF)
BITS_32 = np.uint64(32)
LOW_32_SIGNED = 0xFFFFFFFF  # the same for int64: mixing int64 with uint64 would turn both into float64
_TWO_TO_31 = 2147483648
_TWO_TO_MINUS_32 = 1.0 / 4294967296.0
_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_KEY_STEP_0 = np.uint64(0x9E3779B9)
_KEY_STEP_1 = np.uint64(0xBB67AE85)


class Counter(NamedTuple):
    """What a block of four random words is for: four np.uint64 below 2**32."""

    c0: np.uint64
    c1: np.uint64
    c2: np.uint64
    c3: np.uint64


@rule
def philox4x32(counter: Counter, k0: np.uint64, k1: np.uint64) -> Counter:
    """Return the four random words of a counter under key k0, k1, by ten rounds of Philox.

    The keys are below 2**32. Between rounds only the low halves mean anything: the products read no
    more, and a processor that multiplies several low halves at once needs no masks.
    """
    c0, c1, c2, c3 = counter
    for _ in range(10):
        first = _MULTIPLIER_0 * (c0 & LOW_32)
        second = _MULTIPLIER_1 * (c2 & LOW_32)
        c0 = (second >> BITS_32) ^ c1 ^ k0
        c2 = (first >> BITS_32) ^ c3 ^ k1
        c1 = second
        c3 = first
        k0 = k0 + _KEY_STEP_0
        k1 = k1 + _KEY_STEP_1
    return Counter(c0 & LOW_32, c1 & LOW_32, c2 & LOW_32, c3 & LOW_32)


@rule
def words_of_block(family_id: int, month: int, seed: np.uint64, block: int) -> Counter:
    """Return the four words of a family's block of decisions in a month, counted so that none is negative."""
    key = np.uint64(seed)
    return philox4x32(
        Counter(
            np.uint64(family_id & LOW_32_SIGNED),
            np.uint64(family_id >> 32),
            np.uint64(month & LOW_32_SIGNED),
            np.uint64(block),
        ),
        key & LOW_32,
        key >> BITS_32,
    )


@rule
def share(word: np.uint64) -> float:
    """Return the number strictly between 0 and 1 in the middle of a word.

    By way of an int32, exactly: processors turn several of these into floats at once, and int64 one by one.
    """
    return (np.int32(np.int64(word) - _TWO_TO_31) + (_TWO_TO_31 + 0.5)) * _TWO_TO_MINUS_32
