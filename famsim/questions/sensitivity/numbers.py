"""The numbers of an answer whose figures are asked about: what a run came to, and what pounds avert."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from famsim.measures import MEASURES
from famsim.questions.sweep import OUTCOMES
from famsim.runs import SET_UP_COST

COST, PER_POUND = "cost", "losses_averted_per_100k"
LOT = 100_000.0  # pounds
MADE = {  # from what a run keeps
    COST: ("delivery_cost", SET_UP_COST),
    PER_POUND: ("losses", "delivery_cost", SET_UP_COST),
}
NUMBERS = (*OUTCOMES, *MADE)
HEADLINE = (
    "separations",
    "losses",
    "mother_months_in_harm",
    "child_months_in_harm",
    "sdq_high",
    "helped",
    COST,
    PER_POUND,
)
HELP = ("births", "noticed", "agreed", "helped", "starts", "completed", "missed_violence", "routed", "left_queue")
PAID = ("delivery_cost", SET_UP_COST, COST)
WORDS = {
    SET_UP_COST: ("Cost of training and routes, at the start", "GBP", -1),
    COST: ("Cost in all", "GBP", -1),
    PER_POUND: ("Losses averted for each £100,000", "couples", 1),
}


class Of(NamedTuple):
    """One number: a measure of a strategy, or (`baseline`) of what it differs from another; their places."""

    strategy: str
    baseline: str
    measure: str
    place: int
    beside: int | None


def says(measure: str) -> str:
    """Return what a number is, in words."""
    return WORDS[measure][0] if measure in WORDS else MEASURES[measure].says


def unit(measure: str) -> str:
    """Return the unit of a number."""
    return WORDS[measure][1] if measure in WORDS else MEASURES[measure].unit


def is_outcome(measure: str) -> bool:
    """Say whether a number is of what becomes of families, rather than of whom help reaches and what is paid."""
    return measure not in (*HELP, *PAID)


def good(measure: str) -> int:
    """Return 1 where more of it is better, -1 where less is, 0 where neither is."""
    return WORDS[measure][2] if measure in WORDS else MEASURES[measure].good


def kept_for(measures: Sequence[str]) -> tuple[str, ...]:
    """Return what has to be read of each run for some numbers."""
    return tuple(dict.fromkeys(name for one in measures for name in MADE.get(one, (one,))))


def numbers_of(strategies: Sequence[str], measures: Sequence[str]) -> list[Of]:
    """Return every number: of each strategy, and of each less the first; what pounds avert only of a difference."""
    found = []
    for measure in measures:
        if measure != PER_POUND:
            found += [Of(name, "", measure, place, None) for place, name in enumerate(strategies)]
        found += [Of(name, strategies[0], measure, place, 0) for place, name in enumerate(strategies) if place]
    return found


def values(of: Of, runs: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """Return a number of runs (points, strategies, lucks, names), at each point and luck, (points, lucks)."""
    if of.measure == PER_POUND:
        assert of.beside is not None
        averted = of_runs("losses", runs[:, of.beside], names) - of_runs("losses", runs[:, of.place], names)
        pounds = of_runs(COST, runs[:, of.place], names) - of_runs(COST, runs[:, of.beside], names)
        each: np.ndarray = np.divide(averted * LOT, pounds, out=np.full(pounds.shape, np.nan), where=pounds > 0)
        return each
    found = of_runs(of.measure, runs[:, of.place], names)
    return found if of.beside is None else found - of_runs(of.measure, runs[:, of.beside], names)


def of_runs(measure: str, runs: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """Return a measure of runs (..., names), the sum of what it is made from."""
    found: np.ndarray = runs[..., [list(names).index(name) for name in MADE.get(measure, (measure,))]].sum(axis=-1)
    return found
