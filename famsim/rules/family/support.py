"""The way into support: noticed, talked with, referred, screened, agreed - and then the wait for a place.

Contact with a door happens under every strategy; what follows is the strategy's. A refusal can be asked again later,
a few times at most. Where places are limited, staff talk with a family only if a place can be had (engine.places tells
them how long the list is); with those for whom none can be had they hold no conversation under this strategy.
Leaves out: talks held because no place is to be had, and all that such a talk could give.
"""

from __future__ import annotations

from typing import NamedTuple

from famsim.model.chance import lasting_uniform, uniform
from famsim.model.compiling import rare, rule
from famsim.model.counts import Count, Stage
from famsim.model.draws import Draw
from famsim.model.family import ATTENDING, NO_CONTACT, NO_PROGRAMME, NOTICED, REFERRED, WAITING
from famsim.model.now import Now
from famsim.model.policy import (
    LATE,
    NO_PLACE,
    OF_CHILDREN,
    OF_DEBTS,
    SOON,
)
from famsim.model.records import Family, Note, Offer, Parameters, Programme
from famsim.rules.family.calendar import FIRST_UNION
from famsim.rules.family.contact import comes_about
from famsim.rules.family.need import difficulty, known_history, meets_as_a_couple
from famsim.rules.family.notes import pence, reach, take_note
from famsim.rules.family.noticing import (
    chance_of_hearing,
    chance_of_talking,
    pathway_works,
    spend_on_talks,
    trained_at,
)
from famsim.rules.family.screen import (
    is_above,
    safe_to_enter,
    send_to_specialist,
    two_could_come,
)
from famsim.rules.family.standing import AT_HOME, ELSEWHERE


class Wait(NamedTuple):
    """How long a list would take to come to a family that joins it now."""

    months: float
    behind_others: float  # months of these until its turn is the next


@rule
def place_to_be_had(wait: Wait, terms: Offer, month: int, p: Parameters) -> int:
    """Return whether a place that comes up after a wait can be had, and whether the list is short enough to wait for.

    Staff who see a family for other help with the same difficulty turn to it rather than to a long list. On an empty
    one somebody has to be the first, however seldom a place comes up.
    """
    if not place_can_be_had(wait.months, terms, month, p):
        return NO_PLACE
    return LATE if wait.behind_others > p.staff.rather_elsewhere else SOON


@rule
def place_can_be_had(wait: float, terms: Offer, month: int, p: Parameters) -> bool:
    """Say whether a place that comes up after so many months does so before a family's patience, or the offer, ends.

    Families wait 1 / gives_up_waiting months on average; nor do staff refer where they judge the wait too long.
    """
    patient = wait * p.support.gives_up_waiting <= 1.0 and wait <= p.staff.refers_within
    return patient and wait <= terms.ends - month + 1


@rule
def remember_noticing(family: Family, now: Now, note: Note) -> None:
    """Keep the month, and count it once an episode."""
    family.noticed_month = now.month
    if family.reached[family.offer] < Stage.NOTICED:
        take_note(note, Count.NOTICED, 1)
    reach(family, family.offer, Stage.NOTICED, note)


