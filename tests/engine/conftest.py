"""What tests of the engine and of the Mesa front share: a small area to live in, and plain Python to live it in."""

import os
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def _beside(name):
    """Return a module that stands beside this file."""
    spec = spec_from_file_location(name, HERE / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def small():
    """Return the module small_area.py: a small area to live in."""
    return _beside("small_area")


@pytest.fixture(scope="session")
def small_worlds():
    """Return the module small_worlds.py: worlds of one family, as unlike as chance makes them."""
    return _beside("small_worlds")


@pytest.fixture(scope="session")
def in_plain_python():
    """Return what runs a program of this folder with compilation off and numeric warnings as errors."""

    def run(program, *arguments):
        command = [sys.executable, "-W", "error::RuntimeWarning", str(HERE / program), *map(str, arguments)]
        paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        environment = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": paths}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]

    return run
