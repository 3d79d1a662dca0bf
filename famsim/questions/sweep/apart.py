"""Do the parts of an experiment that is new get in each other's way? Stores of before may hold such, and stay open."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from famsim.errors import FamsimError
from famsim.questions.sweep.factors import CHANGES, Lever
from famsim.scenario import Fault, Strategy

if TYPE_CHECKING:
    from famsim.questions.sweep.asked import Experiment

Found = tuple[tuple[str | int, ...], Fault]
MONTHS = ("begins", "ends")  # of one offer these must agree; each alone is looked at with the lever


def clashes(experiment: "Experiment") -> Iterator[Found]:
    """Yield where two parts of an experiment get in each other's way, and how; the worst first."""
    about = experiment.about
    yield from twice("scenarios", about.scenarios)
    yield from twice("outcomes", about.outcomes or ())
    strategies = [one for cell in experiment.cells for one in cell.strategies]
    levers = [(i, one) for i, one in enumerate(experiment.factors) if isinstance(one, Lever)]
    for (_, first), (j, second) in combinations(levers, 2):
        both = [one.name for one in strategies if kind(first) == kind(second) and share(first, second, one)]
        if both:
            what = f"it moves in {both[0]} what {first.name!r} moves, which would then do nothing"
            yield ("lever", j), Fault(what, "levers of other offers, strategies, doors or changes", None)
    yield from months_apart(experiment, [one for one in levers if one[1].changes in MONTHS], strategies)


def twice(field: str, names: Sequence[str]) -> Iterator[Found]:
    """Yield each name that a list has already."""
    for place, name in enumerate(names):
        if name in names[:place]:
            yield ("experiment", field, place), Fault(f"{name!r} is named twice", "each once", None)


def kind(lever: Lever) -> tuple[str, str | None]:
    """Return what a lever changes; places are places, however they are counted."""
    return "places" if lever.changes.startswith("places") else lever.changes, lever.door


def share(first: Lever, second: Lever, strategy: Strategy) -> bool:
    """Say whether two levers of one kind change the same in a strategy."""
    if not (first.moves(strategy) and second.moves(strategy)):
        return False
    if not CHANGES[first.changes].of_offers:
        return True
    return bool(set(first.offers_moved(strategy)) & set(second.offers_moved(strategy)))


def months_apart(
    experiment: "Experiment", levers: list[tuple[int, Lever]], strategies: Sequence[Strategy]
) -> Iterator[Found]:
    """Yield a point of the design at which an offer would end before it begins."""
    if len(levers) < 2:
        return
    places = [i for i, _ in levers]
    for row in sorted(set(map(tuple, experiment.points()[:, places].tolist()))):
        for strategy in strategies:
            try:
                pulled(strategy, [one for _, one in levers], row)
            except FamsimError as error:
                point = ", ".join(f"{one.name} {value:g}" for value, (_, one) in zip(row, levers, strict=True))
                yield ("lever", places[-1]), Fault(f"at {point}: {error}", "values that go together", None)
                return


def pulled(strategy: Strategy, levers: Sequence[Lever], values: Sequence[float]) -> Strategy:
    """Return a strategy with each lever at its value; ScenarioError where they do not go together."""
    for lever, value in zip(levers, values, strict=True):
        strategy = lever.pull(strategy, value)
    return strategy
