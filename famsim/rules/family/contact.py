"""Contact with front doors: the same under every strategy. A strategy begins at noticing.

Whether a family comes to a door in a month follows from how it stands that month, from the door's rows and from the
door's own luck, and from nothing that was done about it before: so it is asked only where an offer looks, and whoever
asks gets the same answer.
"""

from __future__ import annotations

from famsim.model.chance import lane_of, lanes_apart, near, uniform
from famsim.model.compiling import rare, rule
from famsim.model.doors import FIRST_FACT, NO_FACT, SMALL, Fact
from famsim.model.draws import FIRST_DOORS, Draw
from famsim.model.family import APART, NEVER, NO_VIOLENCE
from famsim.model.now import Now
from famsim.model.policy import MAX_DOORS
from famsim.model.records import Condition, Door, Family, Luck, Parameters, Programme, Way
from famsim.rules.family.calendar import youngest_birth
from famsim.rules.family.need import difficulty, feature
from famsim.rules.family.standing import above_the_threshold, distressed_at_home, someone_unemployed


@rule
def at_the_door(family: Family, door: int, now: Now, p: Parameters) -> bool:
    """Say whether the family is in contact with a door this month."""
    return may_be_there(door, now, p) and is_there(family, door, now, p)


@rule
def doors_met(family: Family, asked: int, now: Now, p: Parameters) -> int:
    """Return those of some doors, a bit each, with which the family is in contact this month."""
    met, left, door = 0, asked & near(now) & may_come_to(family, now, p), 0
    while left != 0:
        if left & 1 and at_the_door(family, door, now, p):
            met |= 1 << door
        left >>= 1
        door += 1
    return met


@rule
def may_come_to(family: Family, now: Now, p: Parameters) -> int:
    """Return the doors, a bit each, to which a family may come at all as it lives: most are ruled out."""
    may = p.may_come
    doors = 1 * may.anyone
    if family.arrears_month != NEVER:
        doors |= may.in_arrears
    if someone_unemployed(family):
        doors |= may.without_work
    if family.status == APART:
        doors |= may.parted
    if now.month - youngest_birth(family) < SMALL:
        doors |= may.small_child
    if family.due_month != NEVER:
        doors |= may.expecting
    if distressed_at_home(family) > 0:
        doors |= may.distressed
    if family.harmful != 0 or family.violence != NO_VIOLENCE or family.violence_elsewhere != NO_VIOLENCE:
        doors |= may.in_conflict
    return doors


@rule
def may_be_there(door: int, now: Now, p: Parameters) -> bool:
    """Say whether a family with this month's luck may be at a door at all; of most, luck alone says that it is not."""
    found = p.doors[door]
    if uniform(now, draw_of_coming(door)) < found.most:
        return True
    return found.through != 0 and uniform(now, Draw.MET_THROUGH + door) < found.met_through


@rare
def look_ahead_at_doors(luck: Luck, months: int, p: Parameters) -> None:
    """Work out, from draws worked out ahead, at which of `luck.doors` luck lets a family be in each of some months.

    A glance at what `may_be_there` says of each door in each month: of most, that it is not.
    """
    for month in range(months):
        luck.near[month] = 0
    for door in range(MAX_DOORS):
        if luck.doors >> door & 1:
            let_by(luck, door, draw_of_coming(door), months, p.doors[door].most)
            if p.doors[door].through != 0:
                let_by(luck, door, Draw.MET_THROUGH + door, months, p.doors[door].met_through)


@rule
def let_by(luck: Luck, door: int, decision: int, months: int, below: float) -> None:
    """Let a family be at a door in the months in which a decision's draw is below a chance.

    In every month, where the draw is not worked out ahead.
    """
    lane, apart = lane_of(decision >> 2), lanes_apart(decision >> 2)
    for month in range(months):
        lets = lane < 0 or luck.uniforms[decision & 3, max(lane, 0) + apart * month] < below
        luck.near[month] |= (1 if lets else 0) << door


@rule
def draw_of_coming(door: int) -> int:
    """Return the decision that coming to a door is drawn by."""
    return Draw.DOOR + door if door < FIRST_DOORS else Draw.DOOR_APPENDED + door - FIRST_DOORS


@rare
def is_there(family: Family, door: int, now: Now, p: Parameters) -> bool:
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
    return comes_to_any(family, found.through & near(now) & may_come_to(family, now, p), now, p)


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
    """Draw whether the family comes to a door this month by itself: by the first of its ways that the family meets."""
    found, luck = p.doors[door], uniform(now, draw_of_coming(door))
    if luck >= found.most or not is_open(found, now):
        return False
    for one in range(found.n_ways):
        way = found.ways[one]
        if meets_way(family, way, now):
            return luck < chance_of_coming(family, way, now)
    return False


@rule
def comes_there_about(family: Family, door: int, now: Now, p: Parameters) -> int:
    """Return the difficulties, a bit each, that a family comes to a door about: those of the way in which it comes.

    Leaves out: what a family whom a hub meets through other doors came to these about.
    """
    found = p.doors[door]
    for one in range(found.n_ways):
        if meets_way(family, found.ways[one], now):
            return found.ways[one].about
    return 0


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
    """Return the months since a birth, a parting, a distress or a job loss; LONG and more if there was none."""
    since = NEVER
    if which == Fact.YOUNGEST_MONTHS:
        since = youngest_birth(family)
    elif which == Fact.ELDEST_MONTHS:
        since = family.children[0].birth_month if family.n_children > 0 else NEVER
    elif which == Fact.MONTHS_APART:
        since = family.parted_month if family.status == APART else NEVER
    elif which == Fact.MONTHS_DISTRESSED:
        since = family.distress_month
    elif which == Fact.MONTHS_SINCE_JOB_LOSS:
        since = family.job_loss_month
    return now.month - since
