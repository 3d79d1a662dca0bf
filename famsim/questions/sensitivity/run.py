"""A sensitivity worked out: its points lived by a sweep, under the same lucks, and what they show of each number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from famsim.evidence import value_at
from famsim.questions.sensitivity import methods
from famsim.questions.sensitivity.asked import Question
from famsim.questions.sensitivity.checks import central_of
from famsim.questions.sensitivity.concluding import Conclusion, conclude
from famsim.questions.sensitivity.methods import METHODS
from famsim.questions.sensitivity.numbers import HEADLINE, Of, kept_for, numbers_of, values
from famsim.questions.sweep import Experiment, Uncertainty, at_shares
from famsim.runs import tidied

Lives = Callable[[Experiment, Sequence[str]], np.ndarray]  # measures of its runs: (points, strategies, lucks, names)
ALMOST = 1e-9  # of the ends of a distribution, which a normal has not


@dataclass(frozen=True)
class Swings:
    """A number with one figure after the other at the ends of its range, (figures,), and as the scenario has all."""

    at_low: np.ndarray
    at_high: np.ndarray
    central: float


@dataclass(frozen=True)
class Indexed:
    """What a design came to: its numbers in order, what each hangs on and how it swings; points, those not lived."""

    question: Question
    numbers: tuple[Of, ...]
    conclusions: dict[Of, Conclusion] = field(repr=False)
    swings: dict[Of, Swings] = field(repr=False)
    points: int
    undone: int


def asked_of(question: Question) -> methods.Asked:
    """Return how the method's design is made."""
    table = question.table
    return methods.Asked(table.blocks, table.levels, table.seed)


def measures_of(question: Question) -> tuple[str, ...]:
    """Return the measures asked for."""
    return question.table.measures or HEADLINE


def designed(question: Question) -> tuple[np.ndarray, Experiment]:
    """Return the shares of the method's design, and the experiment at its points and at the ends of each range."""
    figures = uncertain(question.experiment)
    shares = METHODS[question.table.method].sample(asked_of(question), len(figures))
    points = np.column_stack([column(question, one, shares[:, place]) for place, one in enumerate(figures)])
    return shares, question.experiment.at(np.vstack([points, ends(question)]))


def uncertain(experiment: Experiment) -> list[Uncertainty]:
    """Return the figures that an experiment of figures alone moves."""
    return [one for one in experiment.factors if isinstance(one, Uncertainty)]


def column(question: Question, one: Uncertainty, shares: np.ndarray) -> list[float]:
    """Return a figure's values at shares: evenly over its range, or as the register draws it.

    Drawn where shares of a variance are asked for (not Morris) and the file gives the figure no range of its own.
    """
    if not is_drawn(question, one):
        return at_shares(one, shares)
    figure = question.experiment.figures[one.figure]
    found = [value_at(figure, min(max(share, ALMOST), 1.0 - ALMOST)) for share in shares.tolist()]
    return [tidied(value) for value in found if isinstance(value, float)]


def is_drawn(question: Question, one: Uncertainty) -> bool:
    """Say whether a figure follows the register's distribution rather than its range, evenly."""
    figure = question.experiment.figures[one.figure]
    whole = not one.values and (one.low, one.high) == (figure.low, figure.high)
    return whole and question.table.method != "morris" and figure.distribution != "fixed"


def centre(question: Question) -> list[float]:
    """Return every figure as the scenario has it."""
    return [central_of(question, one.figure) for one in uncertain(question.experiment)]


def ends(question: Question) -> np.ndarray:
    """Return the point of the scenario itself, and each figure at the low and the high end of its range by itself."""
    own = centre(question)
    rows = [list(own)]
    for place, one in enumerate(uncertain(question.experiment)):
        for end in (min(one.ends), max(one.ends)):
            rows.append([*own[:place], end, *own[place + 1 :]])
    return np.array(rows)


def index(question: Question, lives: Lives) -> Indexed:
    """Return what a design, lived, shows of every number."""
    shares, experiment = designed(question)
    names = kept_for(measures_of(question))
    runs = lives(experiment, names)
    strategies = [one.name for one in question.scenario.strategies]
    numbers = tuple(numbers_of(strategies, measures_of(question)))
    method, size, asked = METHODS[question.table.method], len(shares), asked_of(question)
    conclusions, swings = {}, {}
    for of in numbers:
        found = values(of, runs, names)
        conclusions[of] = conclude(method, shares, found[:size], asked)
        swings[of] = swings_of(found[size:].mean(axis=1))
    undone = int((~np.isfinite(runs).all(axis=(1, 2, 3))).sum())
    return Indexed(question, numbers, conclusions, swings, len(runs), undone)


def swings_of(found: np.ndarray) -> Swings:
    """Return the swings of a number from its values at the rows of `ends`."""
    return Swings(found[1::2], found[2::2], float(found[0]))
