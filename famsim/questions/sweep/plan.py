"""The runs of an experiment, each with its key, and the lives that they share."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

import numpy as np

from famsim.evidence import Value
from famsim.questions.sweep.asked import Experiment
from famsim.questions.sweep.factors import Lever, Uncertainty
from famsim.runs import Swept, chance_seed, draw_numbers, model_version, reads, shares_lives
from famsim.scenario import Scenario, Strategy, canonical, change, one_place
from famsim.store import run_key

KEY = "famsim sweep 1 "  # another way of keeping a run's numbers must have other keys
MOST_BESIDE = 50  # runs that share a life at once; each takes memory for every family
PIECE = 1_000  # points worked out at a time: of all others what is asked is remembered, and no run
version_of = cache(model_version)


Figures = tuple[tuple[str, float], ...]  # by name, in order
Asked = tuple[int, int, str]  # a point, a strategy's place, the hash of what the two come to


@dataclass(frozen=True)
class Shard:
    """Part k of n of a sweep, for a machine of its own with a store of its own: runs by their keys."""

    k: int = 1
    n: int = 1

    def has(self, key: str) -> bool:
        """Say whether a run is of this part."""
        return int(key[:12], 16) % self.n == self.k - 1


@dataclass(frozen=True)
class SweepRun:
    """One run: its key, which cell, point, strategy (its place), draw and repetition."""

    key: str
    cell: int
    point: int
    place: int
    draw: int
    rep: int


@dataclass(frozen=True)
class Life:
    """Runs of one cell, draw and repetition that share a life: the figures it is lived by, and each run once."""

    cell: int
    draw: int
    rep: int
    figures: Figures
    runs: tuple[SweepRun, ...]


class Plan:
    """An experiment's runs, worked out life by life so that any number of them takes little memory."""

    def __init__(self, experiment: Experiment) -> None:
        self.experiment = experiment
        self.points: np.ndarray = experiment.points()
        self.columns = tuple(factor.name for factor in experiment.factors)
        self.levers = [(i, one) for i, one in enumerate(experiment.factors) if isinstance(one, Lever)]
        uncertain = [(i, one) for i, one in enumerate(experiment.factors) if isinstance(one, Uncertainty)]
        self.beside = [(i, one.figure) for i, one in uncertain if shares_lives(one.figure)]
        self.lived = [(i, one.figure) for i, one in uncertain if not shares_lives(one.figure)]

    @property
    def size(self) -> int:
        """How many runs there are, those that several points share counted for each."""
        about = self.experiment.about
        return len(self.points) * sum(len(cell.strategies) for cell in self.experiment.cells) * about.draws * about.reps

    def lives(self) -> Iterator[Life]:
        """Yield every life with its runs, many points by pieces; runs that are the same at several points come once."""
        before: tuple[int, Figures] | None = None
        seen: set[tuple[int, bytes]] = set()
        for number, figures, asked in self.pieces():
            if (number, figures) != before:
                before, seen = (number, figures), set()
            new = []
            for point, place, said in asked:
                if (mark := (place, bytes.fromhex(said))) not in seen:
                    seen.add(mark)
                    new.append((point, place, said))
            for draw, rep in self.chances():
                runs = [self.run(number, one, draw, rep) for one in new]
                if runs:
                    yield Life(number, draw, rep, figures, tuple(runs))

    def groups(self) -> Iterator[tuple[tuple[int, int, int, Figures], list[SweepRun]]]:
        """Yield each life's cell, draw, repetition and figures, with a run for every point and strategy, by pieces."""
        for number, figures, asked in self.pieces():
            for draw, rep in self.chances():
                yield (number, draw, rep, figures), [self.run(number, one, draw, rep) for one in asked]

    def pieces(self) -> Iterator[tuple[int, Figures, list[Asked]]]:
        """Yield a cell, figures that a life is lived by, and what is asked at some of the points that share them."""
        for number, cell in enumerate(self.experiment.cells):
            places = range(len(cell.strategies))
            for figures, points in self.alike().items():
                for first in range(0, len(points), PIECE):
                    some = points[first : first + PIECE]
                    yield number, figures, [(p, place, self.hash(number, p, place)) for p in some for place in places]

    def chances(self) -> Iterator[tuple[int, int]]:
        """Yield each draw with each repetition."""
        for draw in draw_numbers(self.experiment.about.draws):
            yield from ((draw, rep) for rep in range(self.experiment.about.reps))

    def run(self, cell: int, asked: Asked, draw: int, rep: int) -> SweepRun:
        """Return a run of what is asked."""
        point, place, said = asked
        return SweepRun(self.key(cell, place, said, draw, rep), cell, point, place, draw, rep)

    def runs(self) -> Iterator[SweepRun]:
        """Yield a run for every cell, point, strategy, draw and repetition; some have the same key."""
        for _, runs in self.groups():
            yield from runs

    def alike(self) -> dict[Figures, list[int]]:
        """Return the points that share a life, by the figures that it is lived by."""
        found: dict[Figures, list[int]] = {}
        for point, row in enumerate(self.points):
            found.setdefault(tuple((name, float(row[i])) for i, name in self.lived), []).append(point)
        return found

    def strategy(self, cell: int, point: int, place: int) -> Strategy:
        """Return a cell's strategy with the levers of a point pulled."""
        strategy = self.experiment.cells[cell].strategies[place]
        for i, lever in self.levers:
            strategy = lever.pull(strategy, float(self.points[point, i]))
        return strategy

    def swept(self, cell: int, point: int, place: int) -> Swept:
        """Return a run as it is lived: its strategy, and the figures that it has besides its life's."""
        strategy, branch = self.strategy(cell, point, place), self.experiment.about.branch_at or 0
        first = self.strategy(cell, point, 0) if branch else None
        figures = {
            name: value for one in (strategy, first) if one for name, value in self.figures_beside(one, point).items()
        }
        return Swept(strategy, figures, first, branch)

    def figures_beside(self, strategy: Strategy, point: int) -> dict[str, float]:
        """Return the figures of a point that a strategy reads besides those of its life."""
        return {name: float(self.points[point, i]) for i, name in self.beside if reads(strategy, name)}

    def world(self, cell: int, figures: Sequence[tuple[str, float]]) -> Scenario:
        """Return a cell's scenario under the figures that a life is lived by."""
        scenario = self.experiment.cells[cell]
        return change(scenario, evidence=dict(scenario.evidence) | dict(figures)) if figures else scenario

    def hash(self, cell: int, point: int, place: int) -> str:
        """Return the hash of what a run asks, as the canonical text of a scenario with its figures and it alone."""
        scenario = self.experiment.cells[cell]
        row = self.points[point]
        run = self.swept(cell, point, place)
        figures = dict(run.figures) | {name: float(row[i]) for i, name in self.lived}
        said = asked_text(scenario, run.strategy, figures)
        if run.first and place:  # the first one's run is the same with a branch or without
            said += f"\nbranch at {run.branch_at}\n{asked_text(scenario, run.first, figures)}"
        return sha256(said.encode()).hexdigest()

    def key(self, cell: int, place: int, said: str, draw: int, rep: int) -> str:
        """Return the key of a run: the same in whichever experiment it is asked for."""
        scenario = self.experiment.cells[cell]
        version = version_of(one_place(scenario).slug)
        name = scenario.strategies[place].name
        return run_key(KEY + said, name, draw, rep, chance_seed(scenario.seed, rep), version)


def asked_text(scenario: Scenario, strategy: Strategy, figures: Mapping[str, Value]) -> str:
    """Return the canonical text of a scenario under some figures with one strategy; no scenario is made for it."""
    said: dict[str, Any] = json.loads(canonical(scenario, strategy))
    said["evidence"] |= figures
    return json.dumps(said, sort_keys=True, separators=(",", ":"), allow_nan=False)
