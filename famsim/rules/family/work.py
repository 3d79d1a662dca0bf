"""Jobs: found, lost and left, month by month, at the area's rates."""

from __future__ import annotations

from typing import NamedTuple

from famsim.model.chance import uniform
from famsim.model.compiling import rule
from famsim.model.draws import Draw
from famsim.model.family import EMPLOYED, INACTIVE, LONGEST_COUNT, UNEMPLOYED
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.maths import exp
from famsim.model.now import Now
from famsim.model.records import Family, Parameters, Parent, ParentRates
from famsim.rules.family.calendar import has_infant, one_parent_at_home, together, youngest_birth
from famsim.rules.family.capability import capability
from famsim.rules.family.standing import parents_working


class Rates(NamedTuple):
    """The month's chances of losing and of finding work here, how capability eases the way back, and what ties to home.

    tied: how many times more often work is left without looking for more, and less often gone back to.
    """

    losing: float
    finding: float
    by_capability: float
    tied: float


@rule
def work_changes(family: Family, now: Now, p: Parameters) -> None:
    """Let the parents at home find, lose or leave work; remember the month of a job loss.

    In the month in which she gives birth a mother neither finds, loses nor goes back to work: whether she leaves it for
    longer is the birth's (rules.family.births).
    """
    losing = p.area.job_loss[family.decile - 1] * now.job_loss
    finding = p.work.finding * now.job_finding
    rates = Rates(losing, finding, p.work.returns_by_capability, 1.0)
    lost = False
    if youngest_birth(family) != now.month:
        hers = Rates(losing, finding, p.work.returns_by_capability, tied_to_home(family, now, p))
        lost = next_work_state(family.mother, uniform(now, Draw.WORK_MOTHER), hers, p.mother)
    if has_infant(family, now) and family.mother.work == UNEMPLOYED and lost:
        family.mother.work = INACTIVE  # at home with a baby rather than looking for work
        lost = False
    if together(family):
        lost = next_work_state(family.other, uniform(now, Draw.WORK_OTHER), rates, p.other) or lost
    if lost:
        family.job_loss_month = now.month


@rule
def next_work_state(parent: Parent, luck: float, rates: Rates, who: ParentRates) -> bool:
    """Move one parent between employed, unemployed and inactive; say whether a job was lost.

    Distressed parents lose or leave work more often and find it less often; on average over parents the rates hold.
    Capable parents go back to work more readily.
    Leaves out: that a longer search makes work harder to find.
    """
    before = parent.work
    loses = who.loses_distressed if parent.distressed else who.loses
    finds = who.finds_distressed if parent.distressed else who.finds
    if before == EMPLOYED:
        if luck < rates.losing * loses:
            parent.work = UNEMPLOYED
        elif luck < (rates.losing + who.becomes_inactive * rates.tied) * loses:
            parent.work = INACTIVE
    elif before == UNEMPLOYED:
        if luck < rates.finding * finds:
            parent.work = EMPLOYED
    elif luck < who.returns_to_work * finds * readily_back(parent, rates.by_capability) / rates.tied:
        parent.work = EMPLOYED
    if parent.work == before:
        parent.months_in_work_state = min(parent.months_in_work_state + 1, LONGEST_COUNT)
        return False
    parent.months_in_work_state = 0
    return parent.work == UNEMPLOYED


@rule
def tied_to_home(family: Family, now: Now, p: Parameters) -> float:
    """Return how many times more often a mother leaves work, and less often comes back, than others: alone with a small
    child, as lone parents' work says; else 1.
    """
    small = now.month - youngest_birth(family) < p.work.small_until * MONTHS_A_YEAR
    return exp(p.work.alone_with_small) if small and one_parent_at_home(family) else 1.0


@rule
def readily_back(parent: Parent, by_capability: float) -> float:
    """Return how many times more readily a parent goes back to work: more the more capable, never less than not."""
    return max(1.0 + by_capability * capability(parent), 0.0)


@rule
def work_group(family: Family) -> int:
    """Return the work group a family is counted in: 0 all parents at home work, 1 some, 2 none."""
    at_home = 2 if together(family) else 1
    working = parents_working(family)
    return 0 if working == at_home else (2 if working == 0 else 1)
