"""Notes: what happened to one family in one month, as whole numbers for the account book."""

from __future__ import annotations

from famsim.model.compiling import rule
from famsim.model.counts import Count, Stage
from famsim.model.maths import nearest
from famsim.model.records import Family, Note

PENCE_A_POUND = 100.0


@rule
def take_note(note: Note, what: int, amount: int) -> None:
    """Add a whole number to one of the month's counts."""
    note.noted = 1
    note.counts[what] += amount


@rule
def spend(note: Note, item: int, pence: int) -> None:
    """Add whole pence to what one item has cost, and to all that is spent."""
    take_note(note, item, pence)
    take_note(note, Count.PENCE, pence)


@rule
def pence(pounds: float) -> int:
    """Return whole pence."""
    return nearest(PENCE_A_POUND * pounds)


@rule
def reach(family: Family, offer: int, stage: int, note: Note) -> None:
    """Move a family on to a stage of an offer's funnel, counting each stage once an episode, in order."""
    if family.reached[offer] < stage:
        note.offers = max(note.offers, offer + 1)
    while family.reached[offer] < stage:
        family.reached[offer] += 1
        note.noted = 1
        note.stages[offer, family.reached[offer]] += 1


@rule
def new_episode(family: Family, offer: int, note: Note) -> None:
    """Begin a new episode of an offer's funnel; who has refused before may be asked afresh."""
    family.reached[offer] = -1
    family.refusals[offer] = 0
    reach(family, offer, Stage.EPISODE, note)
