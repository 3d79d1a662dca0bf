"""What is solved on England: so that quality, distress, conflict and children's scores are England's.

A reference sample of England lives with the parameters; each year the solved constants are moved until
- quality of couples with a child under 16 has mean 0 and variance 1 (both partners);
- parents' distress, weighted by children, has the survey's prevalence;
- parents of children under 12 who are not in distress become so as often as the register says, all in all;
- the published share of couples' children lives with harmful conflict: all three parts above one percentile;
- a fall at a birth has, over couples who expect one, the register's mean and spread whatever buffers it;
- what children's lasting part goes with has mean 0 over births, and the rest of its variance is the child's own;
- children's difficulties have the mean and variance the score norms hold.
Once per parameter draw, never per strategy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from famsim.engine import kernel
from famsim.model.arrays import Row
from famsim.model.family import COHABITING, MARRIED, NEVER
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.now import Now
from famsim.model.records import Family, Parameters
from famsim.population.parameters import set_drift, set_falls, set_shock
from famsim.rules.family.births import goes_with_home
from famsim.rules.family.calendar import GROWN_UP, together
from famsim.rules.family.distress import own_lean, shared_lean
from famsim.rules.family.relationship import couples_unbuffered_share
from famsim.rules.family.standing import strain

if TYPE_CHECKING:
    from famsim.engine import Run

SIXTEEN = 16 * MONTHS_A_YEAR  # months
FIVE = 5 * MONTHS_A_YEAR  # months: the births of so many years are those that traits are solved on
TWELVE = 12 * MONTHS_A_YEAR  # months: up to this age of the child the published onset was counted
LEAST_VARIANCE = 0.02


def adjust(run: Run, gain: float) -> None:
    """Move every solved constant once."""
    families, p = run.families, run.p[0]
    ages = run.month - families.children["birth_month"].astype(np.int64)
    couples = (families.status == MARRIED) | (families.status == COHABITING)
    adjust_quality(families[couples & ((ages >= 0) & (ages < SIXTEEN)).any(axis=1)], families, p, gain)
    children = ((ages >= 0) & (ages < GROWN_UP)).sum(axis=1)
    adjust_distress(families, couples, children, p, gain)
    adjust_onset(families[((ages >= 0) & (ages < TWELVE)).any(axis=1)], p, gain)
    adjust_falls(families[couples & (families.due_month != NEVER)], p, gain)
    adjust_conflict(families[couples], children[couples], p)
    shared = np.zeros(ages.shape)
    fill_shared(families, p, shared)
    adjust_traits(shared[(ages >= 0) & (ages < FIVE)], p, gain)
    scored = are_scored(ages, p)
    adjust_children(families.children["state"][scored], p.children.trait_sd * shared[scored], p, gain)


def are_scored(ages: np.ndarray, p: np.record) -> np.ndarray:
    """Say at which ages, in months, a child's difficulties are scored."""
    low, high = float(p.measure.sdq_from) * MONTHS_A_YEAR, float(p.measure.sdq_to) * MONTHS_A_YEAR
    return (ages >= low) & (ages < high)


def adjust_quality(couples: np.recarray, everyone: np.recarray, p: np.record, gain: float) -> None:
    """Move the centre and the spread of the wandering part; the families' own drift is stretched with it."""
    quality = np.concatenate([couples.mother["quality"], couples.other["quality"]])
    p.quality.centre -= gain * float(quality.mean())
    variance = max(p.quality.drift_sd**2 + gain * (1.0 - float(quality.var())), LEAST_VARIANCE)
    stretch = float(np.sqrt(variance)) / p.quality.drift_sd
    everyone.mother["drift"] *= stretch
    everyone.other["drift"] *= stretch
    set_drift(p, p.quality.drift_sd * stretch)


def adjust_distress(
    families: np.recarray, couples: np.ndarray, children: np.ndarray, p: np.record, gain: float
) -> None:
    """Move both recovery rates towards the survey's prevalence."""
    mothers = float((families.mother["distressed"] * children).sum() / children.sum())
    there = children[couples]
    others = float((families.other["distressed"][couples] * there).sum() / there.sum())
    p.mother.recovery *= odds_ratio(mothers, p.mother.prevalence) ** (gain * 0.7)
    p.other.recovery *= odds_ratio(others, p.other.prevalence) ** (gain * 0.7)


def adjust_onset(families: np.recarray, p: np.record, gain: float) -> None:
    """Move what is taken off the leans to distress, so that exp(lean) is 1 on average over parents not in distress."""
    hers, his = np.zeros(families.size), np.full(families.size, np.nan)
    fill_leans(families, p, hers, his)
    for who, parents, leans in ((p.mother, families.mother, hers), (p.other, families.other, his)):
        at_risk = leans[(parents["distressed"] == 0) & ~np.isnan(leans)]
        mean = float(np.log(np.exp(at_risk).mean())) if at_risk.size else 0.0
        who.onset_centre += gain * (p.distress.centred * mean - who.onset_centre)


@kernel
def fill_leans(families: Row[Family], p: Parameters, hers: NDArray[np.float64], his: NDArray[np.float64]) -> None:
    """Write what leans parents at home towards distress, by the rules themselves, into hers and his, (families,)."""
    for i in range(families.size):
        family = families[i]
        lean = shared_lean(family, strain(family), p)
        hers[i] = lean + own_lean(family.mother, p)
        if together(family):
            his[i] = lean + own_lean(family.other, p)


