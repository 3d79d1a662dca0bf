"""Twelve small worlds whose whole paths are pinned: 500 families, 36 months, three seeds each."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from famsim.areas import find_area
from famsim.model.counts import Count
from famsim.population.draws import Starts, with_strategy, world_of
from famsim.population.start import World
from famsim.scenario import Scenario, change, is_many, load_scenario

SEEDS = (1, 2, 3)
FAMILIES, MONTHS = 500, 36


def strategy_of(scenario: Scenario, name: str, **fields: Any) -> Scenario:
    """Return the scenario with one strategy only, some of its fields changed."""
    chosen = next(strategy for strategy in scenario.strategies if strategy.name == name)
    return scenario.model_copy(update={"strategies": (chosen.model_copy(update=fields),)})


def small(name: str, **fields: Any) -> Scenario:
    """Return a shipped scenario cut to a small sample."""
    return change(load_scenario(name), families=FAMILIES, months=MONTHS, **fields)


def unlimited(scenario: Scenario) -> Scenario:
    """Return a one-strategy scenario whose offers have as many places as are asked for."""
    only = scenario.strategies[0]
    offers = tuple(offer.model_copy(update={"unlimited": True, "places_a_month": None}) for offer in only.offers)
    return scenario.model_copy(update={"strategies": (only.model_copy(update={"offers": offers}),)})


def stands(scenario: Scenario) -> World:
    """Return where a scenario stands: England, else lived authority by authority, as the one stock it is solved on."""
    if not is_many(scenario):
        return world_of(scenario)
    return replace(world_of(scenario.with_(area="leeds")), area=find_area("england"))


CASES: dict[str, Callable[[], Scenario]] = {
    "newcastle, business as usual": lambda: strategy_of(small("newcastle"), "business as usual"),
    "newcastle, its own offer": lambda: strategy_of(small("newcastle"), "newcastle"),
    "newcastle, primary prevention": lambda: strategy_of(small("newcastle"), "primary prevention"),
    "newcastle, intensive support by need": lambda: strategy_of(small("newcastle"), "intensive support"),
    "newcastle, own offer, unlimited places": lambda: unlimited(strategy_of(small("newcastle"), "newcastle")),
    "newcastle, own offer, birth cohort": lambda: strategy_of(small("newcastle", start="birth cohort"), "newcastle"),
    "croydon, its own offer": lambda: strategy_of(small("croydon"), "croydon"),
    "croydon, nobody trained": lambda: strategy_of(small("croydon"), "croydon", staff_trained={}),
    "croydon, no pathway opened": lambda: strategy_of(small("croydon"), "croydon", pathways=()),
    "croydon, data shared and waits cut": lambda: strategy_of(
        small("croydon"), "at-risk groups", data_shared=True, waits_shortened=0.5
    ),
    "recession in newcastle, at-risk groups": lambda: strategy_of(small("recession"), "at-risk groups"),
    "england, primary prevention": lambda: strategy_of(small("england"), "primary prevention"),
}


def pinned(case: str, seed: int, change_parameters: Callable[[np.record], None] | None = None) -> dict[str, Any]:
    """Return the hash of every family's path, of the books, and the totals; a test may change parameters at month 0."""
    scenario = CASES[case]()
    world = stands(scenario)
    run = with_strategy(Starts(world).start(0, seed), scenario.strategies[0], world)
    if change_parameters is not None:
        change_parameters(run.p[0])
    path = hashlib.sha256()
    for _ in range(0, MONTHS, 12):
        run.advance(12)
        path.update(np.ascontiguousarray(run.families).view(np.uint8))
    book = hashlib.sha256(run.state.tallies.tobytes() + run.state.funnel.tobytes())
    totals = run.state.tallies.sum(axis=(0, 1))
    return {
        "families": hashlib.sha256(path.digest()).hexdigest(),
        "book": book.hexdigest(),
        "totals": {count.name.lower(): int(totals[count]) for count in Count},
    }
