"""The people at a front door, month by month, in whole heads: posts, who is trained, whose skill lapses, who leaves.

Nobody's luck: a share of some heads comes up by its running total, so that heads are whole, and add up each month.
Whom a course's own teachers train are of generation 0 and do as trained staff; those whom generation g trains are of
generation g + 1 and do fidelity ** (g + 1) as much.
Leaves out: who is at which post; a post that stands vacant sees nobody, and families come to the others, so that a door
with half its posts empty meets as many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.policy import Role

QUARTER = 3.0  # months
GENERATIONS = 4  # that a course may be handed on
WEIGHT = 1e6  # parts of a role's share of posts: more than any door has
HALF = 0.5  # of a head
NEARLY = 1e-9  # of a head: what a sum of shares may fall short of a whole one


class Kind(IntEnum):
    """How staff are trained: a course bought, one that is free to them, or trainers who hand it on."""

    BOUGHT = 0
    FREE = 1
    TRAIN_THE_TRAINER = 2


KINDS = tuple(kind.name.lower() for kind in Kind)
SEE_FAMILIES = (Role.PRACTITIONER, Role.SUPPORT_WORKER)


class Terms(NamedTuple):
    """The figures of the staff: see famsim/evidence/staff.toml for each."""

    leaves: float
    months_vacant: float
    lapses: float
    coaching_keeps: float
    fidelity: float
    trainer_trains: float
    take_up: Sequence[float]  # by role
    culture_follows: float
    culture_by_leaders: float
    culture_spots: float
    advice_hours: float
    advice_gain: float


class Course(NamedTuple):
    """A line of a strategy's training at one door: of whom, how many, when, how."""

    kind: Kind
    staff: int  # places; of train-the-trainer, how many become trainers
    begins: int
    role: Role | None  # None: anybody at the door, by their own take-up
    coached: bool
    generations: int  # that hand it on, of train-the-trainer


@dataclass
class Due:
    """What is due of each flow, in parts of a head that are not yet whole."""

    parts: dict[object, float] = field(default_factory=dict)

    def whole(self, flow: object, amount: float, most: int) -> int:
        """Return how many whole heads have come up with so much more of a flow, at most so many; the rest stays due."""
        parts = self.parts.get(flow, 0.0) + amount
        heads = min(int(parts + NEARLY), most)
        self.parts[flow] = parts - heads
        return heads


@dataclass
class Team:
    """Staff of one role at one door: untrained + trained + lapsed + vacant = posts, in every month."""

    posts: int
    untrained: int
    trained: list[int] = field(default_factory=lambda: [0] * (GENERATIONS + 1))  # by generation
    lapsed: int = 0
    vacant: list[int] = field(default_factory=list)  # for how many months each vacant post has been so
    left: int = 0  # since month 0
    joined: int = 0
    due: Due = field(default_factory=Due)

    @property
    def heads(self) -> int:
        """Who is at work."""
        return self.untrained + sum(self.trained) + self.lapsed

    @property
    def can_learn(self) -> int:
        """Who is at work and not trained, or no longer."""
        return self.untrained + self.lapsed

    def skill(self, fidelity: float) -> float:
        """Return how many trained staff's work they do."""
        return float(sum(heads * fidelity**g for g, heads in enumerate(self.trained)))

    def fill_posts(self, months_vacant: float) -> None:
        """Fill the posts that have stood vacant long enough, with people who are not trained."""
        filled = sum(months >= months_vacant for months in self.vacant)
        self.vacant = [months + 1 for months in self.vacant if months < months_vacant]
        self.untrained += filled
        self.joined += filled

    def people_leave(self, share: float) -> None:
        """Let a share of each kind leave; their posts stand vacant from this month on."""
        self.untrained -= (gone := self.due.whole("leaves untrained", share * self.untrained, self.untrained))
        lapsed = self.due.whole("leaves lapsed", share * self.lapsed, self.lapsed)
        self.lapsed -= lapsed
        gone += lapsed
        for g, heads in enumerate(self.trained):
            here = self.due.whole(("leaves", g), share * heads, heads)
            self.trained[g] -= here
            gone += here
        self.left += gone
        self.vacant += [0] * gone

    def skill_lapses(self, share: float) -> None:
        """Let the skill of a share of the trained lapse."""
        for g, heads in enumerate(self.trained):
            here = self.due.whole(("lapses", g), share * heads, heads)
            self.trained[g] -= here
            self.lapsed += here

    def learn(self, heads: int, generation: int) -> int:
        """Train so many, those who never were before the others, at most all who are at work; return how many."""
        heads = min(heads, self.can_learn)
        new = min(heads, self.untrained)
        self.untrained -= new
        self.lapsed -= heads - new
        self.trained[generation] += heads
        return heads


