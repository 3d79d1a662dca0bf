"""Chance as a function of who, when and what for: nothing is held, nothing is advanced.

A number is a pure function of the seed, the family, the month and the named decision, so that order, threads
and other families cannot change a family's luck.

Source: Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3 (Philox4x32-10).
"""

import numpy as np
from numba import types
from numba.extending import overload

from famsim.model.compiling import rare, rule
from famsim.model.maths import normal_cdf
from famsim.model.quantile import normal_quantile

_LOW_32 = np.uint64(0xFFFFFFFF)
_32 = np.uint64(32)
_LOW_32_SIGNED = 0xFFFFFFFF  # the same for int64: mixing int64 with uint64 would turn both into float64
_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_KEY_STEP_0 = np.uint64(0x9E3779B9)
_KEY_STEP_1 = np.uint64(0xBB67AE85)
_MONTH_ZERO = 4096  # months before the start are negative; the counter is not
_TWO_TO_MINUS_32 = 1.0 / 4294967296.0


@rule
def philox4x32(c0, c1, c2, c3, k0, k1):
    """Return the four random words of counter c0..c3 under key k0, k1, by ten rounds of Philox.

    All are np.uint64 below 2**32. Between rounds only the low halves mean anything: the products read no
    more, and a processor that multiplies several low halves at once needs no masks.
    """
    for _ in range(10):
        first = _MULTIPLIER_0 * (c0 & _LOW_32)
        second = _MULTIPLIER_1 * (c2 & _LOW_32)
        c0 = (second >> _32) ^ c1 ^ k0
        c2 = (first >> _32) ^ c3 ^ k1
        c1 = second
        c3 = first
        k0 = k0 + _KEY_STEP_0
        k1 = k1 + _KEY_STEP_1
    return c0 & _LOW_32, c1 & _LOW_32, c2 & _LOW_32, c3 & _LOW_32


@rule
def word(family_id, month, seed, decision):
    """Return the random word, np.uint64 below 2**32, of a family's decision in a month.

    One block of four words serves decisions 4n to 4n + 3 of a family and month: compiled with
    constant decisions, those written near each other cost one block.
    """
    key = np.uint64(seed)
    w0, w1, w2, w3 = philox4x32(
        np.uint64(family_id & _LOW_32_SIGNED),
        np.uint64(family_id >> 32),
        np.uint64((np.int64(month) + _MONTH_ZERO) & _LOW_32_SIGNED),
        np.uint64(decision >> 2),
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
def keyed_uniform(family_id, month, seed, decision):
    """Return a number strictly between 0 and 1 for a decision, from the bare numbers that name it."""
    return (np.int64(word(family_id, month, seed, decision)) + 0.5) * _TWO_TO_MINUS_32


LUCK_MONTHS = 12  # worked out ahead, at most
LUCK_BLOCKS = 8  # those of decisions 0 to 31, which are asked every month
LUCK = np.dtype((np.record, [("uniforms", np.float64, (4, LUCK_MONTHS * LUCK_BLOCKS))]))


@rare
def look_ahead(luck, family_id, first_month, months, seed):
    """Work out a family's uniforms of decisions 0 to 31 for some months: the processor does eight at once.

    They are the numbers `keyed_uniform` returns. A month's blocks stand side by side, then the next month's.
    `months` is at most LUCK_MONTHS.
    """
    key = np.uint64(seed)
    for lane in range(months * LUCK_BLOCKS):
        w0, w1, w2, w3 = philox4x32(
            np.uint64(family_id & _LOW_32_SIGNED),
            np.uint64(family_id >> 32),
            np.uint64((first_month + lane // LUCK_BLOCKS + _MONTH_ZERO) & _LOW_32_SIGNED),
            np.uint64(lane % LUCK_BLOCKS),
            key & _LOW_32,
            key >> _32,
        )
        luck.uniforms[0, lane] = (np.int64(w0) + 0.5) * _TWO_TO_MINUS_32
        luck.uniforms[1, lane] = (np.int64(w1) + 0.5) * _TWO_TO_MINUS_32
        luck.uniforms[2, lane] = (np.int64(w2) + 0.5) * _TWO_TO_MINUS_32
        luck.uniforms[3, lane] = (np.int64(w3) + 0.5) * _TWO_TO_MINUS_32


def _uniform_of(now, decision):
    """Return the uniform in plain Python; compiled, `_uniform_compiled` stands in for it."""
    one = _uniform_keyed if getattr(now, "luck", None) is None else _uniform_ahead
    return one(now, decision)


def _uniform_ahead(now, decision):
    """Return the uniform, worked out ahead if it is one of those that are."""
    if decision < 4 * LUCK_BLOCKS:
        return now.luck.uniforms[decision & 3, now.ahead * LUCK_BLOCKS + (decision >> 2)]
    return keyed_uniform(now.family_id, now.month, now.seed, decision)


def _uniform_keyed(now, decision):
    """Return the uniform, worked out when asked for."""
    return keyed_uniform(now.family_id, now.month, now.seed, decision)


@overload(_uniform_of, jit_options={"forceinline": True, "error_model": "numpy"})
def _uniform_compiled(now, decision):
    """Choose once, by what `now` is, when a rule is compiled."""
    given = dict(zip(getattr(now, "fields", ()), getattr(now, "types", ()), strict=False))
    return _uniform_ahead if isinstance(given.get("luck"), types.Record) else _uniform_keyed


@rule
def uniform(now, decision):
    """Return a number strictly between 0 and 1 for a family's decision this month (`now`: famsim.model.now.Now)."""
    return _uniform_of(now, decision)


@rare
def lasting_uniform(now, decision, lasting, share):
    """Return this month's number between 0 and 1 for a decision of which a share of the variance lasts.

    What lasts is the family's own, drawn once (decision `lasting`); the rest is the month's. Over families the number
    is as even as `uniform`; from month to month the normal values behind it correlate by the share.
    """
    if share <= 0.0:
        return uniform(now, decision)
    own = normal_quantile(keyed_uniform(now.family_id, 0, now.seed, lasting))
    months = normal_quantile(uniform(now, decision))
    return normal_cdf(np.sqrt(share) * own + np.sqrt(1.0 - share) * months)


def _quantiles() -> np.ndarray:
    """Return the normal quantile at i / 1024 for i in 0..1024; the two ends are never read."""
    return np.array([0.0, *(float(normal_quantile(i / _CELLS)) for i in range(1, _CELLS)), 0.0])


_CELLS = 1024
_EDGE = 16  # cells at either end in which the quantile itself is worked out: beyond 2.15 SD
_QUANTILES = _quantiles()


@rule
def normal(now, decision):
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
