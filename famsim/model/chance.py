"""Chance as a function of who, when and what for: nothing is held, nothing is advanced.

A number is a pure function of the seed, the family, the month and the named decision, so that order, threads
and other families cannot change a family's luck.

Source: Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3 (Philox4x32-10).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numba import types
from numba.extending import overload
from numpy.typing import NDArray

from famsim.model.arrays import Row
from famsim.model.compiling import as_written, rare, rule
from famsim.model.draws import FIRST_DOORS
from famsim.model.identity import MONTH_ZERO, MONTHS_A_YEAR
from famsim.model.maths import normal_cdf, square_root
from famsim.model.now import Now
from famsim.model.quantile import normal_quantile
from famsim.model.records import Luck

_LOW_32 = np.uint64(0xFFFFFFFF)
_32 = np.uint64(32)
_LOW_32_SIGNED = 0xFFFFFFFF  # the same for int64: mixing int64 with uint64 would turn both into float64
_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_KEY_STEP_0 = np.uint64(0x9E3779B9)
_KEY_STEP_1 = np.uint64(0xBB67AE85)
_TWO_TO_MINUS_32 = 1.0 / 4294967296.0


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
        first = _MULTIPLIER_0 * (c0 & _LOW_32)
        second = _MULTIPLIER_1 * (c2 & _LOW_32)
        c0 = (second >> _32) ^ c1 ^ k0
        c2 = (first >> _32) ^ c3 ^ k1
        c1 = second
        c3 = first
        k0 = k0 + _KEY_STEP_0
        k1 = k1 + _KEY_STEP_1
    return Counter(c0 & _LOW_32, c1 & _LOW_32, c2 & _LOW_32, c3 & _LOW_32)


@rule
def word(family_id: int, month: int, seed: np.uint64, decision: int) -> np.uint64:
    """Return the random word, np.uint64 below 2**32, of a family's decision in a month.

    One block of four words serves decisions 4n to 4n + 3 of a family and month: compiled with
    constant decisions, those written near each other cost one block.
    """
    key = np.uint64(seed)
    w0, w1, w2, w3 = philox4x32(
        Counter(
            np.uint64(family_id & _LOW_32_SIGNED),
            np.uint64(family_id >> 32),
            np.uint64((np.int64(month) + MONTH_ZERO) & _LOW_32_SIGNED),
            np.uint64(decision >> 2),
        ),
        key & _LOW_32,
        key >> _32,
    )
    number = decision & 3
    if number == 0:
        return w0
    if number == 1:
        return w1
    if number == 2:
        return w2
    return w3


@rule
def keyed_uniform(family_id: int, month: int, seed: np.uint64, decision: int) -> float:
    """Return a number strictly between 0 and 1 for a decision, from the bare numbers that name it."""
    return (np.int64(word(family_id, month, seed, decision)) + 0.5) * _TWO_TO_MINUS_32


LUCK_MONTHS = MONTHS_A_YEAR  # worked out ahead, at most
LUCK_BLOCKS = 8  # those of decisions 0 to 31, which are asked every month
APPENDED_BLOCK = 25  # and that of decisions 100 to 103, whose months stand behind all others
APPENDED_FROM = LUCK_MONTHS * LUCK_BLOCKS
DOORS_FROM = APPENDED_FROM + LUCK_MONTHS
DOOR_BLOCK, NEXT_DOOR_BLOCK, THROUGH_BLOCK = 28, 29, 38  # decisions 112 to 119 and 152 to 155: behind the appended one
LUCK = np.dtype(
    (
        np.record,
        [
            ("uniforms", np.float64, (4, DOORS_FROM + 3 * LUCK_MONTHS)),
            ("doors", np.int64),  # the doors that offers look at, a bit each: what these ask is worked out too
            ("near", np.int64, (LUCK_MONTHS,)),  # of these, those at which luck lets the family be in each month
        ],
    )
)


@rare
def look_ahead(luck: Luck, family_id: int, first_month: int, months: int, seed: np.uint64) -> None:
    """Work out a family's uniforms of decisions 0 to 31 and 100 to 103 for months: the processor does eight at once.

    They are the numbers `keyed_uniform` returns. A month's blocks stand side by side, then the next month's; the months
    of the appended block stand behind them, and where `luck.doors` has any from the ninth on, those of what these ask
    (112 to 119 and 152 to 155). `months` is at most LUCK_MONTHS.
    """
    for lane in range(months * LUCK_BLOCKS):
        work_out(luck, lane, (family_id, first_month + lane // LUCK_BLOCKS, lane % LUCK_BLOCKS), seed)
    for month in range(months):
        work_out(luck, APPENDED_FROM + month, (family_id, first_month + month, APPENDED_BLOCK), seed)
    if luck.doors >> FIRST_DOORS != 0:
        for month in range(months):
            work_out(luck, DOORS_FROM + month, (family_id, first_month + month, DOOR_BLOCK), seed)
        for month in range(months):
            work_out(luck, DOORS_FROM + LUCK_MONTHS + month, (family_id, first_month + month, NEXT_DOOR_BLOCK), seed)
        for month in range(months):
            work_out(luck, DOORS_FROM + 2 * LUCK_MONTHS + month, (family_id, first_month + month, THROUGH_BLOCK), seed)


@rule
def of_doors(block: int) -> int:
    """Return where the first month of a doors' block stands, or -1 for any other block."""
    if DOOR_BLOCK <= block <= NEXT_DOOR_BLOCK:
        return DOORS_FROM + LUCK_MONTHS * (block - DOOR_BLOCK)
    return DOORS_FROM + 2 * LUCK_MONTHS if block == THROUGH_BLOCK else -1


