"""Parents' emotional distress and lasting ill health: mostly separate people, joined a little by shared stress."""

from famsim.model.chance import uniform
from famsim.model.compiling import rule
from famsim.model.draws import Draw
from famsim.model.maths import happens
from famsim.rules.calendar import has_infant, together
from famsim.rules.relationship import mean_quality

LONGEST = 1200  # months: a counter stops here


@rule
def distress_changes(family, load, now, p):
    """Let parents at home become distressed or recover; `load` is last month's strain."""
    leans = (shared_lean(family, load, p), family.eff_distress)
    infant = has_infant(family, now)
    hers = p.mother.onset_infant if infant else p.mother.onset
    episode(family.mother, uniform(now, Draw.DISTRESS_MOTHER), (hers, p.mother.recovery), leans, p)
    if together(family):
        his = p.other.onset_infant if infant else p.other.onset
        episode(family.other, uniform(now, Draw.DISTRESS_OTHER), (his, p.other.recovery), leans, p)
    if began(family.mother) or (together(family) and began(family.other)):
        family.distress_month = now.month


@rule
def shared_lean(family, load, p):
    """Return what leans both parents towards distress: last month's strain, less support and programmes.

    Last month's quality counts while the couple is together.
    """
    lean = p.distress.by_strain * load - p.distress.by_support * family.support - family.eff_distress
    return lean - p.distress.by_quality * mean_quality(family) if together(family) else lean


@rule
def history_leans(parent, p):
    """Return what a history of difficulties adds to the log hazard of distress."""
    return p.history.log_onset if parent.history else 0.0


@rule
def began(parent):
    """Say whether an episode of distress began this month."""
    return parent.distressed != 0 and parent.months_distressed == 0


@rule
def episode(parent, luck, hazards, leans, p):
    """Start or end an episode of distress, and keep its length; `hazards` are of onset and recovery.

    The published incidence (GP records) gives onset its shape by sex and in the first year after a birth.
    Recovery is solved so that England's prevalence is the survey's; support with distress speeds it. Low luck begins an
    episode and high luck ends one, so that the same luck never ends it in one life and begins it in another.
    """
    if parent.distressed:
        parent.months_distressed = min(parent.months_distressed + 1, LONGEST)
        if happens(1.0 - luck, hazards[1], leans[1]):
            parent.distressed = 0
            parent.months_distressed = 0
    elif happens(luck, p.distress.onset_scale * hazards[0], leans[0] + history_leans(parent, p)):
        parent.distressed = 1
        parent.months_distressed = 0


@rule
def health_changes(family, now, p):
    """Let lasting ill health begin or end for the parents at home."""
    family.mother.ill = still_ill(family.mother, uniform(now, Draw.HEALTH_MOTHER), p)
    if together(family):
        family.other.ill = still_ill(family.other, uniform(now, Draw.HEALTH_OTHER), p)


@rule
def still_ill(parent, luck, p):
    """Say whether a parent is in lasting ill health this month."""
    return luck >= p.health.recovers if parent.ill else luck < p.health.falls_ill
