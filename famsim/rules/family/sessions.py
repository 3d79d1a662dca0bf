"""Taking part: the first session, attendance, completion, and boosters, which no programme of the register gives."""

from __future__ import annotations

from famsim.model.chance import uniform
from famsim.model.compiling import rare, rule
from famsim.model.counts import OFFERS_A_COUNT, PLACE_BITS, Count, Stage
from famsim.model.draws import Draw
from famsim.model.family import ATTENDING, NEVER, NO_CONTACT
from famsim.model.now import Now
from famsim.model.records import Family, Note, Parameters, Programme
from famsim.rules.family.effects import effects_accrue, talk_eases
from famsim.rules.family.notes import pence, reach, spend, take_note
from famsim.rules.family.screen import count_if_missed, is_known_to_be_above, may_take_part, safe_to_enter
from famsim.rules.family.support import programme_of, stop_waiting


@rare
def given_a_place(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Give a waiting family its place: the first session is the month after, or later while the wait lasts.

    Of a wait of part of a month, as many families as that part wait the month.
    """
    programme = programme_of(family, p)
    delay = programme.wait_for_start * (1.0 - p.policy.waits_shortened)
    whole = int(delay)
    family.help_stage = ATTENDING
    family.start_month = now.month + 1 + whole + (uniform(now, Draw.START_DELAYED) < delay - whole)
    reach(family, family.offer, Stage.PLACED, note)
    take_note(note, Count.PLACED, 1)
    note_whose_place(int(family.offer), note)
    take_note(note, Count.WAIT_MONTHS, now.month - family.joined_month)


@rule
def note_whose_place(offer: int, note: Note) -> None:
    """Note which offer has given a place: a count tells of so many offers, each in bits of its own."""
    place, of_some = 1 << PLACE_BITS * (offer % OFFERS_A_COUNT), offer // OFFERS_A_COUNT
    if of_some == 0:
        take_note(note, Count.PLACED_BY, place)
    elif of_some == 1:
        take_note(note, Count.PLACED_BY_NEXT, place)
    else:
        take_note(note, Count.PLACED_BY_LAST, place)


@rare
def take_part(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Live through the programme's month: a first session behind a second screen, then attendance."""
    if now.month < family.start_month:
        return
    if now.month == family.start_month and not starts(family, now, p, note):
        return
    attend(family, now, p, note)


@rule
def starts(family: Family, now: Now, p: Parameters, note: Note) -> bool:
    """Say whether a family with a place comes to the first session and passes the screen again."""
    programme = programme_of(family, p)
    if uniform(now, Draw.STARTS) >= chance_of_starting(family, programme, p):
        stop_waiting(family, now, p, note)
        return False
    if not safe_to_enter(family, programme, uniform(now, Draw.SCREEN_AT_START), p, note):
        stop_waiting(family, now, p, note)
        return False
    family.programme = p.policy.offers[family.offer].programme
    family.exposed_month = now.month
    family.sessions = 0
    family.due_sessions = 0
    reach(family, family.offer, Stage.STARTED, note)
    take_note(note, Count.STARTED, 1)
    count_if_missed(family, programme, note)
    return True


@rule
def chance_of_starting(family: Family, programme: Programme, p: Parameters) -> float:
    """Return the chance of coming to the first session; where it is the only one, that is all attendance there is."""
    first = p.support.comes_to_first_session
    return first * attendance(family, programme, p) if programme.sessions <= 1.0 else 1.0 * first


@rule
def attend(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Hold the month's sessions, add the effect of those attended, and end with the last one, or drop out.

    Who has come to the first session was at that one: the others of its month are attended, or not, as any month's.
    Leaves out: violence that begins during the sessions: nobody looks for it, it ends nothing and is no miss.
    """
    programme = p.programmes[family.programme]
    planned = int(programme.sessions)
    held = min(max(int(programme.sessions_a_month), 1), planned - int(family.due_sessions))
    family.due_sessions += held
    spend(note, Count.PENCE_SESSIONS, held * pence(programme.cost_per_session))
    came = 1 if now.month == family.start_month else 0
    if came < held and uniform(now, Draw.ATTENDS) < attendance(family, programme, p):
        came = held
    if came > 0:
        family.sessions += came
        take_note(note, Count.SESSIONS, came)
        effects_accrue(family, came / planned, p)
    if family.due_sessions >= planned:
        if family.sessions / planned >= p.support.completes:
            complete(family, note)
        finish(family)
    elif uniform(now, Draw.DROPS_OUT) < programme.drops_out:
        finish(family)


@rule
def attendance(family: Family, programme: Programme, p: Parameters) -> float:
    """Return the chance of coming to a month's sessions: material disadvantage acts here first."""
    less = p.support.attendance_poor if family.poor else 1.0
    return programme.attendance * less


@rule
def complete(family: Family, note: Note) -> None:
    """Count a programme as completed: held to its end, and enough of its sessions attended."""
    reach(family, family.offer, Stage.COMPLETED, note)
    take_note(note, Count.COMPLETED, 1)


@rule
def finish(family: Family) -> None:
    """End a programme, whether completed or not; what was gained is still felt."""
    family.help_stage = NO_CONTACT


@rule
def booster_month(family: Family, p: Parameters) -> int:
    """Return the month in which a booster of the programme taken last is due, NEVER if it has none."""
    if family.exposed_month == NEVER or p.programmes[family.programme].booster_after < 1.0:
        return NEVER
    return int(family.exposed_month) + int(p.programmes[family.programme].booster_after)


@rare
def boosted(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Give a booster to families who took part, once, so many months after the first session, if they come."""
    if now.month != booster_month(family, p):
        return
    programme = p.programmes[family.programme]
    if family.sessions == 0 or not may_take_part(family, programme) or is_known_to_be_above(family, programme):
        return
    if not safe_to_enter(family, programme, uniform(now, Draw.SCREEN_AT_BOOSTER), p, note):
        return
    if uniform(now, Draw.ATTENDS) < attendance(family, programme, p):
        count_if_missed(family, programme, note)
        spend(note, Count.PENCE_SESSIONS, pence(programme.cost_per_session))
        effects_accrue(family, programme.booster_dose, p)


@rule
def support_this_month(family: Family, now: Now, p: Parameters, note: Note) -> None:
    """Feel the month's talk with trained staff; take part if a place has begun, else a booster if one is due."""
    if family.talked_month == now.month:
        talk_eases(family, p)
    if family.help_stage == ATTENDING:
        take_part(family, now, p, note)
    elif family.exposed_month != NEVER and family.help_stage == NO_CONTACT:
        boosted(family, now, p, note)
