"""What happens to a family month by month, read from its marks: births, jobs, arrears, distress, help, parting."""

from typing import Any

import numpy as np

from famsim.model.family import EMPLOYED, INACTIVE, UNEMPLOYED
from famsim.questions.twins.lives import Mark, TwinPlan

HAPPENINGS: dict[str, str] = {
    "birth": "a child is born",
    "mother_loses_job": "the mother loses a job",
    "mother_finds_work": "the mother starts work",
    "mother_leaves_work": "the mother stops work to be at home",
    "other_loses_job": "the other parent loses a job",
    "other_finds_work": "the other parent starts work",
    "other_leaves_work": "the other parent stops work to be at home",
    "arrears_begin": "the family falls behind with bills",
    "arrears_end": "the family has caught up with its bills",
    "mother_distress_begins": "the mother becomes distressed",
    "mother_distress_ends": "the mother recovers from distress",
    "other_distress_begins": "the other parent becomes distressed",
    "other_distress_ends": "the other parent recovers from distress",
    "harmful_conflict_begins": "arguments become frequent, fierce and poorly resolved",
    "harmful_conflict_ends": "arguments ease",
    "marriage": "the couple marries",
    "place_not_taken": "a place is given, and the couple does not come to the first session",
    "first_session": "first session of the programme",
    "completion": "the programme is completed",
    "stops_coming": "the programme ends without being completed",
    "parting_loss": "the couple parts, where there was no harm",
    "parting_exit": "the couple parts, out of a harmful relationship",
    "new_partner": "a new partner moves in",
    "new_partner_parts": "the mother and the new partner part",
    "grown_up": "the youngest child is grown up, and the family is followed no longer",
    "violence_begins": "there is violence, or a history of it",
}
HELP = ("place_not_taken", "first_session", "completion", "stops_coming")
HIDDEN = ("violence_begins",)  # unless violent histories are asked for
STATES = {  # begins, ends: a mark that is 1 or 0; whether it is the couple's
    ("arrears_begin", "arrears_end"): (Mark.ARREARS, False),
    ("mother_distress_begins", "mother_distress_ends"): (Mark.MOTHER_DISTRESSED, False),
    ("other_distress_begins", "other_distress_ends"): (Mark.OTHER_DISTRESSED, True),
    ("harmful_conflict_begins", "harmful_conflict_ends"): (Mark.HARMFUL, True),
}
JOBS = {"mother": (Mark.MOTHER_WORK, False), "other": (Mark.OTHER_WORK, True)}


def happened(seen: np.ndarray, given: bool, move: int | None, plan: TwinPlan) -> dict[str, list[int]]:
    """Return the months (after the event) of everything that happens in one life; seen (months, marks).

    given: whether there was a place, whose first session was in month `move`.
    """
    there = np.isfinite(seen[:, Mark.COUPLE])
    couple, partner = seen[:, Mark.COUPLE] == 1.0, seen[:, Mark.PARTNER] == 1.0
    both = there & np.roll(there, 1)
    both[0] = False
    together = both & couple & np.roll(couple, 1)
    at = {
        "birth": both & (seen[:, Mark.BIRTHS] > 0),
        "parting_loss": both & (seen[:, Mark.LOSSES] > 0) & np.roll(couple, 1),
        "parting_exit": both & (seen[:, Mark.EXITS] > 0) & np.roll(couple, 1),
        "new_partner_parts": both & np.roll(partner & ~couple, 1) & ~partner,
        "new_partner": both & partner & ~couple & ~np.roll(partner, 1),
        "marriage": together & began(seen[:, Mark.MARRIED]),
        "first_session": there & (seen[:, Mark.STARTED] > 0),
        "completion": there & (seen[:, Mark.COMPLETED] > 0),
        "grown_up": ~there & np.roll(there, 1),
        "violence_begins": both & began(seen[:, Mark.VIOLENCE]),
    }
    at["grown_up"][0] = False
    for (begins, ends), (mark, couples) in STATES.items():
        within = together if couples else both
        at[begins], at[ends] = within & began(seen[:, mark]), within & ended(seen[:, mark])
    for parent, (mark, couples) in JOBS.items():
        within, work, last = together if couples else both, seen[:, mark], np.roll(seen[:, mark], 1)
        at[f"{parent}_loses_job"] = within & (last == EMPLOYED) & (work == UNEMPLOYED)
        at[f"{parent}_leaves_work"] = within & (last == EMPLOYED) & (work == INACTIVE)
        at[f"{parent}_finds_work"] = within & (last != EMPLOYED) & (work == EMPLOYED)
    at |= help_ends(seen, given, move, plan)
    return {name: (np.flatnonzero(at[name]) - plan.before).tolist() for name in HAPPENINGS}


def began(mark: np.ndarray) -> np.ndarray:
    """Say in which months a mark has become 1."""
    found: np.ndarray = (mark == 1.0) & (np.roll(mark, 1) == 0.0)
    return found


def ended(mark: np.ndarray) -> np.ndarray:
    """Say in which months a mark has become 0."""
    found: np.ndarray = (mark == 0.0) & (np.roll(mark, 1) == 1.0)
    return found


def help_ends(seen: np.ndarray, given: bool, move: int | None, plan: TwinPlan) -> dict[str, np.ndarray]:
    """Say in which month a place was not taken, and in which a programme that had begun ended before its end."""
    not_taken, stops = np.zeros(plan.window, bool), np.zeros(plan.window, bool)
    if given and move is not None:
        first = move + plan.before
        not_taken[first] = seen[first, Mark.STARTED] == 0
        over = first + np.flatnonzero(seen[first:, Mark.ATTENDING] == 0)
        through = (seen[:, Mark.COMPLETED] > 0).any()
        if over.size and not not_taken[first] and not through:
            stops[over[0]] = True
    return {"place_not_taken": not_taken, "stops_coming": stops}


def happening_rows(lives: dict[str, dict[str, list[int]]], violence: bool) -> list[dict[str, Any]]:
    """Return the rows of `happenings`, in order of arm and month; number: which time it is in that life."""
    rows = []
    for arm, found in lives.items():
        times = [(month, event, number) for event, months in found.items() for number, month in enumerate(months, 1)]
        for month, event, number in sorted(times, key=lambda one: one[0]):
            if violence or event not in HIDDEN:
                says = HAPPENINGS[event]
                rows.append({"arm": arm, "month": month, "event": event, "number": number, "says": says})
    return rows
