"""Chance as a function of who, when and what for: nothing is held, nothing is advanced.

A number is a pure function of the seed, the family, the month and the named decision, so that order, threads
and other families cannot change a family's luck.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import types
from numba.extending import overload
from numpy.typing import NDArray

from famsim.model.arrays import Row
from famsim.model.compiling import as_written, rare, rule
from famsim.model.identity import MONTH_ZERO
from famsim.model.luck import is_ahead, lane_of
from famsim.model.maths import normal_cdf, square_root
from famsim.model.now import Now
from famsim.model.philox import share, words_of_block
from famsim.model.quantile import normal_quantile


@rule
def word(family_id: int, month: int, seed: np.uint64, decision: int) -> np.uint64:
    """Return the random word, np.uint64 below 2**32, of a family's decision in a month.

    One block of four words serves decisions 4n to 4n + 3 of a family and month: compiled with
    constant decisions, those written near each other cost one block.
    """
    w0, w1, w2, w3 = words_of_block(family_id, int(month) + MONTH_ZERO, seed, decision >> 2)
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
    return share(word(family_id, month, seed, decision))


@rule
def normal_for_life(family_id: int, seed: np.uint64, decision: int) -> float:
    """Return a standard normal number of a family's that is drawn once."""
    return normal_quantile(keyed_uniform(family_id, 0, seed, decision))


def _uniform_of(now: Now, decision: int) -> float:
    """Return the uniform in plain Python; compiled, `_uniform_compiled` stands in for it."""
    if getattr(now, "luck", None) is None:
        return _uniform_keyed(now, decision)
    return _uniform_ahead(now, decision)


def _uniform_ahead(now: Now, decision: int) -> float:
    """Return the uniform, worked out ahead if it is one of those that are."""
    block, luck = decision >> 2, now.luck
    if is_ahead(luck, block):  # type: ignore[arg-type]  # chosen where there is luck
        return luck.uniforms[decision & 3, lane_of(luck, block, now.ahead)]  # type: ignore[union-attr, arg-type]
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


def _lasting_of(now: Now, decision: int) -> float:
    """Return the value in plain Python; compiled, `_lasting_compiled` stands in for it."""
    return _lasting_drawn(now, decision) if getattr(now, "luck", None) is None else _lasting_kept(now, decision)


def _lasting_kept(now: Now, decision: int) -> float:
    """Return the value, drawn once for all months of a call."""
    luck, place = now.luck, decision & 3
    if luck.lasting_of[place] != now.family_id + 1:  # type: ignore[union-attr]  # chosen where there is luck
        luck.lasting[place] = normal_for_life(now.family_id, now.seed, decision)  # type: ignore[union-attr]
        luck.lasting_of[place] = now.family_id + 1  # type: ignore[union-attr]
    return luck.lasting[place]  # type: ignore[union-attr]


def _lasting_drawn(now: Now, decision: int) -> float:
    """Return the value, drawn when asked for."""
    return normal_for_life(now.family_id, now.seed, decision)


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


@overload(_lasting_of, jit_options={"forceinline": True, "error_model": "numpy"})
def _lasting_compiled(now: Now, decision: int) -> Callable[[Now, int], float]:
    """Choose what stands in for `_lasting_of`."""
    return _lasting_kept if _is_ahead(now) else _lasting_drawn


# what is written in two ways, and which of them stands in for it when it is compiled: ahead, not ahead
TWO_WAYS: dict[Callable[..., Any], tuple[Callable[..., Any], Callable[..., Any]]] = {
    _uniform_of: (_uniform_ahead, _uniform_keyed),
    _near_of: (_near_ahead, _near_any),
    _lasting_of: (_lasting_kept, _lasting_drawn),
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
    own = _lasting_of(now, lasting)
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
