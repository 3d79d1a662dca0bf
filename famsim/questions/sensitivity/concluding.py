"""What a design can conclude: how much of what differs is luck, whether indices have settled, and which figures count.

Nothing is concluded from what is mostly luck, or from a design whose two halves disagree: then that is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np

from famsim.questions.sensitivity.methods import FEWEST, Asked, Indices, Method

SETTLED, ORDER, UNSETTLED = "settled", "order settled", "not settled"
NOTHING, LUCK, TOO_FEW, NO_MEANING = "nothing moves it", "mostly luck", "too few points", "no number"
SHOWN = (SETTLED, ORDER, UNSETTLED, NOTHING)  # of which indices are given at all
MOSTLY, GOOD_SHARE = 0.5, 0.2  # of the variance between points, by luck: too much, and what would do
AGREED, NARROW = 0.8, 0.25  # of two halves' ranks; half an interval beside the largest index
PARTS = (0.25, 0.5, 0.75, 1.0)  # of a design, at which indices are shown as it grows
COUNTS, DOUBTFUL, INERT = "counts", "not told from nothing", "does nothing"
NEGLIGIBLE = 1e-9  # of the largest index
ONE_WAY = 0.5  # of the moves of a figure, that go one way more than the other


@dataclass(frozen=True)
class Conclusion:
    """What one number of the answer hangs on.

    indices: of each figure, None where nothing can be concluded. growing: the index of each figure, (parts, figures),
    at so many blocks (`sizes`). direction: 1 where more of a figure raises the number, -1 where it lowers it, 0 where
    neither or both. by_luck: the share of the variance between points that is luck, NaN with one repetition.
    agreement: how alike both halves rank the figures, 1 = alike; widest: half of the widest interval beside the largest
    index. needed: blocks, or repetitions where it is mostly luck, that would do; 0 where it is enough.
    """

    verdict: str
    blocks: int
    by_luck: float
    indices: Indices | None = None
    growing: np.ndarray | None = None
    sizes: tuple[int, ...] = ()
    direction: np.ndarray | None = None
    agreement: float = np.nan
    widest: float = np.nan
    needed: int = 0

    def said_of(self, figure: int) -> str:
        """Return whether a figure counts, does nothing, or cannot be told from one that does nothing."""
        if self.indices is None:
            return ""
        value, low, chance = (
            float(one[figure]) for one in (self.indices.value, self.indices.low, self.indices.by_chance)
        )
        if value <= NEGLIGIBLE * max(float(self.indices.value.max()), np.finfo(float).tiny):
            return INERT
        return COUNTS if low > (0.0 if np.isnan(chance) else chance) else DOUBTFUL

    def ranks(self) -> np.ndarray:
        """Return each figure's place by its index, from 1."""
        assert self.indices is not None
        found = np.empty(self.indices.value.size, int)
        found[np.argsort(-self.indices.value, kind="stable")] = np.arange(1, found.size + 1)
        return found


def conclude(method: Method, shares: np.ndarray, values: np.ndarray, asked: Asked) -> Conclusion:
    """Return what a design shows of one number, values (points, lucks); blocks with a number missing are left out."""
    figures = shares.shape[1]
    rows = method.rows(figures)
    whole = np.isfinite(values).reshape(-1, rows * values.shape[1]).all(axis=1)
    if not np.isfinite(values).any():
        return Conclusion(NO_MEANING, 0, np.nan)
    shares, values = (one.reshape(-1, rows, one.shape[1])[whole].reshape(-1, one.shape[1]) for one in (shares, values))
    blocks, least = int(whole.sum()), method.least(figures)
    if blocks < least:
        return Conclusion(TOO_FEW, blocks, np.nan, needed=least)
    if np.ptp(values.mean(axis=1)) <= NEGLIGIBLE * np.abs(values).max():
        return Conclusion(NOTHING, blocks, 0.0)
    luck = luck_in(values)
    if luck >= MOSTLY:
        return Conclusion(LUCK, blocks, luck, needed=lucks_needed(luck, values.shape[1]))
    return settled(method, shares, values, asked._replace(blocks=blocks), luck)


