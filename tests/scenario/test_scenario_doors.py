"""Doors that open and close in a scenario: an area's events; refused by name where they cannot be."""

import pytest

from famsim.errors import PointlessWarning, ScenarioError
from famsim.model.doors import ALWAYS_OPEN
from famsim.model.policy import DOORS
from famsim.scenario import canonical, config_hash, heeded, in_area, parse_scenario, places_in, pointless, scenario_toml

TEXT = """
[scenario]
name = "doors"
question = "what if the children's centres close?"
{places}
months = 36

{doors}

[[strategy]]
name = "as now"

[[strategy]]
name = "at the centre"
[[strategy.offer]]
programme = "relationship_group"
who = {{ together = true }}
found = [{found}]
places_a_month = 10
shared_by = "each"
begins = 7
"""
LUTON, TWO = 'area = "luton"', "areas = ['luton', 'croydon']"


def text_of(doors="", found="'childrens_centre'", places=TWO):
    one = TEXT.format(doors=doors, found=found, places=places)
    return one if places == TWO else one.replace('shared_by = "each"\n', "")


def scenario_of(*given, **named):
    return parse_scenario(text_of(*given, **named))


@pytest.mark.parametrize(
    ("doors", "months"),
    [
        ("", {}),
        ("[door.childrens_centre]\ncloses = 15", {"childrens_centre": (ALWAYS_OPEN[0], 15)}),
        ("[door.childrens_centre]\nopens = 3\ncloses = 15", {"childrens_centre": (3, 15)}),
        ("[door.gp]\nopens = 4", {"gp": (4, ALWAYS_OPEN[1])}),
    ],
)
def test_a_door_opens_and_closes_in_its_months(doors, months):
    found = scenario_of(doors, places=LUTON)
    assert {name: one.months for name, one in found.doors.items()} == months
    again = parse_scenario(scenario_toml(found))
    assert (again.doors, canonical(again)) == (found.doors, canonical(found))


@pytest.mark.parametrize(
    ("doors", "found", "says"),
    [
        ("[door.childrens_center]\ncloses = 15", "'gp'", "door.childrens_center: there is no door.*'childrens_centre'"),
        ("[door.gp]\ncloses = 3\nopens = 3", "'gp'", "door.gp.closes: closes in month 3, and opens in month 3"),
        ("[door.gp]\ncloses = 3\nopens = 9", "'gp'", "door.gp.closes: closes in month 3, and opens in month 9"),
        ("[door.gp]\nclosed = 3", "'gp'", "door.gp.closed: there is no key.*'closes'"),
        ("[door.gp]\ncloses = 0", "'gp'", "door.gp.closes: 0 is out of range"),
        ("[door.gp]\ncloses = true", "'gp'", "door.gp.closes"),
        ("[door.gp]\nareas = ['luton']", "'gp'", "door.gp: neither opens nor closes"),
        ("[door.gp]\ncloses = 4\nareas = ['lutn']", "'gp'", "door.gp.areas 1.*luton"),
        ("[door.gp]\ncloses = 4\nareas = ['leeds']", "'gp'", "door.gp.areas 1: 'leeds' is no area of the scenario"),
        ("door = 4", "'gp'", "door: 4 is not a table"),
        (
            "[door.gp]\ncloses = 7",
            "'gp'",
            "offer 1, found: nobody can be found there while it stands: gp has closes = 7",
        ),
        ("[door.gp]\nopens = 37", "'gp'", "found: nobody can be found there"),
    ],
)
def test_what_cannot_be_is_refused_by_name(doors, found, says):
    text = text_of(doors, found)
    if doors.startswith("door ="):
        text = f"{doors}\n{text.replace(doors, '')}"
    with pytest.raises(ScenarioError, match=says):
        parse_scenario(text)


def test_a_door_of_several_that_is_shut_is_said_and_nothing_refused():
    found = scenario_of("[door.gp]\ncloses = 5", "'gp', 'childrens_centre'", places=LUTON)
    assert any("gp has closes = 5" in what for what in pointless(found))
    with pytest.warns(PointlessWarning, match="gp has closes = 5"):
        heeded(found)
    assert not [
        what for what in pointless(scenario_of("[door.gp]\ncloses = 8", "'gp'", places=LUTON)) if "closes" in what
    ]


def test_a_door_closes_in_the_areas_that_are_named_alone():
    found = scenario_of("[door.childrens_centre]\ncloses = 2\nareas = ['luton']")
    there = {area.slug: in_area(found, area).doors for area in places_in(found)}
    assert {slug: list(doors) for slug, doors in there.items()} == {"luton": ["childrens_centre"], "croydon": []}
    assert [what for what in pointless(found) if what.startswith("Luton") and "nobody is helped" in what]


def test_only_what_bites_within_the_months_counts():
    """Two scenarios that ask the same have one hash; a door that closes later than the end closes never."""
    usual = scenario_of(places=LUTON)
    hashes = [config_hash(scenario_of(f"[door.gp]\ncloses = {month}", places=LUTON)) for month in (36, 37, 99)]
    assert hashes[1] == hashes[2] != hashes[0] and config_hash(usual) not in hashes[:1]


def test_the_parameters_have_the_months(p):
    from famsim.population.doors import open_and_close

    open_and_close(p, [("gp", 4, 9)])
    gp, school = p.doors[DOORS.index("gp")], p.doors[DOORS.index("school")]
    assert (gp.opens, gp.closes, school.opens, school.closes) == (4, 9, *ALWAYS_OPEN)