class Taught(NamedTuple):
    """Who was trained in a month at a door by one line: places there were, places filled, generation, by role."""

    course: int  # its place among the door's
    offered: int
    filled: int
    generation: int
    by_role: tuple[int, ...]  # the filled

    @property
    def covered(self) -> int:
        """How many of them see families, so that somebody stands in for them meanwhile."""
        return sum(self.by_role[role] for role in SEE_FAMILIES)


@dataclass
class Staff:
    """The staff of one door, a team a role, its courses, and its culture."""

    teams: list[Team]
    courses: tuple[Course, ...]
    culture: float = 0.0
    trainers: dict[int, list[int]] = field(default_factory=dict)  # by course: how many hand it on, by generation
    due: Due = field(default_factory=Due)

    @classmethod
    def of(cls, posts: Sequence[int], courses: Sequence[Course]) -> Staff:
        """Return the staff of a door with so many posts in each role, all filled, nobody trained."""
        return cls([Team(one, one) for one in posts], tuple(courses))

    def month(self, month: int, terms: Terms) -> list[Taught]:
        """Live a month: people leave, vacant posts are filled, skill lapses, courses are held, culture follows."""
        for role, team in enumerate(self.teams):
            kept = terms.coaching_keeps if self.is_coached(role, month) else 0.0
            team.people_leave(terms.leaves)
            team.fill_posts(terms.months_vacant)
            team.skill_lapses(terms.lapses * (1.0 - kept))
        taught = [one for place in range(len(self.courses)) for one in self.hold(place, month, terms)]
        self.culture += terms.culture_follows * (self.practice(terms) - self.culture)
        return taught

    def is_coached(self, role: int, month: int) -> bool:
        """Say whether a role's skill is kept by coaching."""
        return any(one.coached and one.begins <= month and one.role in (None, role) for one in self.courses)

    def hold(self, place: int, month: int, terms: Terms) -> list[Taught]:
        """Hold a course: in its month, and where it is handed on in every later one too."""
        course = self.courses[place]
        if month == course.begins:
            taught = [self.first_held(place, terms)]
            if course.kind == Kind.TRAIN_THE_TRAINER:
                self.trainers[place] = [taught[0].filled] + [0] * GENERATIONS
            return taught
        if month < course.begins or course.kind != Kind.TRAIN_THE_TRAINER:
            return []
        return self.handed_on(place, terms)

    def first_held(self, place: int, terms: Terms) -> Taught:
        """Hold a course by its own teachers: places go to those who will come, shared over roles."""
        course, teams = self.courses[place], self.teams
        if course.role is not None:
            wish = [course.staff if role == course.role else 0 for role in range(len(teams))]
        else:
            wish = [self.who_will_come(role, terms) for role in range(len(teams))]
        if course.kind == Kind.FREE and course.role is not None:
            wish[course.role] = min(course.staff, self.who_will_come(course.role, terms))
        places = shared_over([min(one, team.can_learn) for one, team in zip(wish, teams, strict=True)], course.staff)
        filled = [team.learn(heads, 0) for team, heads in zip(teams, places, strict=True)]
        return Taught(place, course.staff, sum(filled), 0, tuple(filled))

    def who_will_come(self, role: int, terms: Terms) -> int:
        """Return how many of a role come to an open course, whole by a running total that begins at half a head.

        So the nearest whole number comes to a door's first, and what it rounds away is due at its next.
        """
        able = self.teams[role].can_learn
        self.due.parts.setdefault("comes", HALF)
        return self.due.whole("comes", able * terms.take_up[role], able)

    def handed_on(self, place: int, terms: Terms) -> list[Taught]:
        """Let a course's trainers who are still there train colleagues of their role; these may hand it on too."""
        course, trainers, found = self.courses[place], self.trainers[place], []
        role = Role.PRACTITIONER if course.role is None else course.role
        team = self.teams[role]
        for g in range(course.generations):
            trainers[g] = min(trainers[g], team.trained[g])
            amount = terms.trainer_trains / QUARTER * trainers[g]
            offered = self.due.whole((place, g), amount, int(amount) + 1)
            filled = team.learn(offered, g + 1)
            trainers[g + 1] += filled
            if offered:
                of = tuple(filled if one == role else 0 for one in range(len(self.teams)))
                found.append(Taught(place, offered, filled, g + 1, of))
        return found

    def practice(self, terms: Terms) -> float:
        """Return what culture follows: the share of those who see families that are trained, and of their leaders."""
        seeing, leaders = [self.teams[role] for role in SEE_FAMILIES], self.teams[Role.MANAGER]
        front = share_trained(seeing, terms.fidelity)
        by_leaders = terms.culture_by_leaders if leaders.heads else 0.0
        return (1.0 - by_leaders) * front + by_leaders * share_trained([leaders], terms.fidelity)

    def does_as_trained(self, terms: Terms) -> float:
        """Return the share of those who see families that do as trained: by their skill, the rest by the culture."""
        own = share_trained([self.teams[role] for role in SEE_FAMILIES], terms.fidelity)
        return own + (1.0 - own) * terms.culture_spots * self.culture