def settled(method: Method, shares: np.ndarray, values: np.ndarray, asked: Asked, luck: float) -> Conclusion:
    """Return the indices of a whole design, and whether more points would change them."""
    found = method.analyse(shares, values, asked)
    sizes, growing = zip(*grown(method, shares, values, asked), strict=True)
    halves = [quick(method, *half, asked) for half in in_halves(method, shares, values)]
    agreement = alike(*halves)
    widest = float(np.max((found.high - found.value) / found.value.max()))
    verdict = UNSETTLED if agreement < AGREED else ORDER if widest > NARROW else SETTLED
    needed = 0 if verdict == SETTLED else blocks_needed(asked.blocks, max(widest / NARROW, 1.0))
    return Conclusion(
        verdict,
        asked.blocks,
        luck,
        found,
        np.array([*growing[:-1], found.value]),
        sizes,
        directions(found, shares, values.mean(axis=1)),
        agreement,
        widest,
        needed,
    )


def luck_in(values: np.ndarray) -> float:
    """Return the share of the variance between points' means, values (points, lucks), that is luck.

    Each luck meets every point, so that what it adds to all of them alike is none of it; what is left over, point by
    point, is (two-way analysis of variance). NaN with one luck.
    """
    points, lucks = values.shape
    if lucks < 2:
        return np.nan
    means = values.mean(axis=1)
    left = values - means[:, None] - values.mean(axis=0) + values.mean()
    of_means = (left**2).sum() / ((points - 1) * (lucks - 1)) / lucks
    return float(min(of_means / means.var(ddof=1), 1.0))


def lucks_needed(share: float, lucks: int) -> int:
    """Return how many repetitions would bring luck down to GOOD_SHARE of the variance."""
    beside = max(1.0 - share, 0.01) / share  # of the figures, beside that of luck with so many
    return ceil(round(lucks * (1.0 - GOOD_SHARE) / GOOD_SHARE / beside, 6))


def blocks_needed(blocks: int, times: float) -> int:
    """Return how many blocks would make intervals so many times narrower, at least twice as many; a power of 2."""
    return int(2 ** ceil(np.log2(blocks * max(times**2, 2.0))))


def quick(method: Method, shares: np.ndarray, values: np.ndarray, asked: Asked) -> np.ndarray:
    """Return the index of each figure without its interval."""
    rows = method.rows(shares.shape[1])
    return method.analyse(shares, values, asked._replace(blocks=len(shares) // rows, resamples=FEWEST)).value


def grown(method: Method, shares: np.ndarray, values: np.ndarray, asked: Asked) -> Iterator[tuple[int, np.ndarray]]:
    """Yield how many blocks and the index of each figure, as the design grows; the last without a number."""
    rows = method.rows(shares.shape[1])
    for part in PARTS:
        blocks = max(round(part * asked.blocks), 2)
        if blocks >= asked.blocks:
            yield asked.blocks, np.zeros(0)
            return
        yield blocks, quick(method, shares[: blocks * rows], values[: blocks * rows], asked)


def in_halves(method: Method, shares: np.ndarray, values: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield both halves of a design, block by block in turns, so that each is spread over the whole."""
    rows = method.rows(shares.shape[1])
    blocks = len(shares) // rows // 2 * 2
    for first in (0, 1):
        of = (np.arange(first, blocks, 2)[:, None] * rows + np.arange(rows)).ravel()
        yield shares[of], values[of]


def alike(one: np.ndarray, other: np.ndarray) -> float:
    """Return how alike two sets of indices rank the figures, the first places above all: Savage scores' correlation."""
    scores = [savage(index) for index in (one, other)]
    if min(np.ptp(score) for score in scores) == 0.0:
        return 0.0
    return float(np.corrcoef(scores[0], scores[1])[0, 1])


def savage(index: np.ndarray) -> np.ndarray:
    """Return the Savage score of each figure: the sum of 1 / place from its own to the last; ties share theirs."""
    from scipy.stats import rankdata

    by_place = np.cumsum(1.0 / np.arange(index.size, 0, -1))[::-1]
    found: np.ndarray = np.interp(rankdata(-index), np.arange(1, index.size + 1), by_place)
    return found


def directions(found: Indices, shares: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """Return whether more of each figure raises (1) or lowers (-1) the number; 0 where it is not clear, or both."""
    if np.isfinite(found.mean).all():
        return np.where(np.abs(found.mean) > ONE_WAY * found.value, np.sign(found.mean), 0.0)
    x, y = shares - shares.mean(axis=0), mean - mean.mean()
    size = np.sqrt((x**2).sum(axis=0) * (y**2).sum())
    rate = np.divide(y @ x, size, out=np.zeros(x.shape[1]), where=size > 0)
    return np.where(np.abs(rate) > 2.0 / np.sqrt(len(mean)), np.sign(rate), 0.0)
