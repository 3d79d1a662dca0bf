"""Relationship quality of each partner, the couple's conflict, and what buffers stress.

q = centre + spread x (lasts x trait + drift) + birth + level - dip, in SD of the reference population. The dip is
added, not integrated: it lasts as long as its load.
"""

from __future__ import annotations

from famsim.model.chance import normal
from famsim.model.compiling import rule
from famsim.model.draws import Draw
from famsim.model.now import Now
from famsim.model.records import Family, Parameters, Parent, ParentRates
from famsim.rules.family.capability import capability, couples_capability
from famsim.rules.family.network import supported
from famsim.rules.family.standing import distressed_at_home, mean_quality, strain


@rule
def quality_wanders(family: Family, now: Now, p: Parameters) -> None:
    """Move both partners' slow drift by this month's correlated shocks (half-life `quality.drift_half_life`).

    Leaves out: what last month's harmful conflict wears away (a scenario may set it).
    """
    hers = normal(now, Draw.SHOCK_MOTHER)
    own = normal(now, Draw.SHOCK_OTHER)
    his = p.quality.drift_partners * hers + p.quality.drift_partners_rest * own
    family.mother.drift = p.quality.drift_carry * family.mother.drift + p.quality.drift_shock * hers
    family.other.drift = p.quality.drift_carry * family.other.drift + p.quality.drift_shock * his
    if p.quality.eroded_by_conflict != 0.0:
        family.mother.drift -= p.quality.eroded_by_conflict * family.harmful
        family.other.drift -= p.quality.eroded_by_conflict * family.harmful
    family.birth_shift *= p.births.change_carry


@rule
def partners_quality(family: Family, p: Parameters) -> None:
    """Set both partners' quality from what lasts, what wanders, births, programmes and the dip under stress.

    Deprivation acts through work, arrears, age, history and lone parenthood; its direct effect is 0 by default.
    """
    dip = p.stress.sensitivity * strain(family)
    hers, his = unbuffered_share(family, family.mother, p), unbuffered_share(family, family.other, p)
    shared = family.birth_shift + p.quality.by_decile * (family.decile - p.money.middle_decile)
    family.mother.quality = own_quality(family.mother, p.mother, p) + shared - dip * hers
    family.other.quality = own_quality(family.other, p.other, p) + shared - dip * his


@rule
def own_quality(parent: Parent, who: ParentRates, p: Parameters) -> float:
    """Return a parent's quality before births and stress. Leaves out: one process alone (`lasts` at 0: a rival)."""
    return p.quality.centre + who.average + who.spread * (p.quality.lasts * parent.trait + parent.drift) + parent.level


@rule
def unbuffered_share(family: Family, parent: Parent, p: Parameters) -> float:
    """Return the share of stress that reaches a parent's quality: capability, support and programmes buffer it.

    A history of difficulties makes stress weigh more.
    """
    able, held = p.stress.buffer_capability * capability(parent), p.stress.buffer_support * supported(family)
    buffer = able + held + family.eff_buffer
    share = 1.0 - min(buffer, p.stress.buffer_at_most)
    return share * (p.history.sensitivity if parent.history else 1.0)


@rule
def couples_unbuffered_share(family: Family, p: Parameters) -> float:
    """Return the share that reaches the two on average."""
    return 0.5 * (unbuffered_share(family, family.mother, p) + unbuffered_share(family, family.other, p))


@rule
def conflict_moves(family: Family, now: Now, p: Parameters) -> None:
    """Set how often, how fiercely and how poorly a couple argues, from last month's strain, distress and quality.

    How poorly it resolves what it argues about is a habit: it follows what both are capable of and in, with a memory.
    Leaves out: that conflict and quality may share a part of their monthly shocks.
    """
    c = p.conflict
    drive = c.from_strain * strain(family) + c.from_distress * distressed_at_home(family)
    drive -= c.from_quality * mean_quality(family)
    shock = c.shock * normal(now, Draw.SHOCK_CONFLICT)
    family.frequency = c.carry * family.frequency + (1.0 - c.carry) * drive + shock
    family.intensity = family.intensity_trait + c.intensity_from_strain * strain(family)
    poorly = c.resolution_from_distress * distressed_at_home(family) - couples_capability(family)
    family.resolution = c.resolution_carry * family.resolution + (1.0 - c.resolution_carry) * poorly


@rule
def in_harmful_conflict(family: Family, p: Parameters) -> bool:
    """Say whether conflict is frequent, intense and poorly resolved: all three above the same percentile of England."""
    c = p.conflict
    frequent, intense = family.frequency > c.frequent, family.intensity > c.intense
    return frequent & intense & (family.resolution > c.poorly_resolved)  # no guess at which fails first
