"""What a strategy costs before anybody comes, and for its staff, by what it buys and by month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from famsim.appraisal import Course, Line, Lines, courses_of, nothing, whole
from famsim.evidence import programme_names
from famsim.limits import MAX_MONTHS
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.policy import AGENCIES, AGENCY_OF, DOORS
from famsim.population import Workforce, hours_with_families, workforce
from famsim.rules.authority.workforce import KINDS, Kind

if TYPE_CHECKING:
    from famsim.scenario import Strategy

PENCE = 100
THOUSAND = 1000.0
PROGRAMMES = programme_names()
STAFF = ("training", "backfill", "coaching", "posts")
COORDINATION = Line("coordination", "", "costs.pathway_opening")


def set_up_by_month(
    strategy: Strategy, p: np.record, families: int, months: int = MAX_MONTHS, programmes: Sequence[str] = PROGRAMMES
) -> Lines:
    """Return the whole pence that staff and pathways cost an area with so many families, by line and month.

    programmes: by row of `p`; the package's, unless a scenario has its own.

    Staff trained as a share cost `costs.training` each, once, before anybody comes, which is their hours, covered by
    others; of staff trained by heads these hours are backfill, for who sees families, and the fee of the course is
    training. Pathways are agreed and opened before anybody comes.
    """
    found: Lines = {}
    for door, share in strategy.staff_trained.items():
        shared = round(float(p.staff.at_door[DOORS.index(door)]) * families / THOUSAND * share)
        put(found, Line("training", agency(door), "costs.training"), 0, shared * in_pence(p.costs.training), months)
    if strategy.pathways:
        put(found, COORDINATION, 0, len(strategy.pathways) * in_pence(p.costs.pathway_opening), months)
    if strategy.train or strategy.navigator:
        staff = workforce(strategy, p, families, months)
        put_lessons(found, strategy, staff, p)
        put_coaching(found, staff, p)
        put_posts(found, strategy, staff, p, programmes)
    return {line: amounts for line, amounts in found.items() if amounts.any()}


def put(lines: Lines, line: Line, month: int, pence: int, months: int) -> None:
    """Add pence of a month to a line, in place."""
    lines.setdefault(line, nothing(months))[month] += pence


def put_lessons(lines: Lines, strategy: Strategy, staff: Workforce, p: np.record) -> None:
    """Add, in place, what courses by heads cost: the fee of each place filled, by how it was taught, and backfill."""
    months = len(staff.trained)
    for one in staff.lessons:
        kind, whose = kind_of(strategy, one.door, one.taught.course), agency(DOORS[one.door])
        if (name := fee_named(kind, one.taught.generation)) is not None:
            pence = one.taught.filled * fee(kind, one.taught.generation, p)
            put(lines, Line("training", whose, f"costs.{name}"), one.month, pence, months)
        covered = one.taught.covered * in_pence(p.costs.training)
        put(lines, Line("backfill", whose, "costs.training"), one.month, covered, months)


def put_coaching(lines: Lines, staff: Workforce, p: np.record) -> None:
    """Add, in place, what coaching trained staff costs, month by month."""
    months = len(staff.trained)
    for month, heads in enumerate(staff.coached.tolist(), 1):
        put(lines, Line("coaching", "", "costs.coaching"), month, heads * in_pence(p.costs.coaching), months)


def put_posts(lines: Lines, strategy: Strategy, staff: Workforce, p: np.record, programmes: Sequence[str]) -> None:
    """Add, in place, what navigators' posts cost, month by month, in whole pence that add up.

    A post is paid for every hour, whatever they come to; what the price of sessions holds of its pay is not paid twice.
    """
    if (navigator := strategy.navigator) is None or not navigator.posts:
        return
    month = np.arange(len(staff.trained) + 1)
    stands = (month >= navigator.begins) & (month <= (navigator.ends or month.size))
    a_month = navigator.posts * in_pence(p.costs.post) / MONTHS_A_YEAR
    session = a_month / staff.week.hours * hours_with_families(1.0, 1.0, p)
    seen = paid_in_sessions(strategy, courses_of(strategy, p, programmes), session, month) if navigator.sees else 0.0
    full = stands * a_month
    held = np.minimum(stands * seen, full * (1.0 - navigator.advising))
    paid = whole(full - held, round(float(full.sum())) - round(float(held.sum())))
    lines[Line("posts", "", "costs.post")] = paid.astype(np.float64)


def paid_in_sessions(strategy: Strategy, courses: Sequence[Course], session: float, month: np.ndarray) -> np.ndarray:
    """Return the pence of a navigator's pay in each month that the price of sessions holds.

    That is of the sessions which the places of the offers that it sees are planned to take. session: the pence of its
    pay for the hours of one, of which a price holds no more than itself.
    Leaves out: that places may go unfilled, so that some of these hours see nobody and stand in no price.
    """
    assert strategy.navigator is not None
    found = np.zeros(month.size)
    for offer, course in zip(strategy.offers, courses, strict=True):
        if offer.programme == strategy.navigator.sees and not offer.usual:
            stands = (month >= offer.begins) & (month <= offer.ends)
            assert offer.places_a_month is not None  # those of an offer that a navigator sees are known
            found += stands * (offer.places_a_month * course.sessions * min(session, course.cost * PENCE))
    return found


def set_up_items(
    strategy: Strategy, p: np.record, families: int, months: int = MAX_MONTHS, programmes: Sequence[str] = PROGRAMMES
) -> dict[str, int]:
    """Return the pence that staff and coordination cost in so many months for a whole area with so many families."""
    found = dict.fromkeys((*STAFF, COORDINATION.purpose), 0)
    for line, amounts in set_up_by_month(strategy, p, families, months, programmes).items():
        found[line.purpose] += round(float(amounts.sum()))
    return found


def agency(door: str) -> str:
    """Return whose a door is."""
    return AGENCY_OF.get(door, AGENCIES[-1])


def kind_of(strategy: Strategy, door: int, course: int) -> Kind:
    """Return how a door's course is taught."""
    lines = [line for line in strategy.train if line.door == DOORS[door]]
    return Kind(KINDS.index(lines[course].kind))


def fee_named(kind: Kind, generation: int) -> str | None:
    """Return which of the costs the fee of one place is: bought, a trainer's own course, handed on; none where free."""
    if kind == Kind.FREE:
        return None
    if kind == Kind.BOUGHT:
        return "course_fee"
    return "handing_on" if generation else "trainer_course"


def fee(kind: Kind, generation: int, p: np.record) -> int:
    """Return the pence of one place."""
    pounds = {
        "course_fee": p.costs.course_fee,
        "trainer_course": p.costs.trainer_course,
        "handing_on": p.costs.handing_on,
    }
    name = fee_named(kind, generation)
    return 0 if name is None else in_pence(pounds[name])


def in_pence(pounds: float) -> int:
    """Return whole pence."""
    return round(float(pounds) * PENCE)


def cheaper_from(strategy: Strategy, staff: Workforce, place: int, p: np.record) -> int | None:
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
