"""The scoreboard's rows: each published figure and contrast beside what the model says of it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict, Unpack

from famsim.areas import NORMAL_95
from famsim.calibration.asks import ALL, Ask, Seen
from famsim.calibration.targets.contrasts import Contrast, contrasts
from famsim.calibration.targets.means import national_mean
from famsim.calibration.targets.splitting import is_informative
from famsim.calibration.targets.target import Target
from famsim.calibration.targets.total import total_error

LEVEL, CONTRAST = "level", "contrast"
PASSES = 2.0  # total errors within which a row passes
NOBODY = "nobody in the model is counted"


class Held(TypedDict):
    """What a published figure is held against; the words are those of Figure."""

    kind: str
    total: float
    without: float
    overall: float
    clear: bool
    about: Target


@dataclass(frozen=True)
class Figure:
    """What is published: a level or a contrast.

    total: its total error. without: what somebody says who gives every group the national mean; NaN where the figure is
    no group's. overall: what the total error is small against where the figure is informative. counts: informative, and
    of a contrast clear.
    """

    target: str
    kind: str
    group: str
    statistic: str
    value: float
    total: float
    without: float
    overall: float
    clear: bool
    asks: tuple[Ask, ...]
    about: Target

    @property
    def informative(self) -> bool:
        """Say whether the total error is small against what it should be."""
        return is_informative(self.total, self.overall)

    @property
    def counts(self) -> bool:
        """Say whether the figure can tell a good model from a bad one."""
        return self.informative and (self.kind == LEVEL or self.clear)


@dataclass(frozen=True)
class Scored:
    """A figure beside the model's own, and its chance error. why: not empty where the model has no answer."""

    figure: Figure
    model: float
    se: float
    why: str = ""

    @property
    def counts(self) -> bool:
        """Say whether the row stands in the score: the figure counts, and the model has an answer."""
        return self.figure.counts and not self.why

    @property
    def z(self) -> float:
        """How many total errors the model is off; NaN without an answer."""
        return (self.model - self.figure.value) / self.figure.total

    @property
    def passed(self) -> bool:
        """Say whether the model is within two total errors."""
        return abs(self.z) <= PASSES

    @property
    def passed_without(self) -> bool:
        """Say whether the national mean would be."""
        return abs(self.figure.without - self.figure.value) <= PASSES * self.figure.total

    @property
    def off(self) -> float:
        """|model / published - 1|."""
        return abs(self.model / self.figure.value - 1.0) if self.figure.value else math.nan

    @property
    def off_without(self) -> float:
        """The same of the national mean."""
        return abs(self.figure.without / self.figure.value - 1.0) if self.figure.value else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval of the model's answer, by the chance of its families."""
        return self.model - NORMAL_95 * self.se, self.model + NORMAL_95 * self.se


def figures(targets: Sequence[Target]) -> list[Figure]:
    """Return every level and every contrast of a file, in its order, contrasts last."""
    levels = [level(one, targets) for one in targets if not one.is_contrast]
    return levels + [of_contrast(one) for one in contrasts(targets)]


def level(one: Target, targets: Sequence[Target]) -> Figure:
    """Return a published level."""
    mean = national_mean(one, targets)
    of_a_group = (
        one.group != ALL
        and not one.about.whole
        and any(other.like == one.like and other.group != one.group for other in targets)
    )
    without = mean if of_a_group else math.nan
    return figure(one, kind=LEVEL, total=total_error(one), without=without, overall=one.size, clear=False, about=one)


def of_contrast(one: Contrast) -> Figure:
    """Return a published contrast, or one of two published levels."""
    about = one.rows[0]
    return figure(
        one, kind=CONTRAST, total=one.total, without=one.nothing, overall=one.overall, clear=one.clear, about=about
    )


def figure(one: Target | Contrast, **held: Unpack[Held]) -> Figure:
    """Return what is published, with what it is held against."""
    return Figure(target=one.target, group=one.group, statistic=one.statistic, value=one.value, asks=one.asks, **held)


def scored(figure: Figure, seen: Mapping[Ask, Seen]) -> Scored:
    """Return a figure beside what the model says of it."""
    answers = [seen[ask] for ask in figure.asks]
    why = next((one.why for one in answers if one.why), "")
    if why:
        return Scored(figure, math.nan, math.nan, why)
    value, se = (answers[0].value, answers[0].se) if figure.kind == LEVEL else held_against(figure.statistic, *answers)
    return Scored(figure, value, se, "" if math.isfinite(value) else NOBODY)


def held_against(statistic: str, one: Seen, other: Seen) -> tuple[float, float]:
    """Return a contrast of two answers, and its chance error (of a quotient, to first order)."""
    if statistic == "difference":
        return one.value - other.value, math.hypot(one.se, other.se)
    if statistic == "odds_ratio":
        one, other = odds(one), odds(other)
    if not one.value > 0.0 or not other.value > 0.0:
        return math.nan, math.nan
    ratio = one.value / other.value
    return ratio, ratio * math.hypot(one.se / one.value, other.se / other.value)


def odds(percent: Seen) -> Seen:
    """Return the odds of a percentage, with their error."""
    rest = 100.0 - percent.value
    if not rest > 0.0:
        return Seen(math.nan, math.nan, percent.n)
    return Seen(percent.value / rest, percent.se * 100.0 / rest**2, percent.n)
