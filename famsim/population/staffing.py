"""The staff of an area's doors under a strategy, month by month: what the rules read of it, and what it counts."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.model.policy import DOORS, MONTHS_KNOWN, ROLES, Role
from famsim.rules.authority.workforce import (
    KINDS,
    Course,
    Kind,
    Staff,
    Taught,
    Team,
    Terms,
    Week,
    advised,
    posts_of,
    week_of,
)
from famsim.scenario import Strategy

THOUSAND = 1000.0
STATES = ("untrained", "trained", "lapsed", "vacant", "left", "joined")  # left and joined: since month 0
REMEMBERED = 64  # strategies in some draw whose staff are kept at hand


class Lesson(NamedTuple):
    """Who was trained at a door in a month."""

    door: int
    month: int
    taught: Taught


class Workforce(NamedTuple):
    """The staff of every door whose staff are trained by heads, in whole heads; month m is row m - 1.

    trained (months, doors): the share of a door's staff who do as trained ones, whether given by heads or as a share.
    """

    doors: tuple[int, ...]  # those by heads
    trained: NDArray[np.float64]  # (months, doors)
    heads: NDArray[np.int64]  # (months, doors by heads, roles, STATES)
    culture: NDArray[np.float64]  # (months, doors by heads)
    lessons: tuple[Lesson, ...]
    coached: NDArray[np.int64]  # (months,): trained staff who are coached
    week: Week  # of the navigators, a month


class Plan(NamedTuple):
    """What a strategy does with staff, as the staff of an area live it."""

    shares: tuple[float, ...]  # by door: trained as a share, which stays
    courses: tuple[tuple[int, tuple[Course, ...]], ...]  # by door trained by heads
    week: Week
    advised: tuple[int, ...]  # doors
    advised_from: int
    advised_until: int | None


def workforce(strategy: Strategy, p: np.record, families: int, months: int) -> Workforce:
    """Return the staff of an area with so many families under a strategy, in a draw's figures."""
    posts = tuple(tuple(posts_at(door, p, families)) for door in range(len(DOORS)))
    return lived(plan_of(strategy, p), posts, terms_of(p), months)


def plan_of(strategy: Strategy, p: np.record) -> Plan:
    """Return what a strategy does with staff."""
    by_door: dict[int, list[Course]] = {}
    for line in strategy.train:
        whom = Role(ROLES.index(line.whom)) if line.whom else None
        kind = Kind(KINDS.index(line.kind))
        course = Course(kind, line.staff, line.begins, whom, line.coached, line.generations)
        by_door.setdefault(DOORS.index(line.door), []).append(course)
    shares = tuple(float(strategy.staff_trained.get(door, 0.0)) for door in DOORS)
    courses = tuple((door, tuple(found)) for door, found in sorted(by_door.items()))
    if not (navigator := strategy.navigator):
        return Plan(shares, courses, Week(0.0, 0.0, 0.0), (), 1, None)
    doors = tuple(sorted(DOORS.index(door) for door in navigator.doors))
    week = navigators(navigator.posts, navigator.advising, p)
    return Plan(shares, courses, week, doors, navigator.begins, navigator.ends)


def navigators(posts: float, advising: float, p: np.record) -> Week:
    """Return how the navigators' hours of a month are split."""
    return week_of(posts, advising, float(p.staff.hours_a_week), float(p.staff.weeks_a_year))


def hours_with_families(places: float, sessions: float, p: np.record) -> float:
    """Return the hours that so many places a month of a programme take."""
    return places * sessions * float(p.staff.session_hours)


def posts_at(door: int, p: np.record, families: int) -> list[int]:
    """Return the posts of each role at a door, for an area with so many families."""
    return posts_of(float(p.staff.at_door[door]) * families / THOUSAND, p.staff.roles.tolist())


def terms_of(p: np.record) -> Terms:
    """Return the figures of the staff in a draw."""
    s = p.staff
    return Terms(
        leaves=float(s.leaves),
        months_vacant=float(s.months_vacant),
        lapses=float(s.lapses),
        coaching_keeps=float(s.coaching_keeps),
        fidelity=float(s.fidelity),
        trainer_trains=float(s.trainer_trains),
        take_up=tuple(s.take_up.tolist()),
        culture_follows=float(s.culture_follows),
        culture_by_leaders=float(s.culture_by_leaders),
        culture_spots=float(s.culture_spots),
        advice_hours=float(s.advice_hours),
        advice_gain=float(s.advice_gain),
    )


@lru_cache(maxsize=REMEMBERED)
def lived(plan: Plan, posts: Sequence[Sequence[int]], terms: Terms, months: int) -> Workforce:
    """Live the staff of every door through so many months; what is returned is kept: not to be changed."""
    doors = tuple(door for door, _ in plan.courses)
    trained = np.tile(np.array(plan.shares), (months, 1))
    heads = np.zeros((months, len(doors), len(ROLES), len(STATES)), np.int64)
    culture, coached = np.zeros((months, len(doors))), np.zeros(months, np.int64)
    lessons: list[Lesson] = []
    for place, (door, courses) in enumerate(plan.courses):
        staff = Staff.of(posts[door], courses)
        for month in range(1, months + 1):
            lessons += [Lesson(door, month, taught) for taught in staff.month(month, terms)]
            heads[month - 1, place] = [heads_of(team) for team in staff.teams]
            culture[month - 1, place] = staff.culture
            trained[month - 1, door] = staff.does_as_trained(terms)
            coached[month - 1] += sum(
                sum(team.trained) for role, team in enumerate(staff.teams) if staff.is_coached(role, month)
            )
    advise(trained, plan, posts, terms)
    return Workforce(doors, trained, heads, culture, tuple(lessons), coached, plan.week)


def heads_of(team: Team) -> list[int]:
    """Return a team's heads in each of STATES."""
    return [team.untrained, sum(team.trained), team.lapsed, len(team.vacant), team.left, team.joined]


def advise(trained: NDArray[np.float64], plan: Plan, posts: Sequence[Sequence[int]], terms: Terms) -> None:
    """Add to each door's share, in place, what the navigators' advice does, by the staff who see families there."""
    seeing = {door: sum(posts[door][: Role.MANAGER]) for door in plan.advised}
    in_all = sum(seeing.values())
    for door, heads in seeing.items():
        hours = plan.week.advising * heads / in_all if in_all else 0.0
        for month in range(plan.advised_from - 1, min(plan.advised_until or len(trained), len(trained))):
            trained[month, door] = advised(float(trained[month, door]), heads, hours, terms)


def by_month(found: Workforce) -> NDArray[np.float64]:
    """Return the shares that the rules read, (MONTHS_KNOWN, doors): those of the last month go on."""
    rows: NDArray[np.float64] = found.trained[np.minimum(np.arange(MONTHS_KNOWN), len(found.trained) - 1)]
    return rows
