"""Contact with front doors: by the same rule under every strategy. A strategy begins at noticing.

Whether a family comes to a door in a month follows from how it stands that month, from the door's rows and from the
door's own luck, and from no memory of what was done before: so it is asked only where an offer looks, and whoever asks
gets the same answer. Help that has moved distress, arrears or conflict moves who comes.
Leaves out: the seasons of a pregnancy and of the early years at other doors: health visitors before a birth, midwives
after it, a GP in pregnancy unless a parent is in distress.
"""

from __future__ import annotations

from famsim.model.chance import near, uniform
from famsim.model.compiling import rare, rule
from famsim.model.doors import FIRST_FACT, MUCH, NEWBORN, NO_FACT, SMALL, Fact
from famsim.model.draws import FIRST_DOORS, Draw
from famsim.model.family import APART, NEVER, NO_VIOLENCE, SHARES_CHILDREN
from famsim.model.luck import let_by, make_ready_for
from famsim.model.now import Now
from famsim.model.policy import MAX_DOORS
from famsim.model.records import Condition, Door, Family, Luck, Parameters, Programme, Way
from famsim.rules.family.calendar import together, youngest_birth
from famsim.rules.family.need import difficulty, feature
from famsim.rules.family.standing import (
    above_the_threshold,
    conflict_apart,
    distressed_at_home,
    someone_unemployed,
    strain,
)


@rule
def doors_met(family: Family, asked: int, now: Now, p: Parameters) -> int:
    """Return those of some doors, a bit each, with which the family is in contact this month."""
    met, left, door = 0, asked & not_ruled_out(family, now, p), 0
    if left != 0:
        left &= may_come_to(family, now, p)
    while left != 0:
        if left & 1 and at_the_door(family, door, now, p):
            met |= 1 << door
        left >>= 1
        door += 1
    return met


@rule
def not_ruled_out(family: Family, now: Now, p: Parameters) -> int:
    """Return the doors, a bit each, that luck does not rule out: of most, luck alone says that a family is not there.

    It rules out none where a family comes often or sooner than most, as it lives now: those are looked at closely.
    """
    may, doors = p.may_come, near(now)
    doors |= may.expecting * (family.due_month != NEVER)
    doors |= may.newborn * (now.month - youngest_birth(family) < NEWBORN)
    return doors | may.much * ((strain(family) >= MUCH) | (conflict_apart(family) >= MUCH))


@rule
def may_come_to(family: Family, now: Now, p: Parameters) -> int:
    """Return the doors, a bit each, to which a family may come at all as it lives: most are ruled out."""
    may, since_birth = p.may_come, now.month - youngest_birth(family)
    doors = 1 * may.anyone
    doors |= may.in_arrears * (family.arrears_month != NEVER)
    doors |= may.without_work * someone_unemployed(family)
    doors |= may.parted * (family.status == APART) | may.elsewhere * (family.elsewhere == SHARES_CHILDREN)
    doors |= may.small_child * (since_birth < SMALL) | may.newborn * (since_birth < NEWBORN)
    doors |= may.expecting * (family.due_month != NEVER)
    doors |= may.distressed * (distressed_at_home(family) > 0)
    violent = (family.violence != NO_VIOLENCE) | (family.violence_elsewhere != NO_VIOLENCE)
    return doors | may.in_conflict * (violent | (family.harmful != 0))


@rare
def what_luck_lets(luck: Luck, p: Parameters) -> None:
    """Say, for all families of a call, which draws let a family be at which of `luck.doors`: of most, few do."""
    for door in range(MAX_DOORS):
        if luck.doors >> door & 1:
            make_ready_for(luck, draw_of_coming(door))
            if p.doors[door].through != 0:
                make_ready_for(luck, Draw.MET_THROUGH + door)
    for door in range(MAX_DOORS):
        if luck.doors >> door & 1:
            let_by(luck, door, draw_of_coming(door), p.doors[door].most)
            if p.doors[door].through != 0:
                let_by(luck, door, Draw.MET_THROUGH + door, p.doors[door].met_through)


@rule
def draw_of_coming(door: int) -> int:
    """Return the decision that coming to a door is drawn by."""
    return Draw.DOOR + door if door < FIRST_DOORS else Draw.DOOR_APPENDED + door - FIRST_DOORS


@rare
def at_the_door(family: Family, door: int, now: Now, p: Parameters) -> bool:
    """Say whether the family comes to a door this month, or is met there having come to others.

    Where a door is met through others, as a hub is, so are some of the families who come to those.
    """
    if comes_to(family, door, now, p):
        return True
    found = p.doors[door]
    if found.through == 0 or not is_open(found, now):
        return False
    if uniform(now, Draw.MET_THROUGH + door) >= found.met_through:
        return False
    through = found.through & not_ruled_out(family, now, p) & may_come_to(family, now, p)
    return comes_to_any(family, through, now, p)


