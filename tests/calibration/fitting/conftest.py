"""A simulator whose posterior is known."""

from pathlib import Path

import pytest

MADE_UP = Path(__file__).parents[2] / "made_up" / "fitting.py"


@pytest.fixture(scope="session")
def toy(module_of):
    """Return the simulator and what is known of it."""
    return module_of(MADE_UP)


@pytest.fixture(scope="session")
def smooth(toy):
    """Return emulators of the simulator that is not rough."""
    return toy.fitted()
