"""Targets and answers made up for these tests."""

from pathlib import Path

import pytest

MADE_UP = Path(__file__).parents[1] / "made_up" / "targets.py"


@pytest.fixture(scope="session")
def made_up_targets(module_of):
    """Return the helpers that make them."""
    return module_of(MADE_UP)


@pytest.fixture(scope="session")
def sheet(made_up_targets):
    """Return a maker of a sheet's rows."""
    return made_up_targets.sheet


@pytest.fixture(scope="session")
def targets(made_up_targets):
    """Return a maker of targets."""
    return made_up_targets.targets


@pytest.fixture(scope="session")
def target(made_up_targets):
    """Return a maker of one target."""
    return made_up_targets.target


@pytest.fixture(scope="session")
def answers(made_up_targets):
    """Return a maker of the model's answers: each level's value by its target's name."""
    return made_up_targets.answers
