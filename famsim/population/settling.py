"""What is solved for each area: how many families enter, who never lives together, who finds a partner, who marries.

The size of an area's stock and its share of lone parents are steady states, not free margins. England's share of
families who never live together is published; an area's odds differ from it as its odds of a lone parent do. How
readily lone mothers find a partner is then solved so that the lone share is the published one (England's is what comes
of the register's figures), the entry rate so that the number of families is, the line above which couples are married
so that as many as published of the couples to whom a child is born cohabit, and the hopes for another child so that
births are: a start re-weighted to its margins would drift away. The stock's cohabiting share is left free.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from famsim.areas import AreaProfile, find_area
from famsim.engine import Run, Sample, empty_state, kernel
from famsim.model.arrays import Row
from famsim.model.family import COHABITING, MARRIED, NEVER
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.now import Now
from famsim.model.records import Family, Parameters
from famsim.population.reference import adjust
from famsim.rules.family.calendar import PREGNANCY
from famsim.rules.family.entry import never_together_chance

BURN_IN = 450  # months: 270 is too short, the stock still grows by an eighth
SOLVED_FOR_AREA = ("never_together_log_odds", "partnering", "married_above", "hopes", "first_conceptions")
SOLVING_SEED = 2015  # the luck the constants are solved with; a scenario's seed is its own
SOLVING_FAMILIES = (8_000, 8_000, 8_000, 30_000, 30_000)  # sample of each pass
MOVED_FAMILIES = (8_000, 30_000)  # of each pass of an area whose figures a draw has moved
LEARNING = 240  # months before month 0 in which the reference is adjusted
FIVE_YEARS = 5 * MONTHS_A_YEAR
LIMITS = {"partnering": (0.3, 3.0), "hopes": (0.1, 10.0)}  # nothing is moved further than this to meet a margin
NEWTON_STEPS = 20


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
        run.advance(min(MONTHS_A_YEAR - run.month % MONTHS_A_YEAR, -run.month))
        adjust(run, 0.5)
    return run


@dataclass(frozen=True)
class Margins:
    """What an area's stock shows: shares, families and births a year of the whole area."""

    lone: float
    cohabiting_at_birth: float  # of couples within nine months of a birth
    families: float
    births: float


def margins(run: Run) -> Margins:
    """Return the stock's margins; births are those of the last five years."""
    families = run.families
    couples = (families.status == MARRIED) | (families.status == COHABITING)
    births = int((families.children["birth_month"] > run.month - FIVE_YEARS).sum())
    k = run.sample.k
    lone = 1.0 - float(couples.mean())
    return Margins(lone, cohabiting_at_birth(run, couples), families.size * k, births * k / 5.0)


def cohabiting_at_birth(run: Run, couples: np.ndarray) -> float:
    """Return the cohabiting share of couples who expect a child or had one in as many months: centred on the birth."""
    families = run.families
    lately = (families.children["birth_month"] > run.month - PREGNANCY).any(axis=1)
    chosen = couples & (lately | (families.due_month != NEVER))
    return float((families.status[chosen] == COHABITING).sum() / max(int(chosen.sum()), 1))


def move_towards(p: np.record, area: AreaProfile, run: Run) -> None:
    """Move the area's solved figures by what is wrong with a run's margins; steps as long as England's answer to them.

    A log of partnering moves the log odds of a lone parent by -.6, a log of hopes births a family by 1/6, and a unit of
    the line the log odds of cohabiting by 1 (measured on England).
    """
    found, here, england = margins(run), p.area, find_area("england")
    here.never_together_log_odds = never_together(p, area, run)
    if area.level != "country":
        move(here, "partnering", (log_odds(found.lone) - log_odds(area.lone_share)) / 0.6)
    usual = log_odds(p.entry.cohabiting_at_birth) - log_odds(england.cohabiting_share)
    here.married_above += usual + log_odds(area.cohabiting_share) - log_odds(found.cohabiting_at_birth)
    here.first_conceptions *= area.families / found.families
    move(here, "hopes", 6.0 * float(np.log(area.infants / area.families * found.families / found.births)))


def move(here: np.record, name: str, step: float) -> None:
    """Multiply a figure by exp(step), at most by e, inside its limits."""
    low, high = LIMITS[name]
    here[name] = min(max(float(here[name]) * float(np.exp(min(max(step, -1.0), 1.0))), low), high)


def never_together(p: np.record, area: AreaProfile, run: Run) -> float:
    """Return the log odds at which as many of the area's entrants as expected there never live together."""
    england = find_area("england")
    target = log_odds(p.entry.never_together) + log_odds(area.lone_share) - log_odds(england.lone_share)
    lean = np.log(chances_never_together(p, run))
    lean -= np.log1p(-np.exp(lean))
    moved = 0.0
    for _ in range(NEWTON_STEPS):
        chance = 1.0 / (1.0 + np.exp(-lean - moved))
        moved += (1.0 / (1.0 + np.exp(-target)) - float(chance.mean())) / float((chance * (1.0 - chance)).mean())
    return float(p.area.never_together_log_odds) + moved


def chances_never_together(p: np.record, run: Run) -> np.ndarray:
    """Return the chance at entry of each family that entered in the last five years, by the rule itself."""
    recent = run.families[run.families["entry_month"] > run.month - FIVE_YEARS]
    found = np.empty(recent.size)
    fill_never_together(recent, p, found)
    return found


@kernel
def fill_never_together(families: Row[Family], p: Parameters, found: NDArray[np.float64]) -> None:
    """Write each family's chance at its entry of never living together into found, (families,)."""
    for i in range(families.size):
        family = families[i]
        now = Now(family.family_id, int(family.entry_month), np.uint64(0), False, 1.0, 1.0, 1.0)
        found[i] = never_together_chance(family, now, p)


def log_odds(share: float) -> float:
    """Return the log odds of a share, kept inside 1 to 99%."""
    share = min(max(share, 0.01), 0.99)
    return float(np.log(share / (1.0 - share)))


def solve_area(p: np.recarray, area: AreaProfile, reference: bool = False) -> None:
    """Solve the area's figures in `p`; with `reference` also the constants solved on England."""
    for families in SOLVING_FAMILIES:
        sample = Sample(area_number(area.code), max(area.families / families, 1.0))
        run = burn_in_solving(p, sample) if reference else burn_in(p, sample, SOLVING_SEED)
        move_towards(p[0], area, run)


def solve_moved(p: np.recarray, area: AreaProfile, there: AreaProfile) -> None:
    """Solve an area's figures in `p`, in place, where what is published of it is as `there`.

    `p` holds what they are solved as for the area; a first guess by the answers of England's margins, and two passes.
    """
    here = p[0].area
    here.never_together_log_odds += log_odds(there.lone_share) - log_odds(area.lone_share)
    here.married_above += log_odds(there.cohabiting_share) - log_odds(area.cohabiting_share)
    here.first_conceptions *= there.families / area.families
    move(here, "hopes", 6.0 * float(np.log(there.infants / there.families * area.families / area.infants)))
    for families in MOVED_FAMILIES:
        k = max(there.families / families, 1.0)
        move_towards(p[0], there, burn_in(p, Sample(area_number(area.code), k), SOLVING_SEED))


def area_values(p: np.record) -> list[float]:
    """Return the area's solved figures."""
    return [float(p.area[name]) for name in SOLVED_FOR_AREA]


def set_area_values(p: np.record, values: np.ndarray) -> None:
    """Put the area's solved figures into a record."""
    for name, value in zip(SOLVED_FOR_AREA, values, strict=True):
        p.area[name] = float(f"{value:.12g}")
