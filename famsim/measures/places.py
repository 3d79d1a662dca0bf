"""Offers whose places are taken: what one family leaves, another has, so how many had a place is not left to chance.

Where at least TAKEN of an offer's places are taken, the families that it gave one are a group of fixed size, and what
each adds to an estimate counts about the mean of its group. What comes before a place (who is noticed, who agrees) is
not bounded by it and stays as it is. In a sample fewer than LEAST places are left to chance though all are taken: its
few families fill them now and then, where those of the whole area never fill theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from famsim.model.counts import OFFERS_A_COUNT, PLACE_BITS, PLACED_BY, Count
from famsim.scenario import Helping

if TYPE_CHECKING:
    from famsim.engine import Sample
    from famsim.scenario import Offer, Strategy

TAKEN = 0.95
LEAST = 10  # places of a sample: of fewer that are taken it is not known that the area's are
ONE_OFFER = (1 << PLACE_BITS) - 1


class Booked(Protocol):
    """What a strategy's run says of its families, count by count."""

    @property
    def strategy(self) -> str:
        """Whose run it is."""

    def column(self, count: int) -> np.ndarray:
        """One count of every family."""


def places_offered(offer: Offer, sample: Sample, months: int) -> int:
    """Return how many places of an offer come up in so many months in a sample.

    0 where that they are taken says nothing: they have no limit, or a sample has fewer than LEAST.
    """
    if offer.places_a_month is None:
        return 0
    found = sample.whole(offer.places_a_month, max(min(months, offer.ends) - offer.begins + 1, 0))
    return found if sample.k <= 1.0 or found >= LEAST else 0


@dataclass(frozen=True)
class Places:
    """Places that come up under each strategy, by offer, in the families simulated, as `places_offered` has them."""

    offered: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, strategies: Iterable[Strategy], sample: Sample, months: int) -> Places:
        """Return those of some strategies in so many months."""
        return cls({one.name: [places_offered(offer, sample, months) for offer in one.offers] for one in strategies})

    def holders(self, *outcomes: Booked) -> np.ndarray | None:
        """Return each family's group of fixed size, (families,): 0 for none, then the offers whose places were taken.

        A family that several such offers gave a place is of the first, and the first run's offers come first. None
        where no offer had its places taken.
        """
        group, number = np.zeros(outcomes[0].column(Count.FAMILIES).size, np.int64), 0
        for outcome in outcomes:
            for offer, places in enumerate(self.offered.get(outcome.strategy, [])):
                given = places_given(outcome, offer)
                if places > 0 and given.sum() >= TAKEN * places:
                    number += 1
                    group[(group == 0) & (given > 0)] = number
        return group if number else None


def places_given(outcome: Booked, offer: int) -> np.ndarray:
    """Return how many places an offer gave each family, (families,)."""
    of_some, place = divmod(offer, OFFERS_A_COUNT)
    return outcome.column(PLACED_BY[of_some]).astype(np.int64) >> PLACE_BITS * place & ONE_OFFER


def helped_by_effect(outcome: Booked, by: Helping) -> np.ndarray:
    """Return which families come to a first session of a programme with a shown effect, bool (families,).

    Of a family with places of both kinds it is known that it did where it came to more first sessions than it had
    places without effect, or to more sessions than its first sessions would lead to without effect.
    """
    started, sessions = (outcome.column(one).astype(np.int64) for one in (Count.STARTED, Count.SESSIONS))
    placed, others = (sum_of_places(outcome, offers) for offers in (by.offers, by.others))
    known = (others == 0) | (started > others) | (sessions > started * by.sessions)
    found: np.ndarray = (placed > 0) & (started > 0) & known
    return found


def sum_of_places(outcome: Booked, offers: Iterable[int]) -> np.ndarray:
    """Return how many places some offers gave each family together, (families,)."""
    found = np.zeros(outcome.column(Count.STARTED).size, np.int64)
    for offer in offers:
        found += places_given(outcome, offer)
    return found
