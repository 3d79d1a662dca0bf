"""Stress: what weighs on a couple this month, and what it still carries from before.

Two loads in SD of quality: the short one fades in months, the long one in years. A state that lasts adds to a load
every month, so that the load settles at the state's size; an event adds once.
"""

from __future__ import annotations

from famsim.model.compiling import rule
from famsim.model.family import UNEMPLOYED
from famsim.model.now import Now
from famsim.model.records import Family, Parameters, Parent
from famsim.rules.family.calendar import has_infant, one_parent_at_home, together
from famsim.rules.family.capability import capability, couples_capability
from famsim.rules.family.standing import (
    distressed_at_home,
    months_in_arrears,
    parents_working,
    relief_felt,
    someone_unemployed,
)

MOST_CAPABLE = 2.0  # SD either way: recovery speeds up or slows down no further


@rule
def stress_carried(family: Family, now: Now, p: Parameters) -> None:
    """Update both stress loads.

    Leaves out: stress from housing, neighbours and relatives.
    """
    long, now_strained = p.stress.long_carry, short_strain(family, now, p)
    short = short_carried(family, p) if now_strained < family.strain_short else p.stress.short_carry
    events = events_this_month(family, now, p)
    family.strain_short = short * family.strain_short + (1.0 - short) * now_strained + events
    family.strain_long = long * family.strain_long + (1.0 - long) * long_strain(family, p)


@rule
def short_carried(family: Family, p: Parameters) -> float:
    """Return the share of the short load carried into the next month as it falls: capable couples recover faster.

    Capability speeds or slows what is shed in a month, so that some is shed by every family.
    """
    able = couples_capability(family) if together(family) else capability(family.mother)
    able = min(max(able, -MOST_CAPABLE), MOST_CAPABLE)
    return 1.0 - (1.0 - p.stress.short_carry) * (1.0 + p.stress.recovery_by_capability * able)


@rule
def short_strain(family: Family, now: Now, p: Parameters) -> float:
    """Return what this month's states add up to, at their steady size."""
    load = 0.0
    if someone_unemployed(family):
        load += p.stress.unemployment
    if months_in_arrears(family, now) > 0:
        load += p.stress.arrears * (1.0 - relief_felt(family))
    if has_infant(family, now):
        load += p.stress.infant
    if parents_working(family) == 0:
        load += p.stress.workless
    return load + p.stress.partner_distressed * distressed_at_home(family)


@rule
def long_strain(family: Family, p: Parameters) -> float:
    """Return what wears a family down over years: poverty, ill health, a long search for work, no partner."""
    load = p.stress.poverty * family.poor
    load += p.stress.ill_health * family.mother.ill
    if together(family):
        load += p.stress.ill_health * family.other.ill
    if long_unemployed(family.mother, p) or (together(family) and long_unemployed(family.other, p)):
        load += p.stress.long_unemployment
    if one_parent_at_home(family):
        load += p.stress.alone
    return load


@rule
def long_unemployed(parent: Parent, p: Parameters) -> bool:
    """Say whether a parent has looked for work for long."""
    return parent.work == UNEMPLOYED and parent.months_in_work_state >= p.stress.long_search_months


@rule
def events_this_month(family: Family, now: Now, p: Parameters) -> float:
    """Return what single events add to the short load in their month."""
    load = 0.0
    if family.job_loss_month == now.month:
        load += p.stress.job_loss
    if family.arrears_month == now.month:
        load += p.stress.falling_behind
    if family.parted_month == now.month - 1:
        load += p.stress.parting
    return load