@rule
def hear_about_it(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Talk with a family that is noticed for an offer: at once, or where places are limited if one can be had."""
    remember_noticing(family, now, note)
    if p.policy.offers[family.offer].limited:
        family.help_stage = NOTICED
    else:
        talk_and_refer(family, now, p, note)


@rare
def talk_and_refer(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Have the conversation, with trained staff a help by itself, and refer: that arrives at once, or after a delay."""
    door, luck = family.door, uniform(now, Draw.CONVERSATION)
    comes = comes_about(family, door, programme_of(family, p), now, p)
    if luck >= chance_of_talking(door, comes, now, p):
        return
    if talk_helps(family, p) and luck < trained_at(door, now, p) * (1.0 if comes else p.staff.conversation_trained):
        family.talked_month = now.month
    reach(family, family.offer, Stage.CONVERSATION, note)
    spend_on_talks(door, pence(p.costs.conversation), p, note)
    if hears_of_violence(family, now, p, note) or uniform(now, Draw.REFERRAL) >= pathway_works(
        door, family.offer, comes, p
    ):
        return
    reach(family, family.offer, Stage.REFERRED, note)
    spend_on_talks(door, pence(p.costs.referral), p, note)
    take_note(note, Count.REFERRED_BY_HEALTH + p.policy.agency[door], 1)
    delay = p.policy.delay[door][family.offer]
    if delay > 0:
        family.help_stage = REFERRED
        family.start_month = now.month + delay
    else:
        be_received(family, now, p, note)


@rule
def talk_helps(family: Family, p: Parameters) -> bool:
    """Say whether a talk with trained staff gives something by itself: one about two people, not a debt or a child."""
    about = difficulty(family, programme_of(family, p))
    return p.staff.conversation_eases != 0.0 and about != OF_DEBTS and about != OF_CHILDREN


@rule
def hears_of_violence(family: Family, now: Now, p: Parameters, note: Note) -> bool:
    """Let a family amid violence speak of it in a talk about what screens for it: it goes to a specialist service."""
    programme = programme_of(family, p)
    if programme.screened <= 0.0 or not is_above(family, programme):
        return False
    if uniform(now, Draw.HEARS_OF_VIOLENCE) >= chance_of_hearing(family.door, now, p):
        return False
    send_to_specialist(family, programme, p, note)
    return True


@rare
def be_received(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Screen a family whose referral has arrived, and ask it."""
    if safe_to_enter(family, programme_of(family, p), uniform(now, Draw.SCREEN), p, note):
        reach(family, family.offer, Stage.SAFE, note)
        ask(family, now, p, note)
    else:
        come_to_nothing(family, now, p)


@rule
def programme_of(family: Family, p: Parameters) -> Programme:
    """Return the programme of the offer that a family is at."""
    return p.programmes[p.policy.offers[family.offer].programme]


@rule
def come_to_nothing(family: Family, now: Now, p: Parameters) -> None:
    """Remember that asking came to nothing this month: a no, a screen that erred, a wait given up, nobody came.

    Leaves out: whose doing it was. A wait in vain bars as long as a family's own no.
    """
    family.refused_month[difficulty(family, programme_of(family, p))] = now.month
    family.refusals[family.offer] += 1


@rule
def ask(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Ask whether one or both parents agree; who agrees joins the waiting list.

    How willing a family is, is in part its own and lasts: who has said no is more likely to say no again.
    """
    programme = programme_of(family, p)
    willing = willingness(family, programme, p)
    if lasting_uniform(now, Draw.AGREES, Draw.WILLINGNESS, p.support.willingness_lasts) >= willing:
        come_to_nothing(family, now, p)
        return
    two = two_could_come(family, programme)
    family.both_take_part = two and uniform(now, Draw.BOTH_AGREE) < programme.both_take_part
    if family.both_take_part == 0 and (programme.needs_both > 0.0 or p.policy.offers[family.offer].both > 0):
        come_to_nothing(family, now, p)
        return
    reach(family, family.offer, Stage.AGREED, note)
    take_note(note, Count.AGREED, 1)
    family.help_stage = WAITING
    family.joined_month = now.month


@rule
def willingness(family: Family, programme: Programme, p: Parameters) -> float:
    """Return the chance that a family says yes to a programme if it is asked.

    Leaves out: that capable parents may join groups more readily.
    """
    return programme.take_up * (p.support.willing_with_history if known_history(family) else 1.0)


@rule
def leave_queue(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Take a family off the waiting list when its patience has run out.

    What else ends a wait: `leave_queue_amid_violence`, `leave_support`, a youngest child's 18th birthday.
    """
    if uniform(now, Draw.GIVES_UP_WAITING) < p.support.gives_up_waiting:
        stop_waiting(family, now, p, note)


@rule
def leave_queue_amid_violence(family: Family, began: int, now: Now, p: Parameters, note: Note) -> None:
    """Take a family off the waiting list of a programme that screens, where violence began that whoever keeps it finds.

    `began`: where it did this month (rules.family.standing.where_violent). Found as by the screen, it goes to the
    specialist service; whom nobody finds meets the second screen.
    """
    programme = programme_of(family, p)
    looks_for = AT_HOME if meets_as_a_couple(family, programme) else ELSEWHERE
    if programme.screened <= 0.0 or began & looks_for == 0:
        return
    if uniform(now, Draw.SCREEN_WHILE_WAITING) < p.support.found_while_waiting:
        send_to_specialist(family, programme, p, note)
        stop_waiting(family, now, p, note)


@rule
def stop_waiting(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """End a wait without help, or a place not taken up; the family can be asked again later."""
    come_to_nothing(family, now, p)
    family.help_stage = NO_CONTACT
    take_note(note, Count.LEFT_QUEUE, 1)


@rule
def leave_support(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Let a couple that parts leave what is for couples: a wait, or a place not taken up, ends as any; the rest ends.

    What takes parents apart too goes on: with the mother alone where the two came as a couple, otherwise with whoever
    of the parents apart came. What a screen found of the children's parents is known of
    them apart.
    """
    if family.union == FIRST_UNION:
        family.specialist_apart = family.specialist_apart or family.specialist
    if family.help_stage != NO_CONTACT and programme_of(family, p).apart > 0.0:
        if programme_of(family, p).couples > 0.0:
            family.both_take_part = 0
        return
    if family.help_stage == WAITING or (family.help_stage == ATTENDING and now.month < family.start_month):
        stop_waiting(family, now, p, note)
    family.help_stage = NO_CONTACT
    family.both_take_part = 0
    if family.programme == NO_PROGRAMME or p.programmes[family.programme].apart <= 0.0:
        family.sessions = 0
