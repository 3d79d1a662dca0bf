"""A scenario lived by the engine: the hashes of its families and of each part of its book, as a page names them."""

import hashlib

import numpy as np

from famsim.model.parameters import PARAMETERS
from famsim.population import Starts, set_policy, with_strategy, world_of

BOOK = ("accounts", "account_ids", "account_cells", "couple_months", "unions", "tallies", "funnel")
IN_PAGE = {"account_cells": "cells"}
OF_MONTHS = ("tallies", "funnel")


def digest(array):
    return hashlib.sha256(np.ascontiguousarray(array).view(np.ndarray).tobytes()).hexdigest()


def lived(run, months):
    """Live a run of the engine's; return the hash of its families and of each part of its book."""
    run.advance(months)
    parts = {name: getattr(run.state, name) for name in BOOK}
    used = {name: part if name in OF_MONTHS else part[: len(run.accounts)] for name, part in parts.items()}
    found = {IN_PAGE.get(name, name): digest(part) for name, part in used.items()}
    return found | {"families": digest(run.families)}


def engine_lives(scenario, draws=(0,), strategies=None):
    """Live strategies in the engine; return the hashes by (draw's number, strategy's place)."""
    world = world_of(scenario)
    starts, found = Starts(world), {}
    for number in draws:
        start = starts.start(number, world.seed)
        for place, strategy in enumerate(strategies or scenario.strategies):
            found[number, place] = lived(with_strategy(start, strategy, world), world.months)
    return found


def policies(strategies, scenario, draw=0):
    """Return each strategy's policy record under a draw's figures: what a page hands over of an offer changed in it."""
    world = world_of(scenario)
    p, found = Starts(world).parameters(draw), []
    at, size = PARAMETERS.fields["policy"][1], PARAMETERS["policy"].itemsize
    for strategy in strategies:
        set_policy(p, strategy, world)
        found.append(p.tobytes()[at : at + size])
    return found
