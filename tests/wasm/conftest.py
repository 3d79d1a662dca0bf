"""The model outside Python: a pack, lived in node and by the engine, and the hashes of families and books."""

import hashlib
import json
import shutil
import subprocess
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
import pytest

from famsim.population import Starts, with_strategy, world_of
from famsim.wasm import scripts

NODE = shutil.which("node")
DRIVER = Path(__file__).with_name("living.mjs")
BOOK = ("accounts", "account_ids", "account_cells", "couple_months", "unions", "tallies", "funnel")
IN_PAGE = {"account_cells": "cells"}
OF_MONTHS = ("tallies", "funnel")
PATIENCE = 300  # seconds


def digest(array):
    return hashlib.sha256(np.ascontiguousarray(array).view(np.ndarray).tobytes()).hexdigest()


def lived(run, months):
    """Live a run of the engine's; return the hash of its families and of each part of its book."""
    run.advance(months)
    parts = {name: getattr(run.state, name) for name in BOOK}
    used = {name: part if name in OF_MONTHS else part[: len(run.accounts)] for name, part in parts.items()}
    found = {IN_PAGE.get(name, name): digest(part) for name, part in used.items()}
    return found | {"families": digest(run.families)}


@pytest.fixture(scope="session")
def engine_lives():
    """Return what lives a scenario in the engine: hashes by (draw's number, strategy)."""

    def live(scenario, draws=(0,), strategies=None):
        world = world_of(scenario)
        starts, found = Starts(world), {}
        for number in draws:
            start = starts.start(number, world.seed)
            for place, strategy in enumerate(strategies or scenario.strategies):
                found[number, place] = lived(with_strategy(start, strategy, world), world.months)
        return found

    return live


@pytest.fixture(scope="session")
def node_lives(tmp_path_factory):
    """Return what lives a pack in node: the seal's check, and the answer to each thing asked for."""
    if NODE is None:
        pytest.skip("no node is installed: the model is lived in a browser alone (tests/browser)")
    folder = tmp_path_factory.mktemp("node")
    (folder / "scripts.js").write_text(scripts(), encoding="utf-8")

    def live(packed, asked):
        (folder / "asked.json").write_text(json.dumps({"pack": packed, "asked": asked}), encoding="utf-8")
        command = [NODE, str(DRIVER), str(folder / "scripts.js"), str(folder / "asked.json")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return live


@pytest.fixture(scope="session")
def any_strategy():
    """Return a maker of strategies as unlike as chance makes them (tests/engine/random_offers.py)."""
    spec = spec_from_file_location("random_offers", Path(__file__).parents[1] / "engine" / "random_offers.py")
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made.any_strategy
