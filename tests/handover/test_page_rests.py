"""What a page says of its sources: of all help a room may offer, of every door, and of the area first."""

from dataclasses import replace

import pytest

import famsim as fs
from famsim.areas import find_area
from famsim.handover.page.rests import STEP_NAMES, effect_of, plainly, rows_of_area, unit_of
from famsim.scenario import package_figures

SECTION = "section"  # of what the register was written from, which no reader has


def test_every_door_and_every_help_of_the_form_is_there(workshop):
    keys, names = set(workshop.tables.rows["rests"]), workshop.data["live"]["names"]
    assert {f"meets.{door}.0" for door in names["doors"]} <= keys
    assert {f"{step}.{one}.0" for step in ("agrees", "stays", "cost") for one in names["programmes"]} <= keys
    assert set(workshop.tables.rows["effects"]) == set(names["programmes"])


def test_it_opens_with_where_the_families_are_from(workshop):
    """Newcastle's 30,170 families of the Census; another area's own figure is no one else's."""
    assert next(iter(STEP_NAMES)) == "families" and "families.area.0" in workshop.tables.rows["rests"]
    area = find_area("newcastle-upon-tyne")
    first = next(rows_of_area(area))
    assert (first["value"], first["grade"]) == ("30,170", "measured") and "Census 2011" in first["source"]
    own = replace(area, private=True, dated=(("families", "2024"),))
    assert next(rows_of_area(own))["source"] == "the area's own figures"


def test_an_effect_is_the_registers():
    """Of a group for new parents .09, -.15 to .4; of help with a home none on how a couple get on, and nobody asked."""
    scenario, figure = fs.load_scenario("newcastle"), package_figures()["programmes.new_parent_group.d_level"]
    found = effect_of("new_parent_group", scenario)
    assert (
        (found["value"], found["low"], found["high"]) == (figure.value, figure.low, figure.high) == (0.09, -0.15, 0.4)
    )
    assert (found["put_in"], found["asked"], found["grade"]) == (1.0, 1.0, "measured")
    home = effect_of("housing_support", scenario)
    assert (home["value"], home["put_in"], home["asked"]) == (0.0, 0.0, 0.0)
    own = effect_of("new_parent_group", scenario.with_(evidence={"programmes.new_parent_group.d_level": 0.2}))
    assert (own["value"], own["grade"]) == (0.2, "the scenario's")


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("row gmca_nurse_hour: GBP 43 an hour", "one source: £43 an hour"),
        ("rows ff_trial2_24m and doss2014_satisf_lo: still there", "several sources: still there"),
        (f"no row; MODEL {SECTION} 6: it is so", "no study; as the model is described: it is so"),
    ],
)
def test_no_code_of_the_register_is_left(page, says):
    assert plainly(page) == says


def test_units_are_a_rooms():
    figures = package_figures()
    assert unit_of(figures["programmes.new_parent_group.d_distress"]) == "how many times as often, as a logarithm"
    assert "families typically differ by 1" in unit_of(figures["programmes.new_parent_group.d_level"])
