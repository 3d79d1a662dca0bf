"""Contacts with doors in a year: those that ship are those that are lived, and a scenario's are its own."""

import pytest

from famsim.areas import find_area
from famsim.model.policy import DOORS
from famsim.population import World
from famsim.runs import contacts_in, contacts_in_england

FAMILIES = 4_000


@pytest.fixture(scope="module")
def lived():
    return contacts_in(World(area=find_area("england"), overrides={}, seed=2, families=FAMILIES))


def test_what_ships_is_what_is_lived(lived):
    """Another seed, a fifth of the families: those that came, give or take four standard errors and a tenth."""
    assert tuple(lived) == tuple(contacts_in_england()) == DOORS
    for name, shipped in contacts_in_england().items():
        error = 4.0 * (shipped.families * (1000.0 - min(shipped.families, 999.0)) / FAMILIES) ** 0.5
        assert abs(lived[name].families - shipped.families) < error + 0.1 * shipped.families, name
        assert lived[name].contacts >= lived[name].families


def test_a_door_that_is_shut_sees_nobody_and_the_others_as_many(lived):
    shut = World(area=find_area("england"), overrides={}, seed=2, families=FAMILIES, doors=(("online", 1, 1),))
    found = contacts_in(shut)
    assert found["online"] == (0.0, 0.0)
    assert {name: one for name, one in found.items() if name != "online"} == {
        name: one for name, one in lived.items() if name != "online"
    }
