"""How many rows pass: levels, contrasts, tables counted equally, and beside each what the trivial baseline does."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from famsim.calibration.targets.scoring import CONTRAST, LEVEL, Scored


@dataclass(frozen=True)
class Score:
    """The score of some rows; only those that count stand in it.

    levels_without, contrasts_without: how many of the levels of groups (`of_groups`), and of the contrasts, the
    national mean passes. tables: the mean over tables with groups of the share of their group rows that pass;
    tables_without: of the national mean. off: the median of |model / published - 1| over levels; of groups: over
    those of groups alone, as off_without. unanswered: figures that would count, of which the model has no answer.
    """

    levels: int
    levels_passed: int
    of_groups: int
    groups_passed: int
    levels_without: int
    contrasts: int
    contrasts_passed: int
    contrasts_without: int
    n_tables: int
    tables: float
    tables_without: float
    off: float
    off_groups: float
    off_without: float
    unanswered: int


def score(rows: Sequence[Scored]) -> Score:
    """Return the score of some rows."""
    counted = [one for one in rows if one.counts]
    levels = [one for one in counted if one.figure.kind == LEVEL]
    contrasts = [one for one in counted if one.figure.kind == CONTRAST]
    groups = [one for one in levels if not math.isnan(one.figure.without)]
    tables: dict[str, list[Scored]] = {}
    for one in groups + contrasts:
        tables.setdefault(one.figure.about.table, []).append(one)
    return Score(
        levels=len(levels),
        levels_passed=sum(one.passed for one in levels),
        of_groups=len(groups),
        groups_passed=sum(one.passed for one in groups),
        levels_without=sum(one.passed_without for one in groups),
        contrasts=len(contrasts),
        contrasts_passed=sum(one.passed for one in contrasts),
        contrasts_without=sum(one.passed_without for one in contrasts),
        n_tables=len(tables),
        tables=mean_of([fmean(one.passed for one in table) for table in tables.values()]),
        tables_without=mean_of([fmean(one.passed_without for one in table) for table in tables.values()]),
        off=middle([one.off for one in levels]),
        off_groups=middle([one.off for one in groups]),
        off_without=middle([one.off_without for one in groups]),
        unanswered=sum(one.figure.counts and bool(one.why) for one in rows),
    )


def mean_of(values: Sequence[float]) -> float:
    """Return a mean, NaN of nothing."""
    return fmean(values) if values else math.nan


def middle(values: Sequence[float]) -> float:
    """Return the median of those that are numbers, NaN of none."""
    found = [one for one in values if not math.isnan(one)]
    return median(found) if found else math.nan