@rule
def comes_to_any(family: Family, doors: int, now: Now, p: Parameters) -> bool:
    """Say whether the family comes to any of some doors, a bit each, by itself."""
    left, door = 1 * doors, 0
    while left != 0:
        if left & 1 and comes_to(family, door, now, p):
            return True
        left >>= 1
        door += 1
    return False


@rule
def comes_to(family: Family, door: int, now: Now, p: Parameters) -> bool:
    """Draw whether the family comes to a door this month by itself: by any of the ways that it meets.

    One luck is held against them all, so that a second reason to come never makes it come less.
    """
    found, luck = p.doors[door], uniform(now, draw_of_coming(door))
    if not is_open(found, now):
        return False
    for one in range(found.n_ways):  # noqa: SIM110  # compiled
        if comes_by(family, found.ways[one], luck, now):
            return True
    return False


@rule
def comes_by(family: Family, way: Way, luck: float, now: Now) -> bool:
    """Say whether luck lets a family come by a way."""
    return meets_way(family, way, now) and luck < chance_of_coming(family, way, now)


@rule
def comes_there_about(family: Family, door: int, now: Now, p: Parameters) -> int:
    """Return the difficulties, a bit each, that a family comes to a door about: those of every way by which it comes.

    Leaves out: what a family whom a hub meets through other doors came to these about.
    """
    found, luck = p.doors[door], uniform(now, draw_of_coming(door))
    about = 0
    for one in range(found.n_ways):
        if comes_by(family, found.ways[one], luck, now):
            about |= found.ways[one].about
    return about


@rule
def comes_about(family: Family, door: int, programme: Programme, now: Now, p: Parameters) -> bool:
    """Say whether a family comes to a door about the very difficulty that a programme is for: nobody need notice it."""
    return comes_there_about(family, door, now, p) >> difficulty(family, programme) & 1 != 0


@rule
def is_open(door: Door, now: Now) -> bool:
    """Say whether a door is open this month."""
    return door.opens <= now.month < door.closes


@rule
def meets_way(family: Family, way: Way, now: Now) -> bool:
    """Say whether a family meets all that a way asks."""
    for row in range(way.rows):  # noqa: SIM110  # compiled
        if not meets(family, way.asks[row], now):
            return False
    return True


@rule
def meets(family: Family, row: Condition, now: Now) -> bool:
    """Say whether a family meets one condition."""
    return row.low <= fact(family, row.feature, now) <= row.high


@rule
def chance_of_coming(family: Family, way: Way, now: Now) -> float:
    """Return the chance of coming in a month by a way; who has more of what raises it comes sooner."""
    if way.rises_with == NO_FACT:
        return way.chance
    return way.chance * (1.0 + way.rises_by * fact(family, way.rises_with, now))


@rule
def fact(family: Family, which: int, now: Now) -> float:
    """Return a feature of a family, or one of the facts that doors alone ask for (famsim.model.doors.Fact)."""
    if which < FIRST_FACT:
        return feature(family, which, now)
    if which == Fact.VIOLENCE_AT_HOME:
        return 1.0 if above_the_threshold(family) else 0.0
    if which == Fact.VIOLENCE_ELSEWHERE:
        return 1.0 if family.elsewhere != 0 and family.violence_elsewhere != NO_VIOLENCE else 0.0
    return 1.0 * months_since(family, which, now)


@rule
def months_since(family: Family, which: int, now: Now) -> int:
    """Return the months since a birth, a parting or a job loss, or in distress; LONG and more if there was none.

    Parents apart are so whoever lives with the mother since.
    """
    since = NEVER
    if which == Fact.YOUNGEST_MONTHS:
        since = youngest_birth(family)
    elif which == Fact.ELDEST_MONTHS:
        since = family.children[0].birth_month if family.n_children > 0 else NEVER
    elif which == Fact.MONTHS_APART:
        since = began_apart(family) if family.elsewhere == SHARES_CHILDREN else NEVER
    elif which == Fact.MONTHS_SINCE_PARTING:
        since = family.parted_month if family.status == APART else NEVER
    elif which == Fact.MONTHS_DISTRESSED:
        return months_in_distress(family)
    elif which == Fact.MONTHS_SINCE_JOB_LOSS:
        since = family.job_loss_month
    return now.month - since


@rule
def months_in_distress(family: Family) -> int:
    """Return for how many months a parent at home has been in distress, the longer of two; far beyond any if none is.

    One in the month after it began, as other months since are counted; an offer's window counts that month as 0.
    """
    longest = -1
    if family.mother.distressed:
        longest = family.mother.months_distressed
    if family.other.distressed and together(family):
        longest = max(longest, family.other.months_distressed)
    return longest + 1 if longest >= 0 else -NEVER


@rule
def began_apart(family: Family) -> int:
    """Return when two parents of whom one lives elsewhere were first parents apart: at their parting, or a birth."""
    if family.elsewhere_month != NEVER:
        return family.elsewhere_month
    return family.children[0].birth_month if family.n_children > 0 else NEVER
