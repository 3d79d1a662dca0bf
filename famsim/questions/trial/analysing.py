"""What a trial finds: by intention to treat, from reports with their noise and without those who do not answer.

Beside each estimate stands the truth: all families lived in both arms, everybody seen, nothing misreported.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from famsim.calibration import Told
from famsim.questions.trial.asked import Trial
from famsim.questions.trial.chance import Luck, errors, report_luck, uniforms
from famsim.questions.trial.measures import CHANGE, DIFFERENCE, LEVEL, MEASURES, SHARE, D
from famsim.questions.trial.measuring import Lived
from famsim.questions.trial.tables_asked import COMPLETERS

FEWEST = 3  # families of an arm that answer, for an estimate


@dataclass(frozen=True)
class Followed:
    """A trial of all sites: who is in which arm and cluster, and how all of them live in each arm.

    lives: by arm, the control or nobody's help first; each holds every family of the trial.
    """

    trial: Trial
    ids: np.ndarray
    arm: np.ndarray
    cluster: np.ndarray
    lives: tuple[Lived, ...]
    seed: int

    @property
    def first(self) -> int:
        """The place in lives of the trial's first arm: behind nobody's help where that is no arm."""
        return 1 if self.trial.is_before_and_after else 0

    def in_arm(self, place: int) -> np.ndarray:
        """Say which families are in the arm that stands at this place of lives."""
        found: np.ndarray = self.arm == place - self.first
        return found

    def reports(self, place: int, measure: str, month: int) -> np.ndarray:
        """Return what everybody would report in an arm, (families, people)."""
        told = self.lives[place].waves[month].told[measure]
        luck = report_luck(self.ids, month, measure, told.mean.shape[1], self.seed)
        if MEASURES[measure].kind == SHARE:
            return np.where(np.isnan(told.mean), np.nan, luck < told.mean)
        found: np.ndarray = told.mean + errors(luck, told.noise)
        return found

    def answers(self, place: int, month: int) -> np.ndarray:
        """Say which families of an arm answer in a month: all at the start."""
        asked = self.trial.file.follow_up
        life = self.lives[place]
        before, now = life.waves[0], life.waves[month]
        there: np.ndarray = self.in_arm(place) & (life.gone > month)
        if asked.asks == COMPLETERS:
            there &= life.completed
        if month == 0:
            return there
        gained = np.nan_to_num(now.quality - before.quality)
        odds = np.exp(asked.by_gain * gained)
        for flag, factor in ((now.distressed, asked.distressed), (now.poor, asked.poor)):
            odds = odds * np.where(flag, factor, 1.0)
        odds = odds * np.where(life.couple & ~now.together, asked.parted, 1.0)
        share = asked.answering(month)
        there &= uniforms(self.ids, Luck.ANSWERS, self.seed) < share * odds / (1.0 - share + share * odds)
        return there

    @cached_property
    def spread(self) -> Mapping[str, float]:
        """The SD of single reports at the start, over all who take part, by outcome."""
        found = {}
        for measure in self.trial.measures:
            start = np.concatenate([self.reports(place, measure, 0)[self.in_arm(place)] for place in self.places])
            found[measure] = float(np.nanstd(start)) if np.isfinite(start).any() else np.nan
        return found

    @property
    def places(self) -> range:
        """The places of the trial's arms in lives."""
        return range(self.first, len(self.lives))


@dataclass(frozen=True)
class Group:
    """The families of an arm that answer: each one's mean report now and at the start, and its cluster."""

    now: np.ndarray
    before: np.ndarray
    cluster: np.ndarray

    @property
    def enough(self) -> bool:
        """Whether there are enough for an estimate."""
        return self.now.size >= FEWEST


def group_of(found: Followed, place: int, measure: str, month: int) -> Group:
    """Return those of an arm who answer and have something to report."""
    now, before = (mean_of(found.reports(place, measure, when)) for when in (month, 0))
    chosen = found.answers(place, month) & np.isfinite(now)
    if MEASURES[measure].kind == SHARE:
        before = np.zeros_like(now)
    else:
        chosen &= np.isfinite(before)
    return Group(now[chosen], before[chosen], found.cluster[chosen])


def mean_of(reports: np.ndarray) -> np.ndarray:
    """Return the mean of each family's reports, NaN where there is none."""
    there = np.isfinite(reports)
    count = there.sum(axis=1)
    total = np.where(there, reports, 0.0).sum(axis=1)
    found: np.ndarray = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return found


