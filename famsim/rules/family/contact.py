"""Contact with front doors: the same under every strategy. A strategy begins at noticing."""

from __future__ import annotations

from famsim.model.chance import uniform
from famsim.model.compiling import rule
from famsim.model.draws import Draw
from famsim.model.family import APART, NEVER
from famsim.model.now import Now
from famsim.model.policy import Door
from famsim.model.records import Family, Parameters
from famsim.rules.family.calendar import has_infant, youngest_birth
from famsim.rules.family.money import months_in_arrears
from famsim.rules.family.stressors import distressed_at_home, strain
from famsim.rules.family.violence import above_the_threshold
from famsim.rules.family.work import someone_unemployed


@rule
def come_into_contact(family: Family, now: Now, p: Parameters) -> None:
    """Remember, for each door, whether the family is in contact with it this month."""
    family_doors(family, now, p)
    money_doors(family, now, p)
    health_doors(family, now, p)


@rule
def meets(family: Family, door: int, chance: float, now: Now) -> None:
    """Draw whether a family comes to a door this month, and remember it."""
    if chance > 0.0 and uniform(now, Draw.DOOR + door) < chance:
        family.last_contact[door] = now.month


@rule
def family_doors(family: Family, now: Now, p: Parameters) -> None:
    """Contacts that come with having children: midwife, health visitor, children's centre, school."""
    d = p.doors
    if family.due_month != NEVER:
        meets(family, Door.MIDWIFE, d.midwife, now)
    age = now.month - youngest_birth(family)
    if family.n_children > 0 and age <= d.health_visitor_until:
        chance = d.health_visitor_first if age <= d.health_visitor_first_until else d.health_visitor
        meets(family, Door.HEALTH_VISITOR, chance, now)
    if family.n_children > 0 and age < d.centre_until:
        meets(family, Door.CHILDRENS_CENTRE, d.childrens_centre, now)
    if family.n_children > 0 and now.month - family.children[0].birth_month >= d.school_from:
        meets(family, Door.SCHOOL, d.school, now)


@rule
def money_doors(family: Family, now: Now, p: Parameters) -> None:
    """Contacts that come with money trouble: nobody comes to the money desk before there is any."""
    behind = months_in_arrears(family, now)
    looking = someone_unemployed(family)
    if behind > 0 and behind >= p.doors.money_desk_lag:
        chance = p.doors.money_desk * (1.0 + p.doors.money_desk_by_strain * strain(family))
        meets(family, Door.MONEY_DESK, min(chance, 1.0), now)
    elif looking:
        meets(family, Door.MONEY_DESK, p.doors.money_desk_unemployed, now)
    if behind > 0 or (family.status == APART and family.parted_month >= now.month - p.doors.housing_after_parting):
        meets(family, Door.HOUSING, p.doors.housing, now)


@rule
def health_doors(family: Family, now: Now, p: Parameters) -> None:
    """Contacts that come with distress or harm: the GP and early help."""
    if distressed_at_home(family) > 0:
        meets(family, Door.GP, p.doors.gp_distressed, now)
    elif has_infant(family, now):
        meets(family, Door.GP, p.doors.gp_infant, now)
    if family.harmful or above_the_threshold(family):
        meets(family, Door.EARLY_HELP, p.doors.early_help, now)


@rule
def at_the_door(family: Family, door: int, now: Now) -> bool:
    """Say whether the family is in contact with a door this month."""
    return family.last_contact[door] == now.month
