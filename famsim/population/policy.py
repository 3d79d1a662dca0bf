"""From a strategy as a scenario writes it to the policy record the rules read."""

from typing import TYPE_CHECKING

import numpy as np

from famsim.evidence import programme_names
from famsim.model.policy import AGENCIES, AGENCY_OF, DOORS, FEATURES, POLICY, PRIORITIES, TRIGGERS, Glance
from famsim.population.staffing import by_month, workforce
from famsim.scenario import Offer, Strategy

if TYPE_CHECKING:
    from famsim.population.start import World


def set_policy(p: np.recarray, strategy: Strategy, world: "World") -> None:
    """Put parameters, an array of one PARAMETERS record, under a strategy, with the staff it has in their figures."""
    p["policy"] = policy_record(strategy, world.programmes)
    p["policy"]["ahead"] = world.ahead
    if strategy.train or strategy.navigator:
        shares = by_month(workforce(strategy, p[0], world.area.families, world.months))
        p[0].policy.trained[:, : len(DOORS)] = shares


def policy_record(strategy: Strategy, programmes: tuple[str, ...] | None = None) -> np.recarray:
    """Return an array of one POLICY record for a strategy (see famsim.scenario.schema.Strategy).

    programmes: by row of the parameters; the register's unless given. Staff trained by heads depend on the area and the
    figures: see `set_policy`.
    """
    known = programme_names() if programmes is None else programmes
    policy = np.zeros(1, POLICY).view(np.recarray)
    record = policy[0]
    for door, share in strategy.staff_trained.items():
        record.trained[:, DOORS.index(door)] = share
    record.agency[: len(DOORS)] = [AGENCIES.index(AGENCY_OF.get(door, AGENCIES[-1])) for door in DOORS]
    record.closed[:] = 0.0 if strategy.signposting else 1.0
    record.questionnaire = 1.0 if strategy.questionnaire else 0.0
    record.data_shared = 1.0 if strategy.data_shared else 0.0
    record.waits_shortened = strategy.waits_shortened
    record.n_offers = len(strategy.offers)
    for slot, offer in enumerate(strategy.offers):
        write_offer(record.offers[slot], offer)
        record.offers[slot].programme = known.index(offer.programme)
        for pathway in strategy.pathways:
            if pathway.to == offer.programme:
                doors = [DOORS.index(door) for door in pathway.doors]
                record.pathway[doors, slot], record.delay[doors, slot] = pathway.works, pathway.delay
        record.offers[slot].stand_in = place_of(offer.stands_in, strategy)
    return policy


def place_of(programme: str | None, strategy: Strategy) -> int:
    """Return the place, from 1, of a strategy's first offer of a programme; 0 for none."""
    return 1 + [one.programme for one in strategy.offers].index(programme) if programme else 0


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
        slot.found |= 1 << DOORS.index(door)
    slot.glance = seen_at_a_glance(offer)


def seen_at_a_glance(offer: Offer) -> int:
    """Return what an offer asks for, if one look at a family tells: it asks for nobody in particular, or one yes."""
    if not offer.who:
        return Glance.ANYONE
    (first, *more), known = offer.who, Glance.__members__
    alone = not more and first.low == first.high == 1.0
    return known.get(first.feature.upper(), Glance.ROWS) if alone else Glance.ROWS
