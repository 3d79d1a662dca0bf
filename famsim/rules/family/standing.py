"""How a family stands this month: facts that several rules ask about."""

from __future__ import annotations

from famsim.model.compiling import rule
from famsim.model.family import EMPLOYED, NEVER, NO_VIOLENCE, UNEMPLOYED
from famsim.model.now import Now
from famsim.model.records import Family, Parameters
from famsim.rules.family.calendar import together

AT_HOME, ELSEWHERE = 1, 2  # where there is violence, a bit each


@rule
def parents_working(family: Family) -> int:
    """Return how many parents at home work."""
    return int(family.mother.work == EMPLOYED) + int(together(family) & (family.other.work == EMPLOYED))


@rule
def someone_unemployed(family: Family) -> bool:
    """Say whether a parent at home is looking for work."""
    return (family.mother.work == UNEMPLOYED) | (together(family) & (family.other.work == UNEMPLOYED))


@rule
def months_in_arrears(family: Family, now: Now) -> int:
    """Return how long the family has been behind, 0 if it is not."""
    return months_behind(family, now.month)


@rule
def months_behind(family: Family, month: int) -> int:
    """Return how long the family has been behind in a month of the calendar, 0 if it is not."""
    return max(month - family.arrears_month + 1, 0) if family.arrears_month != NEVER else 0


@rule
def strain(family: Family) -> float:
    """Return both loads together, in SD of quality."""
    return family.strain_short + family.strain_long


@rule
def distressed_at_home(family: Family) -> int:
    """Return how many parents at home are in distress."""
    return family.mother.distressed + family.other.distressed * together(family)


@rule
def mean_quality(family: Family) -> float:
    """Return the mean of the two partners' quality."""
    return 0.5 * (family.mother.quality + family.other.quality)


@rule
def lower_quality(family: Family) -> float:
    """Return the quality of the less happy partner."""
    return min(family.mother.quality, family.other.quality)


@rule
def above_the_threshold(family: Family) -> bool:
    """Say whether the family is above the violence threshold of couple and conflict programmes."""
    return family.violence != NO_VIOLENCE


@rule
def where_violent(family: Family) -> int:
    """Return where there is violence: between partners at home, by the parent who lives elsewhere, a bit each."""
    at_home = AT_HOME if family.violence != NO_VIOLENCE else 0
    return at_home + (ELSEWHERE if family.violence_elsewhere != NO_VIOLENCE else 0)


@rule
def conflict_that_lasts(family: Family, above: float, p: Parameters) -> float:
    """Return the conflict to which two parents apart settle: that of their lasting fierceness which is above a level.

    Leaves out: that it wears off over the years, or flares up.
    """
    return p.apart.conflict_lasts * max(family.intensity_trait - above, 0.0)


@rule
def conflict_apart(family: Family) -> float:
    """Return the conflict between parents of whom one lives elsewhere, less what programmes take off it."""
    return max(family.coparenting - family.eff_coparenting, 0.0)


@rule
def relief_felt(family: Family) -> float:
    """Return the share of money strain that advice has lifted, at most all of it."""
    return min(max(family.eff_relief, 0.0), 1.0)
