"""Switching values: how far one figure, or one lever, may move before the order of two strategies turns."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from famsim.questions.sensitivity.asked import Question
from famsim.questions.sensitivity.numbers import PER_POUND, Of, kept_for, values
from famsim.questions.sensitivity.run import Lives, centre, uncertain
from famsim.questions.sensitivity.searching import Moved, Search, Turning
from famsim.questions.sweep import Experiment, Lever

USUAL = (
    "separations",
    "losses",
    "child_months_in_harm",
    PER_POUND,
)  # the orders that are turned unless others are asked for
AS_IT_IS = {"places_times": 1.0}  # what a lever is at where it is not pulled, of those of which that is one number
LEAST_VALUES, MOST_VALUES = 2, 20  # of each figure and lever: its ends; and as many as the closest look may take
BOTH = 3  # strategies, of which the two beside the first are held against each other too


@dataclass(frozen=True)
class Order:
    """Two strategies on one measure, by their places."""

    strategy: int
    against: int
    measure: str

    def difference(self, runs: np.ndarray, names: Sequence[str]) -> np.ndarray:
        """Return by how much the first of the two is above the other, at each point and luck, (points, lucks)."""
        if self.measure != PER_POUND:
            return values(Of("", "", self.measure, self.strategy, self.against), runs, names)
        one, other = (values(Of("", "", PER_POUND, place, 0), runs, names) for place in (self.strategy, self.against))
        less: np.ndarray = one - other
        return less


@dataclass(frozen=True)
class Switched:
    """Every order with every figure and lever that was moved, and where it turns."""

    question: Question
    orders: tuple[Order, ...]
    moved: tuple[Moved, ...]
    found: dict[tuple[int, int], Turning]  # by the place of what is moved and of the order


def orders_of(question: Question) -> tuple[Order, ...]:
    """Return which strategies are held against each other, on which measures."""
    names = [one.name for one in question.scenario.strategies]
    pairs = [(place, 0) for place in range(1, len(names))] + ([(2, 1)] if len(names) == BOTH else [])
    if question.table.between:
        one, other = (names.index(name) for name in question.table.between)
        pairs = [(one, other)]
    measures = question.table.measures or USUAL
    return tuple(Order(*pair, one) for pair in pairs for one in measures if one != PER_POUND or 0 not in pair)


def moved_of(question: Question) -> tuple[Moved, ...]:
    """Return each figure and then each lever with its range."""
    own = dict(zip(uncertain(question.experiment), centre(question), strict=True))
    figures = [Moved(one.name, min(one.ends), max(one.ends), at, values=one.values) for one, at in own.items()]
    levers = [one for experiment in question.levers for one in experiment.factors if isinstance(one, Lever)]
    return tuple(figures) + tuple(
        Moved(one.name, min(one.ends), max(one.ends), AS_IT_IS.get(one.changes, np.nan), one.whole, one.values)
        for one in levers
    )


def sweeps_of(question: Question, values: int) -> list[Experiment]:
    """Return the sweeps with so many values of each figure, in one, and of each lever, each in its own."""
    own, uncertainties = centre(question), uncertain(question.experiment)
    moved, found = moved_of(question), []
    if uncertainties:
        rows = [own]
        for i, one in enumerate(moved[: len(own)]):
            rows += [[*own[:i], x, *own[i + 1 :]] for x in one.spread(values)]
        found.append(question.experiment.at(np.array(rows)))
    for one, lever in zip(moved[len(own) :], question.levers, strict=True):
        found.append(lever.at(np.array([[x] for x in one.spread(values)])))
    return found or [question.experiment]


def switch(question: Question, lives: Lives) -> Switched:
    """Find where each order turns; what is tried is lived as it is asked for."""
    orders, moved = orders_of(question), moved_of(question)
    names = kept_for([one.measure for one in orders])
    own, figures = centre(question), len(uncertain(question.experiment))

    def differences(runs: np.ndarray) -> np.ndarray:
        """Return every order's difference at each point, (points, orders, lucks)."""
        return np.stack([order.difference(runs, names) for order in orders], axis=1)

    def look(wanted: Sequence[tuple[int, float]]) -> Sequence[np.ndarray]:
        """Live the values of all figures in one sweep, those of each lever in one of its own."""
        found: dict[tuple[int, float], np.ndarray] = {}
        for lever in range(figures - 1, len(moved)):
            mine = [(i, x) for i, x in wanted if (i == lever if lever >= figures else i < figures)]
            if not mine:
                continue
            experiment = question.experiment if lever < figures else question.levers[lever - figures]
            rows = [[*own[:i], x, *own[i + 1 :]] if i < figures else [x] for i, x in mine]
            here = differences(lives(experiment.at(np.array(rows)), names))
            found |= dict(zip(mine, here, strict=True))
        return [found[one] for one in wanted]

    as_it_is = question.experiment.at(np.array([own])) if figures else question.experiment
    search = Search(moved, differences(lives(as_it_is, names))[0], look)
    search.run()
    places = [(i, order) for i in range(len(moved)) for order in range(len(orders))]
    return Switched(question, orders, moved, {(i, order): search.found(i, order) for i, order in places})
