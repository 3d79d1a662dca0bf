"""From a strategy as a scenario writes it to the policy record the rules read."""

import numpy as np

from famsim.evidence import programme_names
from famsim.model.policy import DOORS, FEATURES, POLICY, PRIORITIES, TRIGGERS
from famsim.scenario import Offer, Strategy


def policy_record(strategy: Strategy, programmes: tuple[str, ...] | None = None) -> np.recarray:
    """Return an array of one POLICY record for a strategy (see famsim.scenario.schema.Strategy).

    programmes: by row of the parameters; the register's unless given.
    """
    known = programme_names() if programmes is None else programmes
    policy = np.zeros(1, POLICY).view(np.recarray)
    record = policy[0]
    for door, share in strategy.staff_trained.items():
        record.trained[DOORS.index(door)] = share
    record.data_shared = 1.0 if strategy.data_shared else 0.0
    record.waits_shortened = strategy.waits_shortened
    record.n_offers = len(strategy.offers)
    for slot, offer in enumerate(strategy.offers):
        write_offer(record.offers[slot], offer)
        record.offers[slot].programme = known.index(offer.programme)
        for pathway in strategy.pathways:
            if pathway.to == offer.programme:
                record.pathway[DOORS.index(pathway.door), slot] = pathway.works
    return policy


def write_offer(slot: np.record, offer: Offer) -> None:
    """Fill one offer's terms, but for the row of its programme."""
    slot.rows = len(offer.who)
    for row, condition in enumerate(offer.who):
        asked = slot.who[row]
        asked.feature = FEATURES[condition.feature].place
        asked.low, asked.high = condition.low, condition.high
    slot.trigger = TRIGGERS.index(offer.when.trigger)
    slot.from_month, slot.to_month = offer.when.from_month, offer.when.to_month
    slot.begins, slot.ends = offer.begins, offer.ends
    slot.priority = PRIORITIES.index(offer.priority)
    slot.everyone = 1 if offer.invites == "everyone" else 0
    slot.both = 1 if offer.both_willing else 0
    slot.limited = 0 if offer.unlimited else 1
    slot.places = offer.places_a_month or 0.0
    for door in offer.found:
        slot.found[DOORS.index(door)] = 1.0