@rule
def lane_of(block: int) -> int:
    """Return where the first month of a block stands, or -1 for one that is not worked out ahead."""
    if block < LUCK_BLOCKS:
        return 1 * block
    return APPENDED_FROM if block == APPENDED_BLOCK else of_doors(block)


@rule
def lanes_apart(block: int) -> int:
    """Return how far apart the months of a block stand."""
    return LUCK_BLOCKS if block < LUCK_BLOCKS else 1


@rule
def work_out(luck: Luck, lane: int, whose: tuple[int, int, int], seed: np.uint64) -> None:
    """Work out the four uniforms of one block into a lane; `whose` is the family's id, the month and the block."""
    family_id, month, block = whose
    key = np.uint64(seed)
    w0, w1, w2, w3 = philox4x32(
        Counter(
            np.uint64(family_id & _LOW_32_SIGNED),
            np.uint64(family_id >> 32),
            np.uint64((month + MONTH_ZERO) & _LOW_32_SIGNED),
            np.uint64(block),
        ),
        key & _LOW_32,
        key >> _32,
    )
    luck.uniforms[0, lane] = (np.int64(w0) + 0.5) * _TWO_TO_MINUS_32
    luck.uniforms[1, lane] = (np.int64(w1) + 0.5) * _TWO_TO_MINUS_32
    luck.uniforms[2, lane] = (np.int64(w2) + 0.5) * _TWO_TO_MINUS_32
    luck.uniforms[3, lane] = (np.int64(w3) + 0.5) * _TWO_TO_MINUS_32


def _uniform_of(now: Now, decision: int) -> float:
    """Return the uniform in plain Python; compiled, `_uniform_compiled` stands in for it."""
    if getattr(now, "luck", None) is None:
        return _uniform_keyed(now, decision)
    return _uniform_ahead(now, decision)


def _uniform_ahead(now: Now, decision: int) -> float:
    """Return the uniform, worked out ahead if it is one of those that are."""
    if decision < 4 * LUCK_BLOCKS:
        block = now.ahead * LUCK_BLOCKS + (decision >> 2)
        return now.luck.uniforms[decision & 3, block]  # type: ignore[union-attr]  # chosen for what it is
    if decision >> 2 == APPENDED_BLOCK:
        return now.luck.uniforms[decision & 3, APPENDED_FROM + now.ahead]  # type: ignore[union-attr]
    if of_doors(decision >> 2) >= 0 and now.luck.doors >> FIRST_DOORS != 0:  # type: ignore[union-attr]
        return now.luck.uniforms[decision & 3, of_doors(decision >> 2) + now.ahead]  # type: ignore[union-attr]
    return keyed_uniform(now.family_id, now.month, now.seed, decision)


