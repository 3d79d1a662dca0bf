"""What is solved for each area: how many families enter, who never lives together, who marries, the pace of births.

The size of an area's stock and its share of lone parents are steady states, not free margins. For each area the entry
rate is solved so that the number of families is the published one, the odds of never living together so that the lone
share is, the line above which couples are married so that the cohabiting share is, and the pace of further births so
that births are: a start re-weighted to its margins would drift away.
"""

from dataclasses import dataclass

import numpy as np

from famsim.engine.run import Run, Sample
from famsim.engine.state import empty_state
from famsim.model.family import COHABITING, MARRIED
from famsim.population.areas import AreaProfile
from famsim.population.reference import adjust

BURN_IN = 450  # months: 270 is too short, the stock still grows by an eighth
SOLVED_FOR_AREA = ("never_together_log_odds", "married_above", "birth_pace", "first_conceptions")
SOLVING_SEED = 2015  # the luck the constants are solved with; a scenario's seed is its own
SOLVING_FAMILIES = 8_000
GAINS = (1.0, 1.0, 0.8, 0.6)  # of each pass
LEARNING = 240  # months before month 0 in which the reference is adjusted
FIVE_YEARS = 60  # months
SLOWEST, FASTEST = 0.3, 4.0  # limits of the pace of further births


def area_number(code: str) -> int:
    """Return the area's number in family ids, below 2**15, from its ONS code (E06000059 -> 59)."""
    kinds = ("E06", "E07", "E08", "E09", "E10", "E92")
    return kinds.index(code[:3]) * 1000 + int(code[-3:])


def burn_in(p: np.recarray, sample: Sample, seed: int, until: int = 0) -> Run:
    """Return an area at calendar month `until`, after 450 months of entrants (up to month 0) under no strategy."""
    run = no_families(p, sample, seed)
    run.advance(BURN_IN + until)
    return run


def no_families(p: np.recarray, sample: Sample, seed: int) -> Run:
    """Return an area with no family in it, at the start of its burn-in."""
    return Run(empty_state(64, 0, 0), p, sample, seed, -BURN_IN)


def burn_in_solving(p: np.recarray, sample: Sample) -> Run:
    """Return an area at month 0 whose reference constants were adjusted each year of the last twenty."""
    run = burn_in(p, sample, SOLVING_SEED, -LEARNING)
    while run.month < 0:
        run.advance(min(12 - run.month % 12, -run.month))
        adjust(run, 0.5)
    return run


@dataclass(frozen=True)
class Margins:
    """What an area's stock shows: shares, families and births a year of the whole area."""

    lone: float
    cohabiting: float
    families: float
    births: float


def margins(run: Run) -> Margins:
    """Return the stock's margins; births are those of the last five years."""
    families = run.families
    married, cohabiting = int((families.status == MARRIED).sum()), int((families.status == COHABITING).sum())
    couples = max(married + cohabiting, 1)
    births = int((families.children["birth_month"] > run.month - FIVE_YEARS).sum())
    k = run.sample.k
    return Margins(1.0 - couples / families.size, cohabiting / couples, families.size * k, births * k / 5.0)


def move_towards(p: np.record, area: AreaProfile, found: Margins, gain: float) -> None:
    """Move the four solved figures of the area by what is wrong with its margins."""
    p.area.never_together_log_odds += gain * 2.0 * (log_odds(area.lone_share) - log_odds(found.lone))
    p.area.married_above += gain * 0.8 * (log_odds(area.cohabiting_share) - log_odds(found.cohabiting))
    p.area.first_conceptions *= (area.families / found.families) ** gain
    births_a_family = (area.infants / area.families) / (found.births / found.families)
    pace = p.area.birth_pace * births_a_family ** (gain * 7.0)
    p.area.birth_pace = min(max(pace, SLOWEST), FASTEST)


def log_odds(share: float) -> float:
    """Return the log odds of a share, kept inside 1 to 99%."""
    share = min(max(share, 0.01), 0.99)
    return float(np.log(share / (1.0 - share)))


def solve_area(p: np.recarray, area: AreaProfile, reference: bool = False) -> None:
    """Solve the area's four figures in `p`; with `reference` also the constants solved on England."""
    sample = Sample(area_number(area.code), max(area.families / SOLVING_FAMILIES, 1.0))
    for gain in GAINS:
        run = burn_in_solving(p, sample) if reference else burn_in(p, sample, SOLVING_SEED)
        move_towards(p[0], area, margins(run), gain)


def area_values(p: np.record) -> list[float]:
    """Return the area's four solved figures."""
    return [float(p.area[name]) for name in SOLVED_FOR_AREA]


def set_area_values(p: np.record, values: np.ndarray) -> None:
    """Put the area's four solved figures into a record."""
    for name, value in zip(SOLVED_FOR_AREA, values, strict=True):
        p.area[name] = float(f"{value:.12g}")