def adjust_falls(expecting: np.recarray, p: np.record, gain: float) -> None:
    """Move the usual share of a fall that is not buffered and how far couples differ in it, over those who expect."""
    if expecting.size:
        shares = np.zeros(expecting.size)
        fill_unbuffered(expecting, p, shares)
        mean, relative = float(shares.mean()), float(shares.std() / shares.mean())
        b = p.births
        usual = b.usual_share + gain * (mean - b.usual_share)
        set_falls(p, usual, b.share_spread + gain * (relative - b.share_spread))


@kernel
def fill_unbuffered(families: Row[Family], p: Parameters, found: NDArray[np.float64]) -> None:
    """Write the share of stress that reaches each couple, by the rule itself, into found, (families,)."""
    for i in range(families.size):
        found[i] = couples_unbuffered_share(families[i], p)


def odds_ratio(found: float, wanted: float) -> float:
    """Return the ratio of two shares' odds."""
    return (found / (1.0 - found)) / (wanted / (1.0 - wanted))


def adjust_conflict(couples: np.recarray, children: np.ndarray, p: np.record) -> None:
    """Set the three cuts at the one percentile that exposes the published share of couples' children."""
    parts = [couples.frequency, couples.intensity, couples.resolution]
    ranks = np.min([part.argsort().argsort() for part in parts], axis=0)  # above a percentile = all ranks above it
    order = np.argsort(-ranks, kind="stable")
    exposed = np.cumsum(children[order]) / children.sum()
    first = int(ranks[order][np.searchsorted(exposed, p.conflict.harmful_share)])
    cuts = [float(np.sort(part)[first]) for part in parts]
    p.conflict.frequent, p.conflict.intense, p.conflict.poorly_resolved = cuts


@kernel
def fill_shared(families: Row[Family], p: Parameters, found: NDArray[np.float64]) -> None:
    """Write what each child's lasting part goes with, by the rule itself, into found, (families, children)."""
    for i in range(families.size):
        family = families[i]
        for k in range(family.n_children):
            born = int(family.children[k].birth_month)
            now = Now(family.family_id, born, np.uint64(0), False, 1.0, 1.0, 1.0)
            found[i, k] = goes_with_home(family, now, p)


def adjust_traits(shared: np.ndarray, p: np.record, gain: float) -> None:
    """Centre what children's lasting part goes with, and leave the rest of its variance to the child."""
    c = p.children
    c.trait_usual += gain * (float(shared.mean()) - c.trait_usual)
    rest = max(1.0 - float(shared.var()), LEAST_VARIANCE)
    c.trait_own = float(np.sqrt(c.trait_own**2 + gain * (rest - c.trait_own**2)))


def adjust_children(states: np.ndarray, shared: np.ndarray, p: np.record, gain: float) -> None:
    """Move the usual push and the monthly shock so that the changing part has mean 0 and its variance.

    The variance is what is left of it beside that which it shares with the lasting part: both go with the same homes.
    """
    p.children.usual_push += gain * float(states.mean())
    on_its_own = p.children.shock_sd**2 / (1.0 - p.children.carry**2)
    together = 2.0 * float((shared * (states - states.mean())).mean())
    variance = max(on_its_own + gain * (p.children.state_sd**2 - together - float(states.var())), LEAST_VARIANCE)
    set_shock(p, float(np.sqrt(variance)))


def solved_values(p: np.record) -> np.ndarray:
    """Return the solved constants as numbers to shift: rates as logs, the shock as the spread it keeps."""
    spread = p.children.shock_sd / np.sqrt(1.0 - p.children.carry**2)
    rates = np.log([p.mother.recovery, p.other.recovery])
    cuts = [p.conflict.frequent, p.conflict.intense, p.conflict.poorly_resolved]
    onsets = [p.mother.onset_centre, p.other.onset_centre]
    traits = [p.children.trait_usual, p.children.trait_own]
    changing = [p.children.usual_push, spread]
    falls = [p.births.usual_share, p.births.share_spread]
    return np.array([p.quality.centre, p.quality.drift_sd, *rates, *cuts, *changing, *onsets, *traits, *falls])


def set_solved(p: np.record, values: np.ndarray) -> None:
    """Put the solved constants into a record; twelve digits, so that no machine's last bit can show."""
    rounded = [float(f"{value:.12g}") for value in values]
    p.quality.centre = rounded[0]
    set_drift(p, max(rounded[1], 0.1))
    p.mother.recovery, p.other.recovery = (float(f"{np.exp(value):.12g}") for value in rounded[2:4])
    p.conflict.frequent, p.conflict.intense, p.conflict.poorly_resolved = rounded[4:7]
    p.children.usual_push = rounded[7]
    set_shock(p, max(rounded[8], 0.1))
    p.mother.onset_centre, p.other.onset_centre = rounded[9:11]
    p.children.trait_usual, p.children.trait_own = rounded[11], min(max(rounded[12], 0.1), 1.0)
    set_falls(p, max(rounded[13], 0.1), max(rounded[14], 0.0))
