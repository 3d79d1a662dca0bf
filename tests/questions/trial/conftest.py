"""A small trial as tables, in an area that settles in a moment."""

import copy

import pytest

SMALL = {
    "trial": {"name": "small", "question": "Does it work?", "area": "croydon", "families": 3000},
    "recruit": {"families": 120, "who": {"together": True}},
    "arm": [
        {"name": "waiting list", "control": True},
        {"name": "group", "programme": "relationship_group", "dose": "trial", "both": True},
    ],
    "follow_up": {"waves": [6, 12]},
    "outcome": [{"measure": "quality"}, {"measure": "parted"}, {"measure": "child_difficulties"}],
}


@pytest.fixture(scope="session")
def small():
    """Return a maker of the tables, with some laid over them."""

    def make(**tables):
        return copy.deepcopy(SMALL) | tables

    return make
