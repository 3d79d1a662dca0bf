"""`famsim programmes` and `famsim doors`: each with price, effect and grade, as the register has them."""

import json
from pathlib import Path

import pytest

from famsim.evidence import GRADES, programme_names, the_register
from famsim.model.policy import DOORS

OWN = """
[scenario]
name = "own"
question = "what of a course of our own?"
area = "newcastle-upon-tyne"
months = 24

[programme.evenings]
couples = false
apart = true
sessions = 6
cost_per_session = { value = 30, range = [20, 50], price_year = 2014 }
effects = { coparenting = { value = 0.3, range = [-0.1, 0.6], half_life = 9 } }

[[strategy]]
name = "as now"
"""


@pytest.fixture
def kept_sensitivity():
    """Return the folder of the sensitivity that the repository keeps."""
    folder = Path(__file__).parents[2] / "results" / "sensitivity-newcastle"
    if not folder.exists():
        pytest.skip("results stand in the repository alone")
    return str(folder)


@pytest.fixture(scope="module")
def figures():
    return the_register().figures


def test_every_programme_has_price_effect_and_grade(cli, figures):
    found = {one["programme"]: one for one in json.loads(cli("programmes", "--json").out)["programmes"]}
    assert tuple(found) == programme_names()
    for name, one in found.items():
        assert one["cost_per_session"]["value"] == figures[f"programmes.{name}.cost_per_session"].value
        assert one["cost"] == one["sessions"]["value"] * one["cost_per_session"]["value"]
        assert all(effect["grade"] in GRADES and effect["low"] < effect["high"] for effect in one["effects"].values())
    assert found["debt_advice"]["screened"] is False
    assert {name for name, one in found.items() if one["apart"] and not one["couples"]} == {
        "contact_support",
        "coparenting_course",
        "mediation",
        "parenting_together",
    }
    said = cli("programmes").out
    assert all(name in said for name in programme_names())


def test_a_scenarios_own_programmes_are_listed_with_the_registers(cli, tmp_path):
    (tmp_path / "own.toml").write_text(OWN)
    found = json.loads(cli("programmes", str(tmp_path / "own.toml"), "--json").out)["programmes"]
    assert [one["programme"] for one in found] == [*programme_names(), "evenings"]
    assert (found[-1]["cost"], found[-1]["effects"]["coparenting"]["value"]) == (180.0, 0.3)
    assert cli("programmes", str(tmp_path / "none.toml")).code == 2


def test_every_door_has_contact_staff_and_price(cli, figures):
    found = json.loads(cli("doors", "--json").out)
    assert [one["door"] for one in found["doors"]] == list(DOORS)
    for place, one in enumerate(found["doors"]):
        assert one["contact"] and all(comes["grade"] in GRADES for comes in one["contact"])
        assert one["contacts_a_year"] >= one["families_a_year"] > 0.0
        assert one["staff_per_1000"] == figures["staff.at_door"].value[place]
    assert found["training"]["value"] == figures["costs.training"].value
    about = {one["door"]: one["about"] for one in found["doors"] if one["about"]}
    assert about["money_desk"] == about["housing"] == ["debts"] and about["family_court"] == ["apart"]
    said = "".join(cli("doors").out.split())
    assert all(door in said for door in DOORS)


def test_a_scenario_s_doors_are_counted_in_its_own_first_year(cli, tmp_path):
    """Half of the year a door is shut, and half of the contacts are gone."""
    (tmp_path / "own.toml").write_text(OWN + "[door.gp]\ncloses = 7\n")
    found = json.loads(cli("doors", str(tmp_path / "own.toml"), "--json").out)
    gp = next(one for one in found["doors"] if one["door"] == "gp")
    assert (gp["open"], "Newcastle" in found["counted_in"]) == ({"closes": 7}, True)
    usual = next(one for one in json.loads(cli("doors", "--json").out)["doors"] if one["door"] == "gp")
    assert 0.3 < gp["contacts_a_year"] / usual["contacts_a_year"] < 0.75
    assert cli("doors", str(tmp_path / "none.toml")).code == 2


def test_sources_say_what_an_answer_rests_on_where_a_sensitivity_of_it_was_kept(cli, kept_sensitivity):
    """Shares by grade are those of its figures; without one it says how to come to know."""
    assert "is not known without a sensitivity" in cli("sources", "--grade", "tuned").out
    found = json.loads(cli("sources", "--sensitivity", kept_sensitivity, "--json").out)["shares"]
    assert sum(found["by_grade"].values()) == pytest.approx(1.0) == pytest.approx(sum(found["figures"].values()))
    said = cli("sources", "--grade", "assumed", "--sensitivity", kept_sensitivity).out
    assert "assumed figures were not moved there" in said and "not moved" in said
    assert cli("sources", "--sensitivity", "nowhere").code == 2
