"""What tests of the engine and of the Mesa front share: a small area to live in, and plain Python to live it in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.fixture(scope="session")
def small(module_of):
    """Return the module small_area.py: a small area to live in."""
    return module_of(HERE / "small_area.py")


@pytest.fixture(scope="session")
def small_worlds(module_of):
    """Return the module small_worlds.py: worlds of one family, as unlike as chance makes them."""
    return module_of(HERE / "small_worlds.py")


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
