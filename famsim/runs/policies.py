"""Strategies put into the parameters that a run is lived by, and what of them changes from year to year.

Without what sustains offers after a grant nothing does. With it, in each run: provision goes on after the grant until
it stops, the skill of staff trained as a share wears out month by month, and what pathways bring year by year.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.limits import MAX_MONTHS
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.policy import DOORS
from famsim.population import beside, set_policy, with_strategy
from famsim.runs.living import BeginYear
from famsim.runs.seeds import chance_seed
from famsim.runs.sustaining import Wear, luck_of, wear_in
from famsim.scenario import is_sustained

if TYPE_CHECKING:
    from famsim.engine import Run, Together
    from famsim.population import World
    from famsim.scenario import Strategy


class About(NamedTuple):
    """Which run it is."""

    draw: int
    rep: int


def grant_ends(strategy: Strategy) -> int:
    """Return the last month of a strategy's grant."""
    assert strategy.grant is not None and strategy.grant.ends is not None
    return strategy.grant.ends


def wear_of(strategy: Strategy, world: World, draw: int) -> Wear:
    """Return how a strategy's offers wear out after its grant in a draw."""
    assert strategy.grant is not None
    return wear_in(tuple(sorted(strategy.grant.factors.items())), tuple(world.overrides.items()), draw)


def last_month_of(strategy: Strategy, world: World, draw: int, rep: int) -> int:
    """Return the last month in which a strategy's offers stand in a run."""
    return last_month(strategy, world, About(draw, rep))


def last_month(strategy: Strategy, world: World, about: About) -> int:
    """Return the last month in which a strategy's offers stand in a run: that of its grant, or of what goes on."""
    seed = chance_seed(world.seed, about.rep)
    on = wear_of(strategy, world, about.draw).months_on(luck_of(seed, about.draw, about.rep))
    return min(grant_ends(strategy) + on, MAX_MONTHS)


def goes_on(strategy: Strategy) -> list[int]:
    """Return the places of the offers that may go on: those that stand when the grant ends."""
    found = enumerate(strategy.offers)
    return [place for place, one in found if not one.usual and one.ends == grant_ends(strategy)]


def after_grant(p: np.recarray, strategy: Strategy, world: World, about: About) -> None:
    """Let provision go on after a strategy's grant, and skill wear out, in an array of one PARAMETERS record."""
    if not is_sustained(strategy):
        return
    policy, ends = p.view(np.ndarray)["policy"], grant_ends(strategy)
    for place in goes_on(strategy):
        policy["offers"]["ends"][0, place] = last_month(strategy, world, about)
    kept = wear_of(strategy, world, about.draw)
    by_heads = {line.door for line in strategy.train}
    doors = [DOORS.index(door) for door in strategy.staff_trained if door not in by_heads]
    months = np.arange(1, policy["trained"].shape[1] + 1)
    left = np.array([kept.skill(month - ends) for month in months])
    policy["trained"][0][:, doors] *= left[:, None]


class Fade(NamedTuple):
    """The pathways of a strategy that wear out, in an array of PARAMETERS records, at one place of it."""

    p: NDArray[np.void]
    place: int
    opened: NDArray[np.float64]  # (doors, offers)
    columns: list[int]  # the offers that go on
    ends: int
    wear: Wear

    def begin_year(self, lived: int) -> None:
        """Set what pathways bring in the year that begins after so many months."""
        months = range(lived + 1, lived + MONTHS_A_YEAR + 1)
        left = sum(self.wear.pathways(month - self.ends) for month in months) / MONTHS_A_YEAR
        self.p["policy"]["pathway"][self.place][:, self.columns] = self.opened[:, self.columns] * left


def fades(p: Any, place: int, strategy: Strategy, world: World, about: About) -> list[BeginYear]:
    """Return what of a strategy's pathways wears out; nothing where nothing sustains its offers."""
    if not is_sustained(strategy):
        return []
    of = p.view(np.ndarray)
    opened = of["policy"]["pathway"][place].copy()
    kept = wear_of(strategy, world, about.draw)
    return [Fade(of, place, opened, goes_on(strategy), grant_ends(strategy), kept).begin_year]


def begun(start: Run, strategy: Strategy, world: World, about: About) -> tuple[Run, list[BeginYear]]:
    """Return a copy of a start that goes on under a strategy, and what of it changes from year to year."""
    run = with_strategy(start, strategy, world)
    after_grant(run.p, strategy, world, about)
    return run, fades(run.p, 0, strategy, world, about)


def begun_together(
    start: Run, strategies: Sequence[Strategy], world: World, about: About
) -> tuple[Together, list[BeginYear]]:
    """Return a start that goes on under the first strategy with the others beside it, and what changes by year."""
    base, found = begun(start, strategies[0], world, about)
    others = []
    for strategy in strategies[1:]:
        p = start.p.copy()
        set_policy(p, strategy, world)
        after_grant(p, strategy, world, about)
        others.append(p)
    together = beside(base, others)
    for place, strategy in enumerate(strategies[1:]):
        found += fades(others[place], 0, strategy, world, about)
        found += fades(together.beside.p, place, strategy, world, about)
    return together, found