def posts_of(heads: float, roles: Sequence[float]) -> list[int]:
    """Return the whole posts of each role at a door, by their shares; they add up to the heads, rounded."""
    weights = [int(share * WEIGHT) for share in roles]
    return shared_over(weights, round(heads)) if sum(weights) else [0] * len(weights)


def share_trained(teams: Sequence[Team], fidelity: float) -> float:
    """Return the share of some teams that is trained, each head by what it does of a trained one's work."""
    heads = sum(team.heads for team in teams)
    return sum(team.skill(fidelity) for team in teams) / heads if heads else 0.0


def shared_over(wishes: Sequence[int], places: int) -> list[int]:
    """Return whole places, at most as many as there are and as each wishes: in proportion, largest remainders first."""
    in_all = sum(wishes)
    if in_all <= places:
        return list(wishes)
    exact = [places * wish / in_all for wish in wishes]
    found = [int(one) for one in exact]
    order = sorted(range(len(wishes)), key=lambda place: (found[place] - exact[place], place))
    for place in order[: places - sum(found)]:
        found[place] += 1
    return found


class Week(NamedTuple):
    """A navigator's month: hours in all, those spent on advising staff and on families."""

    hours: float
    advising: float
    families: float


def week_of(posts: float, advising: float, hours_a_week: float, weeks_a_year: float) -> Week:
    """Return how the navigators' hours of a month are split: those of a year's working weeks, by twelve."""
    hours = posts * hours_a_week * weeks_a_year / MONTHS_A_YEAR
    return Week(hours, advising * hours, hours - advising * hours)


def advised(trained: float, heads: int, hours: float, terms: Terms) -> float:
    """Return the share of a door's staff that do as trained where navigators spend so many hours a month on advice.

    Whom they advise is brought a part of the way to trained.
    """
    share = min(hours / (terms.advice_hours * heads), 1.0) if heads else 0.0
    return trained + (1.0 - trained) * terms.advice_gain * share
