"""Money: the income position, poverty, arrears and debt."""

from __future__ import annotations

from famsim.model.chance import keyed_uniform, uniform
from famsim.model.compiling import rule
from famsim.model.draws import Draw
from famsim.model.family import APART, NEVER
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.now import Now
from famsim.model.quantile import normal_quantile
from famsim.model.records import Family, Parameters
from famsim.rules.family.calendar import together, youngest_birth
from famsim.rules.family.standing import parents_working, relief_felt, someone_unemployed


@rule
def resources(family: Family, now: Now, p: Parameters) -> float:
    """Return the family's means against its needs, in SD: what it has apart from work, and each earner.

    Leaves out: that part of the position which comes and goes by itself (a scenario may set its spread).
    """
    needs = p.money.second_adult_needs if together(family) else 0.0
    means = family.income + p.money.earner * parents_working(family) - needs
    if p.money.varies != 0.0:
        means += p.money.varies * how_the_year_is(family, now)
    return means + grown_with_child(family, now, p) + (p.money.apart_receives if family.status == APART else 0.0)


@rule
def how_the_year_is(family: Family, now: Now) -> float:
    """Return what comes and goes of a family's means, standard normal: one number for each of its years here."""
    entered, month = 1 * family.entry_month, 1 * now.month
    year = entered + MONTHS_A_YEAR * ((month - entered) // MONTHS_A_YEAR)
    return normal_quantile(keyed_uniform(family.family_id, year, now.seed, Draw.MEANS))


@rule
def grown_with_child(family: Family, now: Now, p: Parameters) -> float:
    """Return how means have grown since the youngest was small: longer hours, less to pay for care.

    Nothing at the age about which the poverty line is set; before a first birth as at a birth.
    """
    age = (now.month - youngest_birth(family)) / MONTHS_A_YEAR if family.n_children > 0 else 0.0
    return p.money.grows_with_child * (age - p.money.grows_about)


@rule
def below_the_line(family: Family, now: Now, p: Parameters) -> bool:
    """Say whether the family is in relative poverty."""
    return resources(family, now, p) < p.money.poverty_line


@rule
def money_changes(family: Family, now: Now, p: Parameters) -> None:
    """Let the family fall behind, or catch up; debts grow while it is behind and shrink after.

    Low luck is bad and high luck good, whether the family is behind or not.
    """
    family.poor = below_the_line(family, now, p)
    luck = uniform(now, Draw.ARREARS)
    if family.arrears_month == NEVER:
        if luck < chance_of_falling_behind(family, now, p):
            family.arrears_month = now.month
    elif 1.0 - luck < chance_of_catching_up(family, p):
        family.arrears_month = NEVER
    if family.arrears_month != NEVER:
        family.debt += int(p.money.debt_grows)
    else:
        family.debt = max(family.debt - int(p.money.debt_repaid), 0)


@rule
def chance_of_falling_behind(family: Family, now: Now, p: Parameters) -> float:
    """Return the month's chance of falling into arrears: higher when poor, and when a parent looks for work."""
    chance = p.money.falls_behind * now.arrears
    if family.poor:
        chance *= p.money.falls_behind_poor
    if someone_unemployed(family):
        chance *= p.money.falls_behind_unemployed
    return chance


@rule
def chance_of_catching_up(family: Family, p: Parameters) -> float:
    """Return the month's chance of leaving arrears: lower when poor or deep in debt, higher with debt advice."""
    chance = p.money.catches_up * (1.0 + p.money.relief_speeds * relief_felt(family))
    chance /= 1.0 + family.debt / p.money.debt_heavy
    if family.poor:
        chance *= p.money.catches_up_poor
    return chance
