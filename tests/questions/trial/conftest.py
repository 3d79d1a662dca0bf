"""A small trial as tables, in an area that settles in a moment."""

import copy
from pathlib import Path

import pytest

TABLES = Path(__file__).parents[2] / "made_up" / "small_trial.py"


@pytest.fixture(scope="session")
def small(module_of):
    """Return a maker of the tables, with some laid over them."""
    tables_of = module_of(TABLES).SMALL

    def make(**tables):
        return copy.deepcopy(tables_of) | tables

    return make
