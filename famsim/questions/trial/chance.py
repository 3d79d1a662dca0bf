"""A trial's own luck: who is drawn, into which arm, what a report errs by, who answers; keyed by family as all luck is.

The numbers stand above every decision of the rules (famsim.model.draws), so that a trial moves nobody's life.
"""

from enum import IntEnum

import numpy as np
from scipy.special import ndtri

from famsim.questions.trial.measures import MEASURES
from famsim.runs import keyed


class Luck(IntEnum):
    """What a number is for. Append only: renumbering changes every result."""

    RECRUITED = 4096
    SCREENED = 4100
    ALLOCATED = 4104
    ANSWERS = 4108
    REPORT = 4112  # and from here on: one for each outcome and person


PEOPLE = 8  # numbers kept for those who report an outcome of one family: two parents, up to five children


def uniforms(ids: np.ndarray, what: Luck, seed: int) -> np.ndarray:
    """Return a number between 0 and 1 for each family."""
    return keyed(ids, 0, what, seed)


def report_luck(ids: np.ndarray, month: int, measure: str, people: int, seed: int) -> np.ndarray:
    """Return a number between 0 and 1 for each report of an outcome in a month, (families, people)."""
    first = Luck.REPORT + PEOPLE * list(MEASURES).index(measure)
    return np.column_stack([keyed(ids, month, first + one, seed) for one in range(people)])


def errors(luck: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """Return what reports err by, of a variance each."""
    found: np.ndarray = ndtri(luck) * np.sqrt(variance)
    return found
