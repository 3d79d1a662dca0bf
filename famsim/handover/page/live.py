"""What the page lives families from: the model, the area and its draws, and what a room may change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from famsim.errors import FamsimError
from famsim.handover.page.allowed import allowed
from famsim.handover.page.paying import pence_by_heads
from famsim.handover.page.registry import measuring, worthwhile
from famsim.limits import check
from famsim.population import Starts, World, world_of
from famsim.runs import LEVERS, draw_numbers, pulled
from famsim.scenario import Scenario, Strategy, change, has_usual, one_place, prices_of, scenario_tables
from famsim.wasm import pack, pack_beside

DRAWS = 20  # of the uncertain figures, besides their central values
AT_ONCE = 2000  # families that are lived at once; the whole area on request
MOST_FAMILIES = 35_000  # of an area that a page lives whole
WORD = 8  # bytes
PROGRAMMES, TAKEN_UP = "programmes.", ".take_up"  # figures of programmes by which effects are solved: all but who comes
FEWER = 5  # of the steps of a lever that moves what is solved, one in so many: half, as it is, and twice


@dataclass(frozen=True)
class Holds:
    """What a page holds besides: draws of the uncertain figures (1: central values alone), another area beside its own.

    FamsimError for more draws than a page can hold.
    """

    draws: int = DRAWS
    beside: str | None = None

    def __post_init__(self) -> None:
        """Check the draws."""
        check(draws=self.draws)
        if self.draws > DRAWS:
            allowed_ = f"a whole number from 1 (central values alone) to {DRAWS}"
            raise FamsimError(f"draws {self.draws}: allowed: {allowed_} for a page")

    def there(self, scenario: Scenario) -> Scenario | None:
        """Return the scenario in the other area, with the same places; FamsimError where it cannot stand there."""
        if self.beside is None:
            return None
        if any(offer.usual for one in scenario.strategies for offer in one.offers):
            what = f"--beside {self.beside}: this scenario's usual services are counted for {one_place(scenario).title}"
            raise FamsimError(f"{what}; allowed: a page of its own for the other area, or usual = 'off'")
        found = change(scenario, "the page", area=self.beside, families=None)
        if one_place(found).slug == one_place(scenario).slug:
            raise FamsimError(f"--beside {self.beside}: is the page's own area; allowed: another one")
        return found


ALONE = Holds()


def live_data(scenario: Scenario, holds: Holds = ALONE) -> dict[str, Any]:
    """Return what a page lives a scenario of one area from, as JSON has it."""
    world, other = world_of(scenario), holds.there(scenario)
    starts, numbers = Starts(world), list(dict.fromkeys((0, *draw_numbers(holds.draws))))
    return {
        **pack(scenario, numbers),
        "beside": area_beside(other, scenario, numbers) if other else None,
        "measuring": measuring(scenario.months) | {"worthwhile": worthwhile(scenario)},
        "names": allowed(scenario, world),
        "pence_by_heads": [pence_by_heads(number, scenario.strategies, world) for number in numbers],
        "factor": prices_of(scenario).factor,
        "usual": has_usual(scenario),
        "tables": scenario_tables(scenario),
        "by_heads": [list(by_heads(one)) for one in scenario.strategies],
        "levers": levers(scenario, world, starts),
        **sizes(scenario),
    }


def area_beside(scenario: Scenario, first: Scenario, numbers: list[int]) -> dict[str, Any]:
    """Return what the other area is lived from, in the same draws: the same strategies with the same places."""
    world = world_of(scenario)
    return {
        "world": pack_beside(scenario, first, numbers),
        "title": world.area.title,
        "pence_by_heads": [pence_by_heads(number, scenario.strategies, world) for number in numbers],
        **sizes(scenario),
    }


def sizes(scenario: Scenario) -> dict[str, Any]:
    """Return how many families are lived at once, and how many are the most; `whole`: whether that is all there are."""
    there = one_place(scenario).families
    most = min(scenario.families or there, MOST_FAMILIES)
    return {"families": min(AT_ONCE, most), "most": most, "whole": most >= there}


def by_heads(strategy: Strategy) -> tuple[str, ...]:
    """Return the doors whose staff are trained by heads or advised, which the page leaves as they are."""
    advised = strategy.navigator.doors if strategy.navigator else ()
    return tuple(dict.fromkeys((*(line.door for line in strategy.train), *advised)))


def levers(scenario: Scenario, world: World, starts: Starts) -> list[dict[str, Any]]:
    """Return each lever: its steps, the figures it sets at each, and the words of a draw's parameters that follow.

    Figures that are set are not drawn, so the words are the same in every draw; but for effects, which are solved from
    what is drawn: such a lever is `alone`, moved with the best single values only, and has few steps.
    """
    moved, found, base = pulled(scenario, world.programmes), [], words_of(starts.central)
    for lever in LEVERS:
        mine = [one for one in moved if one.lever == lever.name]
        alone = any(one.name.startswith(PROGRAMMES) and not one.name.endswith(TAKEN_UP) for one in mine)
        steps = lever.steps[::FEWER] if alone else lever.steps
        under = [{one.name: one.at(factor) for one in mine} for factor in steps]
        lived = [words_of(Starts(world.under(figures)).central) for figures in under]
        differ = np.flatnonzero(np.any([one.view(np.uint64) != base.view(np.uint64) for one in lived], axis=0))
        found.append(
            {
                "name": lever.name,
                "steps": list(steps),
                "alone": alone,
                "figures": [[one.name, [figures[one.name] for figures in under]] for one in mine],
                "words": [[int(at) * WORD, values_at(int(at), steps, lived)] for at in differ],
            }
        )
    return found


def values_at(at: int, steps: tuple[float, ...], lived: list[np.ndarray]) -> list[float]:
    """Return one word at each step; 0 at the step that moves nothing, where the page reads none."""
    return [0.0 if step == 1.0 else float(one[at]) for step, one in zip(steps, lived, strict=True)]


def words_of(p: np.recarray) -> np.ndarray:
    """Return parameters as the numbers of eight bytes that they are."""
    return np.frombuffer(p.tobytes(), np.float64)
