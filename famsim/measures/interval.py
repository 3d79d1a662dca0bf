"""The one interval: the 95% limits of an estimate, from what each family adds to it.

T = sum x is the estimate or what chance moves of it; x is 0 for every family that nothing touched. Few families carry
most of a difference, and often on one side, so the limits follow the skewness of the x (Hall's transformation), with
half a family as large as the largest for the one that was not seen, and lie never nearer than the normal limits.
Where an estimate moves both ways by different events, as many small losses averted and a few large ones brought about,
the skewness of one hides that of the other: what rises and what falls are then sums of their own, each with the family
that was not seen, and a limit lies no nearer than the root of both squares (as of two estimates that are added up).
Where fewer than FEW families were touched no shape can be read from them: the limits are then what so many families
seen still allow.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import numpy as np

from famsim.measures.loops import SUMMED, Taken, fill_moments

COVERAGE = 0.975  # one side of a 95% interval
UNSEEN = 0.5  # of a family as large as the largest seen
FEW = 3  # families: with fewer that differ there is too little to say
STRAIGHT = 1e-6  # skewness below which the transformation is a straight line


@dataclass(frozen=True)
class Moments:
    """What families add to some estimates, (groups,) each: how many add anything, V, M3, and the largest by size."""

    changed: np.ndarray  # families
    variance: np.ndarray  # sum of (x - mean)^2 over all families
    third: np.ndarray  # sum of (x - mean)^3
    largest: np.ndarray  # x of the largest size, with its sign
    apart: np.ndarray | None = None  # (groups, 2): limits' distance where rises and falls are sums of their own

    def scaled(self, by: np.ndarray | float, families: float = 1.0) -> "Moments":
        """Return those of so many times as many families that each add `by` times as much; as many were seen."""
        return Moments(
            self.changed,
            self.variance * by**2 * families,
            self.third * by**3 * families,
            self.largest * by,
            None if self.apart is None else turned(self.apart, by) * np.sqrt(families),
        )

    def row(self, place: int) -> "Moments":
        """Return those of one of several sums, (groups,) each; of these (rows, groups)."""
        apart = None if self.apart is None else self.apart[place]
        return Moments(self.changed[place], self.variance[place], self.third[place], self.largest[place], apart)

    def counting(self, x: np.ndarray, member: np.ndarray, least: np.ndarray | float) -> "Moments":
        """Return these, where only families that add at least so much, (groups,) or the same in each, differ.

        x and member (families,): as `moments` takes them.
        """
        if self.changed.size == 1:
            return replace(self, changed=np.array([np.count_nonzero((x != 0.0) & (np.abs(x) >= least))]))
        enough = np.flatnonzero((x != 0.0) & (np.abs(x) >= np.broadcast_to(least, self.changed.shape)[member]))
        return replace(self, changed=np.bincount(member[enough], minlength=self.changed.size))


def moments(
    x: np.ndarray, about: np.ndarray, member: np.ndarray, groups: int, families: np.ndarray | None = None
) -> Moments:
    """Return the moments of what families add, by group.

    x (families,): what each adds. about (families,): x less what of it a fixed number of places takes away (see
    famsim.measures.places), x itself where nothing is fixed. member (families,): each family's group. families
    (groups,): how many each group has, where those that add nothing are left out of x.
    """
    if not x.any() and not about.any():
        return no_moments(groups)
    families = np.maximum(np.bincount(member, minlength=groups) if families is None else families, 1)
    there = np.flatnonzero((x != 0.0) | (about != 0.0))  # the others add 0 to every sum
    x, about, member = x[there], about[there], member[there]
    squared = about * about
    first, second, third = (np.bincount(member, power, groups) for power in (about, squared, squared * about))
    mean = first / families
    changed, low, high = spans(x, member, groups)
    return Moments(
        changed=changed,
        variance=np.maximum(second - mean * first, 0.0),
        third=third - 3.0 * mean * second + 2.0 * mean * mean * first,
        largest=np.where(-low > high, low, high),
    )


def moments_of_rows(
    x: np.ndarray, taken: Taken, member: np.ndarray, families: np.ndarray, least: np.ndarray
) -> Moments:
    """Return the moments of several sums at once, (rows, groups) each, as `moments` and `counting` have them of one.

    x (rows, families); taken: what of it a fixed number of places takes away; member (families,) and families (groups,)
    the same for all; least (rows, groups).
    """
    sums = np.zeros((SUMMED, *least.shape))
    fill_moments(x, member, taken, least, sums)
    first, second, third, changed, low, high = sums
    mean = first / np.maximum(families, 1)
    return Moments(
        changed=changed.astype(np.int64),
        variance=np.maximum(second - mean * first, 0.0),
        third=third - 3.0 * mean * second + 2.0 * mean * mean * first,
        largest=np.where(-low > high, low, high),
    )


def apart_of(x: np.ndarray, member: np.ndarray, families: np.ndarray) -> np.ndarray:
    """Return how far limits lie below and above, (groups, 2), where rises and falls are sums of their own.

    x, member and families: as `moments` takes them. Leaves out what a fixed number of places takes away, so it is a
    little further.
    """
    rises, falls = (
        sides(moments(one, one, member, families.size, families)) for one in (np.maximum(x, 0.0), np.minimum(x, 0.0))
    )
    return np.array([np.hypot(*both) for both in zip(rises, falls, strict=True)]).T


def turned(apart: np.ndarray, by: np.ndarray | float) -> np.ndarray:
    """Return what lies below and above, (..., 2), of an estimate times a number: below 0 they change places."""
    by = np.broadcast_to(by, apart.shape[:-1])[..., None]
    found: np.ndarray = np.abs(by) * np.where(by < 0.0, apart[..., ::-1], apart)
    return found


def spans(x: np.ndarray, member: np.ndarray, groups: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return how many families add anything, the least and the most that one adds, 0 between them, (groups,) each."""
    if groups == 1:
        return np.array([np.count_nonzero(x)]), np.array([x.min(initial=0.0)]), np.array([x.max(initial=0.0)])
    low, high = np.zeros(groups), np.zeros(groups)
    moved = np.flatnonzero(x)
    np.minimum.at(low, member[moved], x[moved])
    np.maximum.at(high, member[moved], x[moved])
    return np.bincount(member[moved], minlength=groups), low, high


