"""What a strategy's staff cost by what it buys: courses, cover for those on them, coaching, a navigator's advice."""

from typing import Any

import numpy as np

from famsim.limits import MAX_MONTHS
from famsim.model.policy import DOORS
from famsim.population import Workforce, workforce
from famsim.rules.authority.workforce import KINDS, Kind

PENCE = 100
THOUSAND = 1000.0


def staff_items(strategy: Any, p: np.record, families: int, months: int = MAX_MONTHS) -> dict[str, int]:
    """Return the pence that training, backfill, coaching and advice cost an area with so many families.

    Staff trained as a share cost `costs.training` each, once, which is their hours, covered by others; of staff trained
    by heads these hours are backfill, for who sees families, and the fee of the course is training.
    """
    shared = 0
    for door, share in strategy.staff_trained.items():
        shared += round(float(p.staff.at_door[DOORS.index(door)]) * families / THOUSAND * share)
    items = {"training": shared * in_pence(p.costs.training), "backfill": 0, "coaching": 0, "advice": 0}
    if not (strategy.train or strategy.navigator):
        return items
    staff = workforce(strategy, p, families, months)
    items["training"] += fees(strategy, staff, p)
    items["backfill"] = sum(one.taught.covered for one in staff.lessons) * in_pence(p.costs.training)
    items["coaching"] = int(staff.coached.sum()) * in_pence(p.costs.coaching)
    if strategy.navigator:
        stands = max(months - strategy.navigator.begins + 1, 0)
        items["advice"] = round(stands * staff.week.advising * in_pence(p.costs.advice))
    return items


def fees(strategy: Any, staff: Workforce, p: np.record) -> int:
    """Return the pence that courses by heads cost: the fee of each place filled, by how it was taught."""
    return sum(
        one.taught.filled * fee(kind_of(strategy, one.door, one.taught.course), one.taught.generation, p)
        for one in staff.lessons
    )


def kind_of(strategy: Any, door: int, course: int) -> Kind:
    """Return how a door's course is taught."""
    lines = [line for line in strategy.train if line.door == DOORS[door]]
    return Kind(KINDS.index(lines[course].kind))


def fee(kind: Kind, generation: int, p: np.record) -> int:
    """Return the pence of one place: bought, free, a trainer's own course, or handed on by one."""
    if kind == Kind.FREE:
        return 0
    if kind == Kind.BOUGHT:
        return in_pence(p.costs.course_fee)
    return in_pence(p.costs.handing_on if generation else p.costs.trainer_course)


def in_pence(pounds: float) -> int:
    """Return whole pence."""
    return round(float(pounds) * PENCE)


def cheaper_from(strategy: Any, staff: Workforce, place: int, p: np.record) -> int | None:
    """Return the month from which handing a course on has cost no more than buying as many places; None: never.

    place: of the strategy's lines of training. Backfill is the same either way.
    """
    line = strategy.train[place]
    course = [one for one in strategy.train if one.door == line.door].index(line)
    door, handed, bought, trained = DOORS.index(line.door), 0, 0, 0
    if line.kind != "train_the_trainer":
        return None
    for month in range(1, len(staff.trained) + 1):
        for one in staff.lessons:
            if (one.door, one.month, one.taught.course) == (door, month, course):
                handed += one.taught.filled * fee(Kind.TRAIN_THE_TRAINER, one.taught.generation, p)
                bought += one.taught.filled * fee(Kind.BOUGHT, 0, p)
                trained += one.taught.filled if one.taught.generation else 0
        if trained and handed <= bought:
            return month
    return None
