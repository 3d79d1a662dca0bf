"""Parents' emotional distress and lasting ill health: mostly separate people, joined a little by shared stress."""

from __future__ import annotations

from typing import NamedTuple

from famsim.model.chance import uniform
from famsim.model.compiling import rule
from famsim.model.draws import Draw
from famsim.model.family import LONGEST_COUNT
from famsim.model.maths import happens
from famsim.model.now import Now
from famsim.model.records import Family, Parameters, Parent
from famsim.rules.family.calendar import has_infant, together
from famsim.rules.family.network import supported
from famsim.rules.family.standing import mean_quality


class Rates(NamedTuple):
    """How readily an episode of distress begins and ends: a hazard each, and what its log leans by.

    The lean to onset is centred: England's parents who are not in an episode begin one as often as the hazard says.
    """

    onset: float
    recovery: float
    lean_to_onset: float
    lean_to_recovery: float


@rule
def distress_changes(family: Family, load: float, now: Now, p: Parameters) -> None:
    """Let parents at home become distressed or recover; `load` is last month's strain."""
    lean, infant = shared_lean(family, load, p), has_infant(family, now)
    hers = p.mother.onset_infant if infant else p.mother.onset
    rates = Rates(hers, p.mother.recovery, lean - p.mother.onset_centre, family.eff_distress)
    episode(family.mother, uniform(now, Draw.DISTRESS_MOTHER), rates, p)
    if together(family):
        his = p.other.onset_infant if infant else p.other.onset
        rates = Rates(his, p.other.recovery, lean - p.other.onset_centre, family.eff_distress)
        episode(family.other, uniform(now, Draw.DISTRESS_OTHER), rates, p)
    if began(family.mother) or (together(family) and began(family.other)):
        family.distress_month = now.month


@rule
def shared_lean(family: Family, load: float, p: Parameters) -> float:
    """Return what leans both parents towards distress: last month's strain, less support and programmes.

    Last month's quality counts while the couple is together.
    """
    lean = p.distress.by_strain * load - p.distress.by_support * supported(family) - family.eff_distress
    return lean - p.distress.by_quality * mean_quality(family) if together(family) else lean


@rule
def own_lean(parent: Parent, p: Parameters) -> float:
    """Return what a history of difficulties and a lasting proneness add to the log hazard of becoming distressed.

    On recovery neither acts: tried, it made the share ever distressed worse.
    """
    history = p.history.log_onset if parent.history else 0.0
    return history + p.distress.by_proneness * parent.proneness


@rule
def began(parent: Parent) -> bool:
    """Say whether an episode of distress began this month."""
    return parent.distressed != 0 and parent.months_distressed == 0


@rule
def episode(parent: Parent, luck: float, rates: Rates, p: Parameters) -> None:
    """Start or end an episode of distress, and keep its length.

    The published incidence (GP records) gives onset its shape by sex and in the first year after a birth.
    Recovery is solved so that England's prevalence is the survey's; support with distress speeds it. Low luck begins an
    episode and high luck ends one, so that the same luck never ends it in one life and begins it in another.
    """
    if parent.distressed:
        parent.months_distressed = min(parent.months_distressed + 1, LONGEST_COUNT)
        if happens(1.0 - luck, rates.recovery, rates.lean_to_recovery):
            parent.distressed = 0
            parent.months_distressed = 0
    elif happens(luck, p.distress.onset_scale * rates.onset, rates.lean_to_onset + own_lean(parent, p)):
        parent.distressed = 1
        parent.months_distressed = 0


@rule
def health_changes(family: Family, now: Now, p: Parameters) -> None:
    """Let lasting ill health begin or end for the parents at home."""
    family.mother.ill = still_ill(family.mother, uniform(now, Draw.HEALTH_MOTHER), p)
    if together(family):
        family.other.ill = still_ill(family.other, uniform(now, Draw.HEALTH_OTHER), p)


@rule
def still_ill(parent: Parent, luck: float, p: Parameters) -> bool:
    """Say whether a parent is in lasting ill health this month."""
    return luck >= p.health.recovers if parent.ill else luck < p.health.falls_ill
