"""Children's scores on the SDQ: total, the scales, internalising and externalising; what a parent would report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from famsim.calibration.instruments.cases import Bools, Cases, Floats, births_of
from famsim.calibration.instruments.survey import Survey
from famsim.calibration.instruments.told import Told, with_chance
from famsim.model.identity import MONTHS_A_YEAR
from famsim.population import cut_points

Pair = tuple[float, float]  # of boys and of girls
SCALES = ("emotional", "conduct", "hyperactivity", "peer")
SCALE_POINTS = 10
WIDEST, POINTS = 6.0, 241  # of the grid of latent difficulties that scores are looked up on, SD


@dataclass(frozen=True)
class Norms:
    """How a score follows from what a child's difficulties are: cut points on a standard value, by sex."""

    cuts: tuple[tuple[float, ...], ...]
    loading: float  # of the standard value on difficulties
    noise: float  # SD of the rest
    by_age: tuple[float, float]  # of boys, of girls: what the standard value grows by in a year, up to the middle age


def latent(survey: Survey, some: Cases) -> Floats:
    """Return children's difficulties at the year's end that they are asked at."""
    found = survey.seen.diary.difficulties[some.months // MONTHS_A_YEAR, some.rows, some.child]
    return found.astype(np.float64)


def is_girl(survey: Survey, some: Cases) -> Bools:
    """Say which children are girls."""
    found: Bools = survey.seen.diary.lasting["sex"][some.rows, some.child] > 0
    return found


def total_norms(survey: Survey) -> Norms:
    """Return the norms of the total score: the latent value and the report's noise together are standard.

    It grows with age by as many points as its scales do.
    """
    sdq, noise = survey.p.sdq, float(np.sqrt(survey.p.measure.child_noise))
    norms = ((float(sdq.boys_mean), float(sdq.boys_sd)), (float(sdq.girls_mean), float(sdq.girls_sd)))
    scales = [figures_of_scale(survey, name) for name in SCALES]
    grows = [sum(spreads[sex] * by_age for _, spreads, by_age in scales) / norms[sex][1] for sex in (0, 1)]
    return Norms(tuple(tuple(cut_points(*one)) for one in norms), 1.0, noise, (grows[0], grows[1]))


def scale_norms(survey: Survey, scale: str) -> Norms:
    """Return the norms of one scale, which shares a part of its variance with difficulties as a whole."""
    loading = survey.instruments.scale_loading
    means, spreads, by_age = figures_of_scale(survey, scale)
    spread = float(np.sqrt(1.0 - survey.p.measure.child_noise))
    cuts = tuple(tuple(cut_points(mean, sd)[:SCALE_POINTS]) for mean, sd in zip(means, spreads, strict=True))
    return Norms(cuts, loading / spread, float(np.sqrt(1.0 - loading**2)), (by_age, by_age))


def figures_of_scale(survey: Survey, scale: str) -> tuple[Pair, Pair, float]:
    """Return boys' and girls' mean on a scale, their spread, and what both score more with a year of age, in its SD."""
    asked = survey.instruments
    found: tuple[Pair, Pair, float] = {
        "emotional": (asked.emotional_mean, asked.emotional_sd, asked.emotional_by_age),
        "conduct": (asked.conduct_mean, asked.conduct_sd, asked.conduct_by_age),
        "hyperactivity": (asked.hyperactivity_mean, asked.hyperactivity_sd, asked.hyperactivity_by_age),
        "peer": (asked.peer_mean, asked.peer_sd, asked.peer_by_age),
    }[scale]
    return found


@lru_cache(maxsize=64)
def tables(cuts: tuple[float, ...], loading: float, noise: float) -> tuple[Floats, Floats, Floats]:
    """Return a grid of latent values, and the mean and the variance of the score at each."""
    grid = np.linspace(-WIDEST, WIDEST, POINTS)
    above = chances_above(grid, cuts, loading, noise)
    mean = above.sum(axis=0)
    squared = ((2.0 * np.arange(1, len(cuts) + 1) - 1.0)[:, None] * above).sum(axis=0)
    return grid, mean, squared - mean * mean


def chances_above(values: Floats, cuts: Sequence[float], loading: float, noise: float) -> NDArray[np.float64]:
    """Return the chance of at least each score, (scores, values)."""
    found: Floats = ndtr((loading * values[None, :] - np.asarray(cuts)[:, None]) / noise)
    return found


def years_old(survey: Survey, some: Cases) -> Floats:
    """Return children's ages in years when they are asked about."""
    found: Floats = (some.months - births_of(survey.seen, some)) / MONTHS_A_YEAR
    return found


def at_their_age(survey: Survey, some: Cases, norms: Norms) -> Floats:
    """Return the difficulties that score among all ages as these children do at theirs: less while they are younger."""
    younger = np.maximum(survey.instruments.norms_middle - years_old(survey, some), 0.0)
    by_age = np.where(is_girl(survey, some), norms.by_age[1], norms.by_age[0])
    found: Floats = latent(survey, some) - younger * by_age / norms.loading
    return found


def score(survey: Survey, some: Cases, norms: Norms) -> Told:
    """Return the score that a parent would report."""
    values, girls = at_their_age(survey, some, norms), is_girl(survey, some)
    mean, noise = np.empty(values.shape), np.empty(values.shape)
    for sex in (0, 1):
        grid, means, variances = tables(norms.cuts[sex], norms.loading, norms.noise)
        own = girls == bool(sex)
        mean[own], noise[own] = np.interp(values[own], grid, means), np.interp(values[own], grid, variances)
    return Told(mean, noise)


def at_least(survey: Survey, some: Cases, norms: Norms, points: float) -> Told:
    """Return the chance of a score of so many points or more."""
    values, girls = at_their_age(survey, some, norms), is_girl(survey, some)
    chance = np.empty(values.shape)
    for sex in (0, 1):
        own = girls == bool(sex)
        cut = [norms.cuts[sex][int(points) - 1]]
        chance[own] = chances_above(values[own], cut, norms.loading, norms.noise)[0]
    return with_chance(chance)


def total(survey: Survey, some: Cases) -> Told:
    """Return the total difficulties, 0-40."""
    return score(survey, some, total_norms(survey))


def high(survey: Survey, some: Cases) -> Told:
    """Return the chance of total difficulties in the highest band."""
    return at_least(survey, some, total_norms(survey), float(survey.p.sdq.high_from))


def raised(survey: Survey, some: Cases) -> Told:
    """Return the chance of total difficulties above the lowest band."""
    return at_least(survey, some, total_norms(survey), survey.instruments.raised_from)


def disorder(survey: Survey, some: Cases) -> Told:
    """Return the chance that an interview finds a disorder: where a score so high stands, with an error of its own.

    Of adolescents, who are asked themselves too, a lower score stands for one.
    """
    young, older = (at_least(survey, some, total_norms(survey), points) for points in survey.instruments.disorder_from)
    adolescent = years_old(survey, some) >= survey.instruments.adolescent_from
    return with_chance(np.where(adolescent, older.mean, young.mean))


def probable_disorder(survey: Survey, some: Cases) -> Told:
    """Return the chance of a probable disorder by the SDQ's rule."""
    return at_least(survey, some, total_norms(survey), survey.instruments.probable_from)


def scale(survey: Survey, some: Cases, name: str) -> Told:
    """Return the score on one scale, 0-10."""
    return score(survey, some, scale_norms(survey, name))


def scale_high(survey: Survey, some: Cases, name: str) -> Told:
    """Return the chance of a score in a scale's highest band."""
    asked = survey.instruments
    points = {
        "emotional": asked.emotional_from,
        "conduct": asked.conduct_from,
        "hyperactivity": asked.hyperactivity_from,
        "peer": asked.peer_from,
    }[name]
    return at_least(survey, some, scale_norms(survey, name), points)
