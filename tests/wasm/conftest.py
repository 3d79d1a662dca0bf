"""The model outside Python: a pack, lived in node and by the engine, and the hashes of families and books."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from famsim.wasm import scripts

NODE = shutil.which("node")
DRIVER = Path(__file__).with_name("living.mjs")
PATIENCE = 300  # seconds


@pytest.fixture(scope="session")
def lives(module_of):
    """Return what lives scenarios in the engine."""
    return module_of(Path(__file__).with_name("lives.py"))


@pytest.fixture(scope="session")
def engine_lives(lives):
    """Return what lives a scenario in the engine: hashes by (draw's number, strategy's place)."""
    return lives.engine_lives


@pytest.fixture(scope="session")
def node_lives(tmp_path_factory):
    """Return what lives a pack in node: the seal's check, and the answer to each thing asked for."""
    if NODE is None:
        pytest.skip("no node is installed: the model is lived in a browser alone (tests/browser)")
    folder = tmp_path_factory.mktemp("node")
    (folder / "scripts.js").write_text(scripts(), encoding="utf-8")

    def live(packed, asked, driver=DRIVER, without=()):
        given = {"pack": packed, "asked": asked, "without": without}
        (folder / "asked.json").write_text(json.dumps(given), encoding="utf-8")
        command = [NODE, str(driver), str(folder / "scripts.js"), str(folder / "asked.json")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return live


@pytest.fixture(scope="session")
def any_strategy(module_of):
    """Return a maker of strategies as unlike as chance makes them."""
    return module_of(Path(__file__).parents[1] / "engine" / "random_offers.py").any_strategy
