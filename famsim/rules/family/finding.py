"""Found for an offer: it stands, a family meets its rows, and staff at a door where it finds families notice it."""

from __future__ import annotations

from typing import NamedTuple

from famsim.model.chance import uniform
from famsim.model.compiling import rare, rule
from famsim.model.counts import Count, Stage
from famsim.model.draws import Draw
from famsim.model.family import NEVER, WAITING
from famsim.model.now import Now
from famsim.model.policy import LATE, MAX_DOORS, OF_COUPLE, SOON
from famsim.model.records import Family, Note, Offer, Parameters
from famsim.rules.family.contact import comes_about, doors_met
from famsim.rules.family.need import difficulty, in_window, rows_met
from famsim.rules.family.notes import pence, reach, take_note
from famsim.rules.family.noticing import chance_of_talking, noticed, pathway_works, spend_on_talks
from famsim.rules.family.screen import is_known_to_be_above, may_take_part

TALK_HERE, NOBODY_SEES = -2, -1


@rule
def stands_open(family: Family, offer: int, now: Now, p: Parameters) -> bool:
    """Say whether an offer stands and the family is inside its window, in an episode that has begun."""
    return family.reached[offer] >= 0 and in_window(family, p.policy.offers[offer], now)


@rule
def meets_every_row(family: Family, offer: int, now: Now, p: Parameters, note: Note) -> bool:
    """Say whether a family meets all rows of an offer; count those it meets, up to the first that it does not."""
    terms = p.policy.offers[offer]
    met = rows_met(family, terms, now)
    reach(family, offer, met, note)
    return met == terms.rows


@rule
def has_places(terms: Offer) -> bool:
    """Say whether an offer gives anybody a place: places are not limited, or there are some."""
    return (terms.limited == 0) | (terms.places > 0.0)


@rule
def offers_in(meets: int, offers: int) -> int:
    """Return how many offers there are in `meets`, a bit each."""
    several = 0
    for offer in range(offers):
        several += meets >> offer & 1
    return several


@rule
def offer_at(meets: int, place: int, offers: int) -> int:
    """Return the offer in `meets` that stands at a place, counted from 0 in the order written."""
    before = place
    for offer in range(offers):
        if meets >> offer & 1:
            if before == 0:
                return offer
            before -= 1
    return 0


@rule
def doors_of(meets: int, p: Parameters) -> int:
    """Return the doors, a bit each, at which any of the offers in `meets`, a bit each, finds families."""
    doors = 0
    for offer in range(p.policy.n_offers):
        doors |= p.policy.offers[offer].found * (meets >> offer & 1)
    return doors


@rule
def is_found(family: Family, meets: int, now: Now, p: Parameters, note: Note) -> bool:
    """Let doors notice a family for one of the offers whose rows it `meets`, a bit each; say whether one does.

    They are looked at in an order of chance, any as likely as another: of those left, the next is drawn by what the
    last draw left over. Where it can be asked about one alone, no order need be drawn.
    """
    doors = doors_met(family, doors_of(meets, p), now, p)
    if doors == 0 or family.noticed_month == now.month:
        return False
    there = offers_there(family, meets, doors, now, p)
    left, luck = meets, uniform(now, Draw.WHICH_OFFER) if there & (there - 1) else 0.0
    if there & (there - 1) == 0:
        left = there
    while left & there != 0:
        several = offers_in(left, p.policy.n_offers)
        place = min(int(luck * several), several - 1)
        luck = luck * several - place
        offer = offer_at(left, place, p.policy.n_offers)
        if there >> offer & 1 and is_found_for(family, Place(offer, doors), now, p, note):
            return True
        left -= 1 << offer
    return False


@rule
def offers_there(family: Family, meets: int, doors: int, now: Now, p: Parameters) -> int:
    """Return those of the offers in `meets`, a bit each, that a family may be asked about at doors where it is."""
    there = 0
    for offer in range(p.policy.n_offers):
        asks = meets >> offer & 1 and p.policy.offers[offer].found & doors != 0
        if asks and may_be_asked(family, offer, now, p):
            there |= 1 << offer
    return there


class Place(NamedTuple):
    """An offer, and the doors at which a family is this month, a bit each."""

    offer: int
    doors: int


@rule
def is_found_for(family: Family, place: Place, now: Now, p: Parameters, note: Note) -> bool:
    """Let the doors where an offer finds families, as far as a family is there, notice it; say whether one does."""
    offer, terms = place.offer, p.policy.offers[place.offer]
    left, door = place.doors & terms.found, 0
    while left != 0:
        if left & 1:
            reach(family, offer, Stage.CONTACT, note)
            if is_seen(family, door, terms, now, p):
                family.offer, family.door = offer, door
                return True
        left >>= 1
        door += 1
    return False


@rule
def is_seen(family: Family, door: int, terms: Offer, now: Now, p: Parameters) -> bool:
    """Say whether staff at a door see that an offer is for a family: it says what it comes about, or they notice it."""
    return comes_about(family, door, p.programmes[terms.programme], now, p) or noticed(family, door, terms, now, p)


