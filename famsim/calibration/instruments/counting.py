"""Statistics of what cases would tell, as expected, with the simulation's own chance error: families are its units."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from famsim.calibration.asks import Seen
from famsim.calibration.instruments.cases import Cases, Floats, Ints
from famsim.calibration.instruments.told import ROOT_TWO_PI, Told

PER_CENT, PER_THOUSAND = 100.0, 1000.0
NOBODY_COUNTED = "nobody is counted"


@dataclass(frozen=True)
class Counted:
    """What a measure counts: cases, what each would tell, and for how much each counts.

    beside: what it is correlated with. exposure: what told is out of, a year or one. whole: the group is not who is
    counted, but what. followed: years between the first asking and the last. beside_is_cut: beside says yes or no at a
    cut of a normal scale, and the scale's correlation is asked for.
    """

    cases: Cases
    told: Told
    beside: Told | None = None
    exposure: Floats | None = None
    weight: Floats | None = None
    whole: bool = False
    followed: float = 0.0
    beside_is_cut: bool = False


@dataclass(frozen=True)
class Sums:
    """Cases with a weight each, and whose they are."""

    rows: Ints
    weight: Floats
    told: Told
    exposure: Floats
    beside: Told | None = field(default=None)
    beside_is_cut: bool = False


def statistic(sums: Sums, name: str) -> Seen:
    """Return a statistic of cases and its chance error."""
    if not (sums.weight * sums.exposure).sum() > 0.0:
        return Seen.nothing(NOBODY_COUNTED)
    if name == "correlation":
        value, influence = correlation(sums)
        if sums.beside_is_cut:
            value, influence = of_the_scale(sums) * value, of_the_scale(sums) * influence
    elif name == "sd":
        value, influence = spread(sums)
    else:
        value, influence = quotient(sums)
    scale = {"percent": PER_CENT, "rate": PER_THOUSAND}.get(name, 1.0)
    error = clustered(sums.rows, influence)
    return Seen(scale * value, scale * error, float(sums.weight.sum()))


def quotient(sums: Sums) -> tuple[float, Floats]:
    """Return what is told out of what it is out of, and what each case adds to its error."""
    out_of = float((sums.weight * sums.exposure).sum())
    value = float((sums.weight * sums.told.mean).sum()) / out_of
    return value, sums.weight * (sums.told.mean - value * sums.exposure) / out_of


def moments(told: Told, weight: Floats) -> tuple[float, float]:
    """Return the mean and the variance of reports."""
    total = float(weight.sum())
    mean = float((weight * told.mean).sum()) / total
    variance = float((weight * ((told.mean - mean) ** 2 + told.noise)).sum()) / total
    return mean, variance


def spread(sums: Sums) -> tuple[float, Floats]:
    """Return the standard deviation of reports, and what each case adds to its error."""
    mean, variance = moments(sums.told, sums.weight)
    sd = float(np.sqrt(variance))
    own = (sums.told.mean - mean) ** 2 + sums.told.noise - variance
    return sd, sums.weight * own / (2.0 * max(sd, 1e-300) * sums.weight.sum())


def correlation(sums: Sums) -> tuple[float, Floats]:
    """Return the correlation of two reports with independent noise, and what each case adds to its error."""
    assert sums.beside is not None
    (a, va), (b, vb) = (moments(one, sums.weight) for one in (sums.told, sums.beside))
    if not min(va, vb) > 0.0:
        return float("nan"), np.zeros(sums.rows.size)
    za, zb = (sums.told.mean - a) / np.sqrt(va), (sums.beside.mean - b) / np.sqrt(vb)
    total = float(sums.weight.sum())
    r = float((sums.weight * za * zb).sum()) / total
    squares = za * za + sums.told.noise / va + zb * zb + sums.beside.noise / vb
    return r, sums.weight * (za * zb - 0.5 * r * squares) / total


def of_the_scale(sums: Sums) -> float:
    """Return how much closer a report goes with a normal scale than with a yes or no cut out of it (biserial)."""
    assert sums.beside is not None
    share = moments(sums.beside, sums.weight)[0]
    height = float(np.exp(-0.5 * ndtri(share) ** 2)) / ROOT_TWO_PI
    return float(np.sqrt(share * (1.0 - share))) / height


def clustered(rows: Ints, influence: NDArray[np.float64]) -> float:
    """Return the standard error of a sum over cases, those of one family together."""
    by_family = np.bincount(rows, weights=influence)
    families = int(np.count_nonzero(np.bincount(rows)))
    return float(np.sqrt((by_family**2).sum() * families / max(families - 1, 1)))


def life_table(at_risk: Floats, ending: Floats) -> tuple[float, float]:
    """Return the share that has ended by the last month, and its chance error by Greenwood's formula."""
    known = at_risk > 0.0
    stays = 1.0 - ending[known] / at_risk[known]
    share = float(np.prod(stays))
    terms = ending[known] / (at_risk[known] * np.maximum(at_risk[known] - ending[known], 1e-300))
    return 1.0 - share, share * float(np.sqrt(terms.sum()))