@cache
def no_moments(groups: int) -> Moments:
    """Return the moments where nobody adds anything."""
    nothing, nobody = np.zeros(groups), np.zeros(groups, np.int64)
    nothing.flags.writeable = nobody.flags.writeable = False  # handed out again
    return Moments(nobody, nothing, nothing, nothing)


def sides(of: Moments) -> tuple[np.ndarray, np.ndarray]:
    """Return how far the limits lie below and above the estimate by chance alone, (groups,) each."""
    shape, z = shape_of(of), normal_quantile()
    below, above = side(of, shape, z), side(of, shape, -z)
    return (
        (below, above) if of.apart is None else (np.maximum(below, of.apart[:, 0]), np.maximum(above, of.apart[:, 1]))
    )


def shape_of(of: Moments) -> tuple[np.ndarray, np.ndarray]:
    """Return the spread and the skewness of a sum, with the family that was not seen, (groups,) each."""
    variance = of.variance + UNSEEN * of.largest**2
    third = of.third + UNSEEN * of.largest**3
    spread = np.sqrt(variance)
    return spread, np.divide(third, spread**3, out=np.zeros_like(spread), where=spread > 0.0)


def side(of: Moments, shape: tuple[np.ndarray, np.ndarray], z: float) -> np.ndarray:
    """Return how far the limit lies below the estimate, or above it where z is below 0, by chance alone, (groups,)."""
    spread, skewness = shape
    skewed = spread * straightened(z, skewness)
    found: np.ndarray = np.maximum(skewed if z > 0.0 else -skewed, abs(z) * np.sqrt(of.variance))
    return found