def mean_and_se(values: np.ndarray, cluster: np.ndarray) -> tuple[float, float]:
    """Return a mean and its standard error, by clusters where families share one."""
    mean = float(values.mean())
    _, of = np.unique(cluster, return_inverse=True)
    sums = np.bincount(of, values - mean)
    units = sums.size
    return mean, float(np.sqrt(units / max(units - 1, 1) * (sums**2).sum()) / values.size)


def difference(ours: Group, theirs: Group) -> tuple[float, float]:
    """Return the difference of two arms with its standard error, what differed at the start taken off by regression."""
    slope = slope_of(ours, theirs)
    (one, one_se), (two, two_se) = (
        mean_and_se(group.now - slope * group.before, group.cluster) for group in (ours, theirs)
    )
    return one - two, float(np.hypot(one_se, two_se))


def slope_of(ours: Group, theirs: Group) -> float:
    """Return how reports now go with those at the start, within arms."""
    within = [(group.now - group.now.mean(), group.before - group.before.mean()) for group in (ours, theirs)]
    over = sum(float((before * before).sum()) for _, before in within)
    return sum(float((now * before).sum()) for now, before in within) / over if over > 0.0 else 0.0


def estimates(found: Followed) -> Iterator[dict[str, object]]:
    """Yield every estimate of one trial, as a row: what, of which arm and month, its error, and the truth beside it."""
    names = [arm.name for arm in found.trial.arms]
    for measure in found.trial.measures:
        for month in found.trial.waves_of(measure):
            groups = [group_of(found, place, measure, month) for place in found.places]
            about = {"measure": measure, "month": month}
            for place, group in enumerate(groups):
                if group.enough:
                    yield from of_one_arm(found, group, about | {"arm": names[place], "place": place + found.first})
                if place > 0 and group.enough and groups[0].enough and not found.trial.is_before_and_after:
                    yield between(found, (group, groups[0]), about | {"arm": names[place], "place": place})


def between(found: Followed, groups: tuple[Group, Group], about: dict[str, object]) -> dict[str, object]:
    """Return the difference between an arm and the control."""
    measure, place = str(about["measure"]), int(str(about["place"]))
    share = MEASURES[measure].kind == SHARE
    unit = 100.0 if share else 1.0 / found.spread[measure]
    estimate, se = difference(*groups)
    true, true_se = truth(found, place, measure, int(str(about["month"])))
    numbers = {"estimate": estimate, "se": se, "truth": true, "truth_se": true_se}
    answer = groups[0].now.size + groups[1].now.size
    return about | {"statistic": DIFFERENCE if share else D, "families": answer} | scaled(numbers, unit)


def scaled(numbers: Mapping[str, float], unit: float) -> dict[str, object]:
    """Return numbers in another unit."""
    return {name: value * unit for name, value in numbers.items()}


def of_one_arm(found: Followed, group: Group, about: dict[str, object]) -> Iterator[dict[str, object]]:
    """Yield an arm's level and, of a scale, its change since the start; the truth beside a change is the effect."""
    measure, place = str(about["measure"]), int(str(about["place"]))
    kind, month = MEASURES[measure].kind, int(str(about["month"]))
    level, se = mean_and_se(group.now, group.cluster)
    told = mean_of(found.lives[place].waves[month].told[measure].mean)
    everybody = float(np.nanmean(told)) if np.isfinite(told).any() else np.nan
    unit = 100.0 if kind == SHARE else 1.0
    numbers = {"estimate": level, "se": se, "truth": everybody, "truth_se": np.nan}
    yield about | {"statistic": LEVEL, "families": group.now.size} | scaled(numbers, unit)
    if kind != SHARE:
        change, se = mean_and_se(group.now - group.before, group.cluster)
        true, true_se = truth(found, place, measure, month) if place > 0 else (0.0, 0.0)
        numbers = {"estimate": change, "se": se, "truth": true, "truth_se": true_se}
        yield about | {"statistic": CHANGE, "families": group.now.size} | scaled(numbers, 1.0 / found.spread[measure])


def truth(found: Followed, place: int, measure: str, month: int) -> tuple[float, float]:
    """Return what an arm changes for all families of the trial, beside the same families in the first life.

    Of those who have something to report in both: couples together in both, where a couple is asked.
    """
    ours, theirs = (mean_of(told_in(found, one, measure, month).mean) for one in (place, 0))
    both = np.isfinite(ours) & np.isfinite(theirs)
    if not both.any():
        return np.nan, np.nan
    gain = (ours - theirs)[both]
    return float(gain.mean()), float(gain.std() / np.sqrt(gain.size))


def told_in(found: Followed, place: int, measure: str, month: int) -> Told:
    """Return what there is to report in an arm."""
    return found.lives[place].waves[month].told[measure]
