"""Families that were watched, made by hand."""

from pathlib import Path

import pytest

MADE_UP = Path(__file__).parents[2] / "made_up" / "lives.py"


@pytest.fixture(scope="session")
def lives(module_of):
    """Return the helpers that make them."""
    return module_of(MADE_UP)
