"""What a page needs to live a scenario: the module, its layout, and the scenario's parameters, policies and draws."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import cache

import numpy as np

from famsim.errors import FamsimError, shown
from famsim.limits import check
from famsim.model.parameters import PARAMETERS
from famsim.population import Starts, World, set_policy, world_of
from famsim.scenario import Scenario, Strategy
from famsim.wasm.compiled import binary
from famsim.wasm.deflating import deflated
from famsim.wasm.layout import Described, layout, policy_at
from famsim.wasm.scoring import cuts_of, filled_words, fills
from famsim.wasm.seal import seal

WORD = 8  # bytes


def pack(scenario: Scenario, draws: Sequence[int] = (0,)) -> Described:
    """Return, as JSON can write it, what a page lives a scenario of one area from (docs/live-page.md: what it holds).

    draws: numbers of parameter draws; central values, 0, are always there, and first, for every draw's families begin
    under them. FamsimError for what is no scenario, a scenario of several areas, and a draw there cannot be.
    """
    if not hasattr(scenario, "rechecked"):
        raise FamsimError(f"{shown(scenario)}: is no scenario; allowed: what fs.load_scenario returns")
    scenario = scenario.rechecked()
    for number in draws:
        check(draw=number)
    world = world_of(scenario)
    return {"model": model(), "seal": seal(scenario, world), "world": packed_world(scenario, world, draws)}


def pack_beside(scenario: Scenario, first: Scenario, draws: Sequence[int] = (0,)) -> Described:
    """Return, as JSON can write it, what a page lives the same strategies in another area from.

    first: the scenario that the page is of, packed for the same draws: only what differs from it is held, in each draw.
    """
    world, other = world_of(scenario), world_of(first)
    starts, ours = Starts(world), Starts(other)
    numbers = list(dict.fromkeys((0, *draws)))
    figures, theirs = ([one.parameters(number) for number in numbers] for one in (starts, ours))
    return about(scenario, world) | {
        "beside": True,
        "draws": [
            {"number": number, "p": differing(p, their)} | made_otherwise(starts, number)
            for number, p, their in zip(numbers, figures, theirs, strict=True)
        ],
        "strategies": [
            packed_strategy(one, figures, world) | alike(one, policies_of(one, figures, world), theirs, other)
            for one in scenario.strategies
        ],
    }


def alike(strategy: Strategy, own: list[bytes], theirs: list[np.recarray], other: World) -> Described:
    """Return that a strategy has no policies of its own, where they are those that it has in the page's first area."""
    return {"policies": None} if own == policies_of(strategy, theirs, other) else {}


@cache
def model() -> Described:
    """Return the module and its layout: the same for every scenario."""
    made = binary()
    return {"wasm": packed(made.code), "layout": layout(made)}


def packed(content: bytes) -> str:
    """Return bytes as text: deflated, in base64."""
    return base64.b64encode(deflated(content)).decode("ascii")


def packed_world(scenario: Scenario, world: World, draws: Sequence[int]) -> Described:
    """Return a scenario's area, draws and strategies."""
    starts, numbers = Starts(world), list(dict.fromkeys((0, *draws)))
    figures = [starts.parameters(number) for number in numbers]
    return about(scenario, world) | {
        "draws": [
            packed_draw(number, p, figures[0]) | made_otherwise(starts, number)
            for number, p in zip(numbers, figures, strict=True)
        ],
        "strategies": [packed_strategy(one, figures, world) for one in scenario.strategies],
    }


def made_otherwise(starts: Starts, number: int) -> Described:
    """Return the figures that a draw's families live by until month -60, where they are not those of all draws.

    An area whose families, their kinds or where they live are not known well has other ones in every draw.
    """
    before = starts.before(number)
    return {} if before is starts.central else {"before": differing(before, starts.central)}


def about(scenario: Scenario, world: World) -> Described:
    """Return the area, the seed and the months of a scenario."""
    return {
        "scenario": scenario.name,
        "area": world.area.name,
        "code": world.sample.code,
        "area_families": float(world.area.families),
        "families": world.families,
        "cohort": world.cohort,
        "seed": str(world.seed),
        "months": world.months,
        "economy": [] if (world.economy == 1.0).all() else world.economy.tolist(),
    }


def packed_draw(number: int, p: np.recarray, first: np.recarray) -> Described:
    """Return a draw: its parameters beside the first draw's, without what follows from them where there are `cuts`."""
    cuts = cuts_of(p[0])
    if p is first or not fills(p[0], cuts):
        return {"number": number, "p": beside(p, first)}
    plain = p.copy()
    there = filled_words()
    np.frombuffer(plain, np.uint64)[there] = np.frombuffer(first.tobytes(), np.uint64)[there]
    return {"number": number, "p": beside(plain, first), "cuts": packed(cuts.tobytes())}


def beside(p: np.recarray, first: np.recarray) -> str:
    """Return a draw's parameters, packed, as the words of eight bytes that differ from the first draw's.

    Gaps between their places, two bytes each, then their first bytes, their second bytes, ...: alike packs well. The
    first draw's own are packed as they are.
    """
    return packed(p.tobytes()) if p is first else differing(p, first)


def differing(p: np.recarray, first: np.recarray) -> str:
    """Return the words of parameters that differ from others', packed."""
    own, other = (np.frombuffer(one.tobytes(), np.uint64) for one in (p, first))
    differ = np.flatnonzero(own != other)
    gaps = np.diff(differ, prepend=0).astype(np.uint16)
    return packed(gaps.tobytes() + own[differ].view(np.uint8).reshape(-1, WORD).T.tobytes())


def packed_strategy(strategy: Strategy, figures: list[np.recarray], world: World) -> Described:
    """Return a strategy: its policy in each draw, None where it is the first draw's."""
    policies = policies_of(strategy, figures, world)
    others = (None if one == policies[0] else packed(one) for one in policies[1:])
    return {"name": strategy.name, "policies": [packed(policies[0]), *others]}


def policies_of(strategy: Strategy, figures: list[np.recarray], world: World) -> list[bytes]:
    """Return a strategy's policy in each draw."""
    return [policy_of(strategy, p, world) for p in figures]


def policy_of(strategy: Strategy, p: np.recarray, world: World) -> bytes:
    """Return a strategy's policy under a draw's parameters: how many of its staff are trained depends on them."""
    own = p.copy()
    set_policy(own, strategy, world)
    return own.tobytes()[policy_at() : policy_at() + PARAMETERS["policy"].itemsize]
