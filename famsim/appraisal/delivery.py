"""What is spent on families, month by month or family by family, line by line, from what a run has counted.

Conversations and referrals are told apart by their counts, exactly but for referrals of families who wait already: of
these it is counted how many there were, not whose, and they are shared out as talks are. Sessions of a strategy with
several programmes are shared out by who has begun which in the months before: see `weights_by_month`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from famsim.appraisal.lines import TIME, Line, Lines
from famsim.model.counts import Count, Stage
from famsim.model.policy import AGENCIES

if TYPE_CHECKING:
    from famsim.scenario import Strategy

PENCE = 100.0
SPECIALIST, OWN_TIME = Line("specialist", "", "costs.specialist"), Line(TIME, "", "evaluation.family_hour")


class Course(NamedTuple):
    """A programme that an offer gives: its name, its sessions in all and a month, and what one costs in pounds.

    usual: the offer is a service that goes on under every strategy.
    """

    name: str
    sessions: int
    a_month: int
    cost: float
    usual: bool = False

    @property
    def lasts(self) -> int:
        """In how many months its sessions are held."""
        return -(-self.sessions // self.a_month)

    @property
    def line(self) -> Line:
        """The line of its sessions."""
        return Line("sessions", self.name, f"programmes.{self.name}.cost_per_session", self.usual)


def courses_of(strategy: Strategy, p: np.record, programmes: Sequence[str]) -> list[Course]:
    """Return the programme of each offer of a strategy in a draw's figures; `programmes`: by row of `p`."""
    rows = [(offer, p.programmes[programmes.index(offer.programme)]) for offer in strategy.offers]
    return [
        Course(
            offer.programme,
            max(int(row.sessions), 1),
            max(int(row.sessions_a_month), 1),
            float(row.cost_per_session),
            offer.usual,
        )
        for offer, row in rows
    ]


def talks(counts: np.ndarray, referral: float) -> Lines:
    """Return conversations and referrals by whose door it is, pence in each row of counts (rows, counts).

    referral: the pence of one.
    """
    of = range(len(AGENCIES))
    pence = np.array([counts[:, int(Count.TALKS_BY_HEALTH) + one] for one in of], np.float64)
    sent = np.array([counts[:, int(Count.REFERRED_BY_HEALTH) + one] for one in of], np.float64)
    in_all = pence.sum(axis=0)
    share = np.divide(pence, in_all, out=np.zeros_like(pence), where=in_all > 0)
    referrals = np.minimum((sent + share * counts[:, int(Count.DUPLICATED)]) * referral, pence)
    found: Lines = {}
    for one, whose in enumerate(AGENCIES):
        found[Line("conversations", whose, "costs.conversation")] = pence[one] - referrals[one]
        found[Line("referrals", whose, "costs.referral")] = referrals[one]
    return found


def weights_by_month(funnel: np.ndarray, courses: Sequence[Course]) -> np.ndarray:
    """Return the share of a month's pounds for sessions that each offer has, (months, offers).

    funnel (months, offers, stages). Whoever began in a month has its programme's sessions month by month from then on,
    as long as it lasts, each at its price. Who drops out, and boosters, are taken to be spread alike; in months in
    which nobody is on a course, as over all months.
    """
    starts = funnel[:, : len(courses), int(Stage.STARTED)].astype(np.float64)
    months, found = len(starts), np.zeros((len(starts), len(courses)))
    for offer, course in enumerate(courses):
        for after in range(min(course.lasts, months)):
            held = min(course.a_month, course.sessions - after * course.a_month)
            found[after:, offer] += starts[: months - after, offer] * held * course.cost
    in_all = found.sum(axis=0)
    whole = in_all / in_all.sum() if in_all.any() else np.full(len(courses), 1.0 / max(len(courses), 1))
    sums = found.sum(axis=1, keepdims=True)
    shares: np.ndarray = np.divide(found, sums, out=np.tile(whole, (months, 1)), where=sums > 0)
    return shares


def weights_by_family(given: np.ndarray, courses: Sequence[Course]) -> np.ndarray:
    """Return the share of a family's pounds for sessions that each offer has, (families, offers).

    given (families, offers): places that each offer gave it, each with its sessions at their price. Of a family without
    a place, who has a booster alone, all offers have alike.
    """
    found = given * np.array([course.sessions * course.cost for course in courses])
    sums = found.sum(axis=1, keepdims=True)
    alike = np.full(found.shape, 1.0 / max(len(courses), 1))
    shares: np.ndarray = np.divide(found, sums, out=alike, where=sums > 0)
    return shares


def delivered(counts: np.ndarray, courses: Sequence[Course], weights: np.ndarray, referral: float) -> Lines:
    """Return what is spent in each row of counts (rows, counts), pence by line; all of it is in some line.

    weights (rows, offers): see above. referral: the pence of one.
    """
    found = talks(counts, referral)
    found[SPECIALIST] = counts[:, int(Count.PENCE_SPECIALIST)].astype(np.float64)
    for offer, course in enumerate(courses):
        pence = counts[:, int(Count.PENCE_SESSIONS)] * weights[:, offer]
        found[course.line] = found.get(course.line, 0.0) + pence
    return {line: amounts for line, amounts in found.items() if amounts.any()}


def own_time(counts: np.ndarray, hour: float, hours: float) -> np.ndarray:
    """Return what families' time for the sessions that they come to is worth, pence in each row of counts."""
    found: np.ndarray = counts[:, int(Count.SESSIONS)] * (hour * hours * PENCE)
    return found


def from_month_0(lines: Lines) -> Lines:
    """Return lines whose first month is month 0, in which nobody has come: those of a run begin with month 1."""
    return {line: np.concatenate([[0.0], amounts]) for line, amounts in lines.items()}
