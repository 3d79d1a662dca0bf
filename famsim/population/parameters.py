"""From values of the register to the record of parameters the rules read, for one area."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from famsim.areas import AreaProfile
from famsim.evidence import Value, fill
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.parameters import EVIDENCE, PARAMETERS, SOLVED
from famsim.population.arithmetic import exp, normal_cdf
from famsim.population.derive import derive
from famsim.population.doors import write_doors

FALL_STEPS = 40  # of a fixed point that contracts by a quarter or more
LEAST_SHARE = 0.1  # of a change's variance that its draw keeps
ROOT_TWO_PI = 2.50662827463100050242
MOST_UNEMPLOYED = 0.5  # no decile is given more than this share


def parameters(values: Mapping[str, Value], area: AreaProfile) -> np.recarray:
    """Return an array of one PARAMETERS record; what is solved by simulation starts at a first guess."""
    p = of_figures(tuple(values.items())).copy()
    describe_area(p[0], area)
    return p


@lru_cache(maxsize=8)
def of_figures(values: tuple[tuple[str, Value], ...]) -> np.recarray:
    """Return an array of one PARAMETERS record with all but what is an area's; not to be changed, it is kept."""
    figures = fill(dict(values), EVIDENCE, SOLVED)
    p = np.zeros(1, PARAMETERS).view(np.recarray)
    for topic in EVIDENCE.names or ():
        p[topic] = figures[topic]
    write_doors(p[0], dict(values))
    derive(p[0])
    first_guess(p[0])
    p.flags.writeable = False
    return p


def first_guess(p: np.record) -> None:
    """Set what the reference solver will solve, near where it was found for England's central values."""
    p.quality.centre = 0.35
    set_drift(p, 0.55)
    p.mother.recovery, p.other.recovery = 0.03, 0.03
    p.mother.onset_centre, p.other.onset_centre = 0.0, 0.0
    p.conflict.frequent, p.conflict.intense, p.conflict.poorly_resolved = 0.3, 0.7, 0.4
    set_falls(p, 1.0, 0.0)
    p.children.usual_push = 0.2
    p.children.trait_usual, p.children.trait_own = 0.0, 1.0
    p.children.state_sd = float(np.sqrt(max(1.0 - p.children.trait_sd**2 - p.measure.child_noise, 0.01)))
    set_shock(p, 0.9 * p.children.state_sd)


def set_drift(p: np.record, sd: float) -> None:
    """Set the spread of the wandering part of quality, and the monthly shock that keeps it."""
    p.quality.drift_sd = sd
    p.quality.drift_shock = sd * float(np.sqrt(1.0 - p.quality.drift_carry**2))


def set_falls(p: np.record, usual_share: float, share_spread: float) -> None:
    """Set the usual share of stress that is not buffered, its relative spread, and a birth's change's own spread.

    A fall, the negative part of the change, is multiplied by 1 + w (share / usual - 1), of mean 1 and variance w^2
    share_spread^2: that adds w^2 share_spread^2 E[fall^2] to the variance of the change, by which the draw has less.
    """
    b = p.births
    b.usual_share, b.share_spread = usual_share, share_spread
    b.first_spread = spread_without_falls(b.first_change, b.change_sd, b.fall_unbuffered * share_spread)
    b.later_spread = spread_without_falls(b.later_change, b.change_sd, b.fall_unbuffered * share_spread)


def spread_without_falls(mean: float, sd: float, extra: float) -> float:
    """Return the spread of a normal change whose falls, spread by `extra` about themselves, leave it with `sd`."""
    found = float(sd)
    for _ in range(FALL_STEPS if extra > 0.0 else 0):
        found = float(np.sqrt(max(sd * sd - extra * extra * squared_fall(mean, found), LEAST_SHARE * sd * sd)))
    return found


def squared_fall(mean: float, sd: float) -> float:
    """Return the mean square of the negative part of a normal number."""
    deep = mean / sd
    density = exp(-0.5 * deep * deep) / ROOT_TWO_PI
    return (mean * mean + sd * sd) * normal_cdf(-deep) - mean * sd * density


def set_shock(p: np.record, sd: float) -> None:
    """Set children's monthly shock from the spread it would keep on its own."""
    p.children.shock_sd = sd * float(np.sqrt(1.0 - p.children.carry**2))


def describe_area(p: np.record, area: AreaProfile) -> None:
    """Set what the area's published figures give directly: first births, deciles, unemployment by decile."""
    by_decile = np.array(area.infants_by_decile)
    p.area.first_conceptions = area.infants * p.births.first_share / MONTHS_A_YEAR
    p.area.decile_up_to[:] = np.cumsum(by_decile)
    relative = p.work.by_decile**p.work.deprivation_gradient
    unemployed = np.minimum(area.unemployment * relative / float((relative * by_decile).sum()), MOST_UNEMPLOYED)
    p.area.unemployed[:] = unemployed
    p.area.job_loss[:] = p.work.finding * unemployed / (1.0 - unemployed)
    p.area.never_together_log_odds = -1.9
    p.area.married_above = 0.0
    p.area.partnering = 1.0
    p.area.hopes = 1.0