@rare
def refer_twice(family: Family, offer: int, now: Now, p: Parameters, note: Note) -> None:
    """Let staff who do not know that a family waits already talk with it about another offer, at one door at most.

    It costs them the time, once from the referral to the end of the wait: then they know. It changes nothing else for
    the family.
    Help with another difficulty is no second referral: it waits its turn.
    Leaves out: two helps at a time, such as debt advice while a couple waits for counselling: while it waits, nothing
    else that it needs is looked at.
    """
    terms = p.policy.offers[offer]
    programme = p.programmes[terms.programme]
    waits_for = p.programmes[p.policy.offers[family.offer].programme]
    if difficulty(family, programme) != difficulty(family, waits_for):
        return
    known = p.policy.data_shared > 0.0 or is_known_to_be_above(family, programme)
    known = known or family.noticed_month > referred_month(family, p)
    if known or family.noticed_month == now.month or not may_take_part(family, programme):
        return
    doors = doors_met(family, terms.found, now, p)
    for door in range(MAX_DOORS if doors != 0 else 0):
        if doors >> door & 1 and is_seen(family, door, terms, now, p):
            comes = comes_about(family, door, programme, now, p)
            if uniform(now, Draw.CONVERSATION) < chance_of_talking(door, comes, now, p):
                spend_on_talks(door, pence(p.costs.conversation), p, note)
                family.noticed_month = now.month
                if uniform(now, Draw.REFERRAL) < pathway_works(door, offer, comes, p):
                    spend_on_talks(door, pence(p.costs.referral), p, note)
                    take_note(note, Count.DUPLICATED, 1)
            return


@rule
def referred_month(family: Family, p: Parameters) -> int:
    """Return the month in which a family that waits, or whose referral is under way, was referred."""
    arrives = family.joined_month if family.help_stage == WAITING else family.start_month
    return int(arrives) - p.policy.delay[family.door][family.offer]


@rule
def may_be_asked(family: Family, offer: int, now: Now, p: Parameters) -> bool:
    """Say whether a family may be asked: not soon after a refusal, not twice the same programme running.

    A no to help with one difficulty, or a wait for it that came to nothing, bars no help with another. Who has said no
    is asked again a few times at most in one episode. A family that a programme's screen has found above the violence
    threshold is never asked again, but as a couple with a new partner: what a wrong yes would cost those harmed is not
    to be had back, and no table says when violence has ended for good. Help with debts, unscreened, stays open.
    Leaves out: that violence may have ended for good, and a specialist then say so.
    """
    row = p.policy.offers[offer].programme
    programme = p.programmes[row]
    if not may_take_part(family, programme):
        return False
    refused = family.refused_month[difficulty(family, programme)]
    waited = refused == NEVER or now.month - refused >= p.support.ask_again
    open_to_it = waited and family.refusals[offer] <= p.support.asked_again_at_most
    return open_to_it and not has_just_had(family, row, p) and not is_known_to_be_above(family, programme)


@rule
def has_just_had(family: Family, row: int, p: Parameters) -> bool:
    """Say whether a programme is the one taken last; help with debts not, for who has fallen behind again since.

    Nor what the mother had with another partner, or with the parent elsewhere, for the couple that she is one of now.
    Leaves out: taking any other programme a second time running.
    """
    programme = p.programmes[row]
    if family.programme != row:
        return False
    if difficulty(family, programme) == OF_COUPLE and family.exposed_month < family.together_month:
        return False
    return programme.debts <= 0.0 or family.arrears_month <= family.exposed_month


@rule
def turned_to(family: Family, to_be_had: int, now: Now, p: Parameters) -> int:
    """Return what staff do about the offer that a family is noticed for, by what place is `to_be_had` (policy.SOON).

    TALK_HERE: they talk with it about that offer. Else the next one that they turn to, see `next_seen`, or NOBODY_SEES.
    """
    if to_be_had == SOON:
        return TALK_HERE
    seen = next_seen(family, to_be_had == LATE, now, p)
    return TALK_HERE if to_be_had == LATE and seen == NOBODY_SEES else seen


@rule
def next_seen(family: Family, same: bool, now: Now, p: Parameters) -> int:
    """Return the next offer in the order written that staff see a family for this month, and at which door.

    For a family for whose offer no place can be had, or not soon: offer x MAX_DOORS + door, or NOBODY_SEES where none
    is. same: help with the same difficulty alone.
    """
    for_what = difficulty(family, p.programmes[p.policy.offers[family.offer].programme])
    for offer in range(family.offer + 1, p.policy.n_offers):
        terms = p.policy.offers[offer]
        helps = not same or difficulty(family, p.programmes[terms.programme]) == for_what
        stands = helps and stands_open(family, offer, now, p) and rows_met(family, terms, now) == terms.rows
        if stands and has_places(terms) and may_be_asked(family, offer, now, p):
            doors = doors_met(family, terms.found, now, p)
            for door in range(MAX_DOORS if doors != 0 else 0):
                if doors >> door & 1 and is_seen(family, door, terms, now, p):
                    return offer * MAX_DOORS + door
    return NOBODY_SEES
