"""Notes: what happened to one family in one month, as whole numbers for the account book."""

from famsim.model.compiling import rule
from famsim.model.counts import Count, Stage


@rule
def take_note(note, what, amount):
    """Add a whole number to one of the month's counts."""
    note.counts[Count.NOTED] = 1
    note.counts[what] += amount


@rule
def spend(note, item, pence):
    """Add whole pence to what one item has cost, and to all that is spent."""
    take_note(note, item, pence)
    take_note(note, Count.PENCE, pence)


@rule
def reach(family, offer, stage, note):
    """Move a family on to a stage of an offer's funnel, counting each stage once an episode, in order."""
    while family.reached[offer] < stage:
        family.reached[offer] += 1
        note.counts[Count.NOTED] = 1
        note.stages[offer, family.reached[offer]] += 1


@rule
def new_episode(family, offer, note):
    """Begin a new episode of an offer's funnel; who has refused before may be asked afresh."""
    family.reached[offer] = -1
    family.refusals[offer] = 0
    reach(family, offer, Stage.EPISODE, note)