def straightened(z: float, skewness: np.ndarray) -> np.ndarray:
    """Return Hall's h(z): where a skewed sum, measured in its standard error, stands when the normal stands at z."""
    straight = np.abs(skewness) < STRAIGHT
    g = np.where(straight, 1.0, skewness)
    bent = 3.0 * (np.cbrt(1.0 + g * (z - g / 6.0)) - 1.0) / g
    return np.where(straight, z, bent)


@dataclass(frozen=True)
class Limits:
    """An estimate with its limits, (groups,) each: NaN where there is no estimate.

    at_most: where fewer than FEW families differ, how large the truth may be whichever its sign; elsewhere NaN.
    """

    estimate: np.ndarray
    mc_se: np.ndarray
    low: np.ndarray
    high: np.ndarray
    n_changed: np.ndarray
    at_most: np.ndarray

    def row(self, group: int = 0) -> dict[str, float | int]:
        """Return one group's numbers by name."""
        found = {name: float(getattr(self, name)[group]) for name in ("estimate", "mc_se", "low", "high", "at_most")}
        return found | {"n_changed": int(self.n_changed[group])}

    def rows(self) -> Iterator[dict[str, float | int]]:
        """Yield each group's numbers by name, as `row` returns them."""
        names = ("estimate", "mc_se", "low", "high", "at_most", "n_changed")
        for numbers in zip(*(getattr(self, name).tolist() for name in names), strict=True):
            yield dict(zip(names, numbers, strict=True))


def limits(
    estimate: np.ndarray,
    of: Moments,
    most: np.ndarray | float,
    draws: np.ndarray | float = 0.0,
    largest: np.ndarray | float = np.inf,
) -> Limits:
    """Return the limits of estimates (groups,).

    most: what one family can add at most; largest: how large all of them can be, as 100% of a share. draws: t x the
    spread between draws, 0 for one draw; each side of the interval is the root of its own square and of this one's.
    """
    below, above = (np.hypot(side, draws) for side in sides(of))
    few = of.changed < FEW
    bound = np.minimum(np.hypot(not_seen(of.changed) * most, draws), largest)
    return Limits(
        estimate=estimate,
        mc_se=np.sqrt(of.variance),
        low=np.where(few, np.minimum(-bound, estimate), estimate - below),
        high=np.where(few, np.maximum(bound, estimate), estimate + above),
        n_changed=of.changed,
        at_most=np.where(few, bound, np.nan),
    )


def one_limit(which: Literal["low", "high"], estimate: np.ndarray, of: Moments, most: np.ndarray) -> float:
    """Return one of the limits of one estimate (1,) by chance alone, to the bit as `limits` gives it."""
    if of.changed[0] < FEW:
        return float(limits(estimate, of, most).row()[which])
    z = normal_quantile()
    below = which == "low"
    off = side(of, shape_of(of), z if below else -z)
    return float((estimate - off if below else estimate + off)[0])


def not_seen(changed: np.ndarray) -> np.ndarray:
    """Return how many families there may be, at most, where so few were seen: 3.7, 5.6 or 7.2 for none, one or two.

    The upper limit of a Poisson mean. Never by a number of families worked out from the same world: that would keep
    the worlds in which the rare large family was not seen.
    """
    found: np.ndarray = upper_counts()[np.minimum(changed, FEW).astype(np.int64)]
    return found


@cache
def upper_counts() -> np.ndarray:
    """Return the upper limit of a count's mean when 0, 1, ... FEW are seen, (FEW + 1,)."""
    from scipy.special import gammaincinv

    return np.array([float(gammaincinv(seen + 1, COVERAGE)) for seen in range(FEW + 1)])


@cache
def t_quantile(freedom: int) -> float:
    """Return the quantile of Student's t for a 95% interval."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, COVERAGE))


@cache
def normal_quantile(intervals: int = 1) -> float:
    """Return the quantile of the normal distribution for a 95% interval, or for so many of them at once."""
    from scipy.special import ndtri

    return float(ndtri(1.0 - (1.0 - COVERAGE) / intervals))
