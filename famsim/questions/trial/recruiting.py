"""Who takes part: those who are eligible, drawn at random as many as are wanted, and shared out over arms by chance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from famsim.calibration import on_a_scale
from famsim.engine import Run
from famsim.errors import FamsimError
from famsim.model.family import APART, COHABITING, MARRIED, NEVER_TOGETHER, NO_VIOLENCE
from famsim.model.policy import FEATURES
from famsim.questions.trial.asked import Trial
from famsim.questions.trial.chance import Luck, errors, report_luck, uniforms
from famsim.runs import features_of
from famsim.scenario import Condition

PARENTS = 2


@dataclass(frozen=True)
class Recruits:
    """Families of one site that take part: their records, which arm (0 the control) and cluster each is in.

    eligible: how many there were to draw from.
    """

    families: np.ndarray
    arm: np.ndarray
    cluster: np.ndarray
    eligible: int

    @property
    def ids(self) -> np.ndarray:
        """Whose records they are."""
        found: np.ndarray = self.families["family_id"].copy()
        return found


def are_couples(families: np.ndarray) -> np.ndarray:
    """Say where two live together."""
    return np.isin(families["status"], (MARRIED, COHABITING))


def recruited(trial: Trial, start: Run, wanted: int, seed: int) -> Recruits:
    """Return who takes part in one site; FamsimError where too few are eligible."""
    pool = eligible(trial, start, seed)
    if pool.size < wanted:
        about = trial.file.trial
        raise FamsimError(
            f"trial {about.name}: {pool.size} families are eligible among {len(start.families)}, and {wanted} are to "
            "be recruited; allowed: more families to recruit among (families in [trial], or --families), fewer in "
            "[recruit], or wider conditions in who and reported_below"
        )
    order = np.argsort(uniforms(pool["family_id"], Luck.RECRUITED, seed), kind="stable")
    chosen = pool[np.sort(order[:wanted])]
    cluster = clusters_of(chosen, trial.file.randomise.clusters)
    weights = [arm.share for arm in trial.arms]
    return Recruits(chosen, shared_out(chosen["family_id"], cluster, weights, seed), cluster, int(pool.size))


def eligible(trial: Trial, start: Run, seed: int) -> np.ndarray:
    """Return the families who may take part, as they stand at the start."""
    asked, here = trial.file.recruit, start.families
    inside = meet(here, asked.who, start.month)
    rows: np.ndarray = here.view(np.ndarray)
    inside &= np.isin(rows["status"], (MARRIED, COHABITING, APART, NEVER_TOGETHER))
    if asked.reported_below is not None:
        reports = reported_quality(rows, float(start.p[0].measure.reliability), seed)
        inside &= are_couples(rows) & (reports.mean(axis=1) < asked.reported_below)
    if asked.parted_within is not None:
        inside &= (rows["status"] == APART) & (start.month - rows["parted_month"] <= asked.parted_within)
    if asked.screened:
        inside &= ~found_by_screen(rows, start.p[0].support, seed)
    found: np.ndarray = rows[inside].copy()
    return found


def meet(families: np.recarray, who: Sequence[Condition], month: int) -> np.ndarray:
    """Say which families meet every condition."""
    found = features_of(families, month)
    inside = np.ones(families.size, np.bool_)
    for one in who:
        values = found[:, FEATURES[one.feature].place]
        inside &= (values >= one.low) & (values <= one.high)
    return inside


def reported_quality(rows: np.ndarray, reliability: float, seed: int) -> np.ndarray:
    """Return what both partners report of the relationship before anybody is helped, (families, 2)."""
    told = on_a_scale(np.column_stack([rows[who]["quality"] for who in ("mother", "other")]), reliability)
    luck = report_luck(rows["family_id"], 0, "quality", PARENTS, seed)
    found: np.ndarray = told.mean + errors(luck, told.noise)
    return found


def found_by_screen(rows: np.ndarray, support: np.record, seed: int) -> np.ndarray:
    """Say whom a screen for violence finds, rightly or wrongly, before anybody takes part."""
    violent = rows["violence"] != NO_VIOLENCE
    chance = np.where(violent, support.screen_sensitivity, 1.0 - support.screen_specificity)
    found: np.ndarray = uniforms(rows["family_id"], Luck.SCREENED, seed) < chance
    return found


def clusters_of(families: np.ndarray, clusters: int | None) -> np.ndarray:
    """Return each family's cluster: its own, or one of so many of like deprivation, as neighbours are."""
    n = families.size
    if clusters is None:
        return np.arange(n)
    order = np.argsort(families["decile"], kind="stable")
    found = np.empty(n, np.int64)
    found[order] = np.arange(n) * clusters // n
    return found


def shared_out(ids: np.ndarray, cluster: np.ndarray, weights: Sequence[float], seed: int) -> np.ndarray:
    """Return each family's arm: clusters in random order, cut into parts as large as the weights say."""
    first = np.unique(cluster, return_index=True)[1]
    luck = uniforms(ids[first], Luck.ALLOCATED, seed)
    ends = np.rint(np.cumsum(weights) / np.sum(weights) * first.size).astype(np.int64)
    of_cluster = np.empty(first.size, np.int64)
    of_cluster[np.argsort(luck, kind="stable")] = np.searchsorted(ends, np.arange(first.size), side="right")
    found: np.ndarray = of_cluster[cluster]
    return found
