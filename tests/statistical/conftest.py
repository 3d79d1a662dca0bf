"""A small England to run policies on: the same families and luck under each, family by family."""

import sys
from contextlib import suppress
from functools import cache

import numpy as np
import pytest

from famsim.errors import ScenarioError
from famsim.evidence import programme_names
from famsim.model.counts import Count
from famsim.model.family import FAMILY
from famsim.model.parameters import CHANNELS
from famsim.model.policy import DOORS
from famsim.population.draws import Starts, with_strategy
from famsim.population.start import World, find_area
from famsim.scenario import Strategy

OF_SUPPORT = {  # fields that only say where a family stands with support
    "account",
    "cell",
    "noticed_month",
    "refused_month",
    "refusals",
    "joined_month",
    "start_month",
    "exposed_month",
    "help_stage",
    "offer",
    "door",
    "programme",
    "sessions",
    "due_sessions",
    "both_take_part",
    "safe_missed",
    "specialist",
    "specialist_apart",
    "talked_month",
    "reached",
}
OUTCOMES = [name for name in FAMILY.names if name not in OF_SUPPORT]
OUTCOME_COUNTS = [*range(Count.FAMILIES, Count.NOTICED), Count.FIRST_SEPARATION]


@cache
def _starts(families, months):
    return Starts(World(find_area("england"), {}, seed=1, families=families, months=months))


@cache
def _start(families, months):
    return _starts(families, months).start(0, 1)


@pytest.fixture(scope="session")
def world():
    """Return this file: its functions make small worlds and look at them."""
    return sys.modules[__name__]


def under(strategy=None, families=1500, months=36, change=None):
    """Return a small England at month 0 under a strategy; `change` may alter its parameters from then on."""
    run = with_strategy(_start(families, months), one_strategy(strategy), _starts(families, months).world)
    if change is not None:
        change(run.p[0])
    return run


def after(*given, months=36, **named):
    """Return the same, so many months later."""
    run = under(*given, months=months, **named)
    run.advance(months)
    return run


def one_strategy(given):
    """Return a Strategy from a table of its fields, business as usual for none."""
    return given if isinstance(given, Strategy) else Strategy(name="a test", **(given or {}))


def for_all(programme="relationship_group", works=1.0, **terms):
    """Return a strategy that offers one programme to all couples at every door, without limit."""
    offer = {"programme": programme, "found": list(DOORS), "invites": "everyone", "unlimited": True} | terms
    if "places_a_month" in terms:
        del offer["unlimited"]
    return {"pathways": [{"door": door, "to": programme, "works": works} for door in DOORS], "offer": [offer]}


def both(*strategies):
    """Return a strategy that does everything the given ones do."""
    routes = {(route["door"], route["to"]): route for one in strategies for route in one["pathways"]}
    return {"pathways": list(routes.values()), "offer": [offer for one in strategies for offer in one["offer"]]}


def eager(p):
    """Let nearly everybody who is noticed agree, come and attend, so that a check meets many who are helped."""
    p.staff.conversation_trained = p.staff.conversation_untrained = p.staff.sensitivity_untrained = 1.0
    p.staff.informal_pathway, p.support.comes_to_first_session, p.support.screen_specificity = 0.8, 1.0, 1.0
    p.programmes["take_up"] = p.programmes["attendance"] = p.programmes["both_take_part"] = 1.0
    p.programmes["drops_out"] = 0.0


def only(channel, size):
    """Return a change that makes all eager, and leaves of all help one channel of programmes, at one size, for ever."""

    def change(p):
        eager(p)
        p.staff.conversation_eases = 0.0
        for name in CHANNELS.names:
            p.programmes["full"][name] = 0.0
        p.programmes["full"][channel] = size
        p.programmes["keep"][channel] = 1.0

    return change


def random_strategy(rng):
    """Return a strategy drawn from all that a scenario may say."""
    return {
        "staff_trained": {door: float(rng.random()) for door in DOORS if rng.random() < 0.5},
        "pathways": [
            {"door": door, "to": programme, "works": float(rng.random())}
            for door in DOORS
            for programme in programme_names()
            if rng.random() < 0.3
        ],
        "data_shared": bool(rng.random() < 0.3),
        "waits_shortened": float(rng.random()),
        "offer": [offer_that_can_be_met(rng) for _ in range(rng.integers(0, 5))],
    }


def offer_that_can_be_met(rng):
    """Return a random offer that a scenario may hold: one whose rows no family meets, or at no door, is drawn again."""
    while True:
        with suppress(ScenarioError):
            offer = random_offer(rng)
            Strategy(name="a test", offer=[offer])
            return offer


def random_offer(rng):
    """Return an offer drawn from all that a scenario may say."""
    who = {
        "deprivation_decile": [1, int(rng.integers(1, 11))],
        "together": True,
        "children": [0, int(rng.integers(1, 6))],
        "relationship_quality": [-6, float(rng.uniform(-1, 6))],
        "mothers_age": [16, float(rng.uniform(25, 60))],
    }
    trigger = str(rng.choice(["any_time", "birth", "job_loss", "arrears"]))
    start = int(rng.integers(-9, 6)) if trigger == "birth" else int(rng.integers(0, 3))
    begins = int(rng.integers(1, 12))
    terms = {"unlimited": True} if rng.random() < 0.3 else {"places_a_month": float(rng.uniform(0, 50_000))}
    return terms | {
        "programme": str(rng.choice(programme_names())),
        "who": {name: row for name, row in who.items() if rng.random() < 0.4},
        "when": {}
        if trigger == "any_time"
        else {"trigger": trigger, "from": start, "to": start + int(rng.integers(6, 40))},
        "found": [str(door) for door in rng.permutation(DOORS)[: rng.integers(1, 9)]],
        "begins": begins,
        "ends": begins + int(rng.integers(3, 40)),
        "priority": str(rng.choice(["first_come", "deprivation", "need"])),
        "invites": str(rng.choice(["noticed", "everyone"])),
    }


def outcome_bytes(run):
    """Return every outcome field of every family as bytes, shape (families, bytes)."""
    families = run.families.view(np.ndarray)
    parts = [np.ascontiguousarray(families[name]).view(np.uint8).reshape(families.size, -1) for name in OUTCOMES]
    return np.hstack(parts)


def differing(one, two):
    """Say, family by family, whether anything but their dealings with support differs between two runs."""
    assert (one.families.family_id == two.families.family_id).all(), "other families"
    return (outcome_bytes(one) != outcome_bytes(two)).any(axis=1)


def exposed(run):
    """Say which families have ever come to a first session, or had a talk with trained staff, which gives something."""
    return (run.families.exposed_month > 0) | (run.families.talked_month > 0)


def accounts(run, counts=None):
    """Return the account book's rows in use, all counts or some."""
    rows = run.state.accounts[: int(run.state.census[0].accounts)]
    return rows if counts is None else rows[:, counts]


def total(run, count):
    """Return a count summed over months and groups."""
    return int(run.state.tallies[:, :, count].sum())