def _uniform_keyed(now: Now, decision: int) -> float:
    """Return the uniform, worked out when asked for."""
    return keyed_uniform(now.family_id, now.month, now.seed, decision)


def _near_of(now: Now) -> int:
    """Return the doors in plain Python; compiled, `_near_compiled` stands in for it."""
    return _near_any(now) if getattr(now, "luck", None) is None else _near_ahead(now)


def _near_ahead(now: Now) -> int:
    """Return the doors worked out ahead, and every door that was not asked about."""
    return now.luck.near[now.ahead] | ~now.luck.doors  # type: ignore[union-attr]


def _near_any(now: Now) -> int:
    """Return every door: luck is asked door by door."""
    return ~0


def _is_ahead(now: Any) -> bool:
    """Say whether luck is worked out ahead, by what `now` is (a type of numba's): chosen once, for a compiled rule."""
    given = dict(zip(getattr(now, "fields", ()), getattr(now, "types", ()), strict=False))
    return isinstance(given.get("luck"), types.Record)


@overload(_uniform_of, jit_options={"forceinline": True, "error_model": "numpy"})
def _uniform_compiled(now: Now, decision: int) -> Callable[[Now, int], float]:
    """Choose what stands in for `_uniform_of`."""
    return _uniform_ahead if _is_ahead(now) else _uniform_keyed


@overload(_near_of, jit_options={"forceinline": True, "error_model": "numpy"})
def _near_compiled(now: Now) -> Callable[[Now], int]:
    """Choose what stands in for `_near_of`."""
    return _near_ahead if _is_ahead(now) else _near_any


# what is written in two ways, and which of them stands in for it when it is compiled: ahead, not ahead
TWO_WAYS: dict[Callable[..., Any], tuple[Callable[..., Any], Callable[..., Any]]] = {
    _uniform_of: (_uniform_ahead, _uniform_keyed),
    _near_of: (_near_ahead, _near_any),
}


@rule
def uniform(now: Now, decision: int) -> float:
    """Return a number strictly between 0 and 1 for a family's decision this month (`now`: famsim.model.now.Now)."""
    return _uniform_of(now, decision)


@rule
def near(now: Now) -> int:
    """Return the doors, a bit each, at which the month's luck lets a family be, as far as it is worked out ahead."""
    return _near_of(now)


@rare
def lasting_uniform(now: Now, decision: int, lasting: int, share: float) -> float:
    """Return this month's number between 0 and 1 for a decision of which a share of the variance lasts.

    What lasts is the family's own, drawn once (decision `lasting`); the rest is the month's. Over families the number
    is as even as `uniform`; from month to month the normal values behind it correlate by the share.
    """
    if share <= 0.0:
        return uniform(now, decision)
    own = normal_quantile(keyed_uniform(now.family_id, 0, now.seed, lasting))
    months = normal_quantile(uniform(now, decision))
    return normal_cdf(square_root(share) * own + square_root(1.0 - share) * months)


def _quantiles() -> NDArray[np.float64]:
    """Return the normal quantile at i / 1024 for i in 0..1024; the two ends are never read."""
    quantile = as_written(normal_quantile)
    return np.array([0.0, *(float(quantile(i / _CELLS)) for i in range(1, _CELLS)), 0.0])


_CELLS = 1024
_EDGE = 16  # cells at either end in which the quantile itself is worked out: beyond 2.15 SD
_QUANTILES: Row[float] = _quantiles()


@rule
def normal(now: Now, decision: int) -> float:
    """Return a standard normal number for a family's decision this month, between -6.4 and 6.4.

    Straight lines between 1,024 quantiles, at most .00017 from the quantile itself, which is worked out in the tails.
    """
    u = uniform(now, decision)
    place = u * _CELLS
    cell = int(place)
    if cell < _EDGE or cell >= _CELLS - _EDGE:
        return normal_quantile(u)
    low = _QUANTILES[cell]
    return low + (place - cell) * (_QUANTILES[cell + 1] - low)
