"""The [area] table: a vintage, own figures, their seal; what it refuses and never repeats."""

import re

import pytest

from famsim.areas import NEWEST, as_of, find_area
from famsim.errors import AreaError, ScenarioError
from famsim.scenario import (
    Here,
    canonical,
    checked,
    config_hash,
    in_area,
    load_scenario,
    one_place,
    parse_scenario,
    places_in,
    scenario_toml,
)

TEXT = """\
[scenario]
name = "here"
question = "What if?"
area = "croydon"
months = 24
usual = "2016"

[area]
{area}

[[strategy]]
name = "business as usual"

[[strategy]]
name = "groups"
[[strategy.offer]]
programme = "relationship_group"
found = ["gp"]
places_a_month = 3
"""
OWN = "families = 52117\nbirths = 4913\nlone_share = 0.2937\n"
PRIVATE = ("52117", "52,117", "4913", "4,913", "0.2937", "29.37")


def read(area, **given):
    """Return the scenario with an [area] table."""
    return parse_scenario(TEXT.format(area=area), "here.toml", **given)


def test_a_vintage_changes_the_figures_and_the_hash():
    """Published figures of another year are another question."""
    newest, pilot = read('vintage = "newest"'), read('vintage = "pilot"')
    assert one_place(newest) == as_of(find_area("croydon"), NEWEST)
    assert one_place(pilot) == find_area("croydon")
    assert config_hash(newest) != config_hash(pilot)
    assert parse_scenario(scenario_toml(newest)).here == newest.here


def test_a_vintage_goes_with_several_areas():
    """Each of them as newest published; what is done or closes in one of them is so there alone."""
    text = TEXT.format(area='vintage = "newest"').replace('area = "croydon"', 'areas = ["croydon", "luton"]')
    text = text.replace(
        'found = ["gp"]\nplaces_a_month = 3', 'found = ["gp"]\nplaces_a_month = 30\nshared_by = "births"'
    )
    text += '[[strategy]]\nname = "there"\nareas = ["luton"]\n[[strategy.offer]]\nprogramme = "relationship_group"\n'
    text += 'found = ["school"]\nplaces_a_month = 9\n[door.gp]\ncloses = 12\nareas = ["luton"]\n'
    scenario = parse_scenario(text)
    croydon, luton = places_in(scenario)
    assert (croydon.vintage, luton.vintage) == (NEWEST, NEWEST)
    ours = {one.slug: in_area(scenario, one) for one in (croydon, luton)}
    assert [one_place(ours[one.slug]) for one in (croydon, luton)] == [croydon, luton]
    shared = [ours[one.slug].strategies[1].offers[0].places_a_month for one in (croydon, luton)]
    assert sum(shared) == 30
    assert shared[0] / shared[1] == pytest.approx(croydon.births / luton.births, rel=0.1)
    assert [len([o for o in ours[one].strategies[2].offers if not o.usual]) for one in ours] == [0, 1]
    assert [list(ours[one].doors) for one in ours] == [[], ["gp"]]


@pytest.mark.parametrize("usual", ["off", "2016"])
def test_private_figures_are_in_nothing_that_is_written(usual):
    """Written out and as its canonical text a scenario has the seal alone; read again it wants the figures."""
    scenario = parse_scenario(TEXT.format(area=OWN).replace('"2016"', f'"{usual}"'))
    for text in (scenario_toml(scenario), canonical(scenario), repr(scenario.here)):
        assert not any(one in text for one in PRIVATE)
        assert scenario.here.sealed in text
    with pytest.raises(ScenarioError, match="--area-figures"):
        parse_scenario(scenario_toml(scenario))


def test_sealed_figures_open_with_the_same_and_with_no_others(tmp_path):
    """From the scenario file itself, or from a CSV that says the same."""
    scenario = read(OWN)
    file, same, other = tmp_path / "here.toml", tmp_path / "same.csv", tmp_path / "other.csv"
    file.write_text(TEXT.format(area=OWN))
    rows = "Families with children,52117\nLive births,{}\nLone parent share,29.37%\n"
    same.write_text(rows.format(4913))
    other.write_text(rows.format(4914))
    written = scenario_toml(scenario)
    for figures in (file, same):
        again = parse_scenario(written, area_figures=figures)
        assert (config_hash(again), scenario_toml(again)) == (config_hash(scenario), written)
    with pytest.raises(ScenarioError, match="sealed"):
        parse_scenario(written, area_figures=other)


def test_public_figures_are_written_in_clear():
    """Whoever says so may hand them on."""
    scenario = read(OWN + "private = false\nsource = 'our needs assessment'\n")
    assert "52117" in scenario_toml(scenario)
    assert parse_scenario(scenario_toml(scenario)).here == scenario.here


def test_a_file_goes_before_what_follows_from_it(tmp_path):
    """Usual services are for as many families as the file says, not for those published."""
    file = tmp_path / "own.csv"
    file.write_text("Families with children,75000\n")
    with_file, without = read('vintage = "pilot"', area_figures=file), read('vintage = "pilot"')
    places = [one.strategies[0].offers[0].places_a_month for one in (with_file, without)]
    assert places[0] / places[1] == pytest.approx(75000 / find_area("croydon").families, rel=0.05)


def test_wards_of_a_file_are_mapped_to_their_deciles(tmp_path):
    """An offer for wards by name stands on the file that gives their deciles."""
    file = tmp_path / "wards.csv"
    file.write_text("Ward,Births,IMD decile\nBensham,2500,2\nAddiscombe,2400,7\n")
    text = TEXT.format(area='vintage = "pilot"').replace(
        "places_a_month = 3", 'places_a_month = 3\nwards = ["Bensham"]'
    )
    scenario = parse_scenario(text, area_figures=file)
    assert scenario.strategies[1].offers[0].who[0].low == 2.0


@pytest.mark.parametrize(
    ("area", "names"),
    [
        ("births = 4913\ninfants = 5612", "infants"),
        ("births = -4913", "births"),
        ("lone_share = 29.37", "lone_share"),
        ("deciles = [4913, 52117]", "deciles"),
        ("deciles = [1,1,1,1,1,1,1,1,1,1]\nmost_deprived_fifth = 0.2937", "most_deprived_fifth"),
        ("doors = { midwifes = 4913 }", "midwife"),
        ("part = true\nlone_share = 0.2937", "part"),
        ("birth = 4913", "births"),
        ('vintage = "newst"', "newest"),
        ('seal = "4913"', "seal"),
    ],
)
def test_what_cannot_be_is_refused_by_its_key_and_not_repeated(area, names):
    """File, line, field, what is allowed; no private number."""
    with pytest.raises((ScenarioError, AreaError), match=r"^here\.toml, line") as refused:
        read(area)
    assert names in str(refused.value)
    assert not any(re.search(rf"\b{re.escape(one)}\b", str(refused.value)) for one in PRIVATE)


def test_own_figures_stay_with_their_authority():
    """Not of several areas, and not of another one."""
    with pytest.raises((ScenarioError, AreaError), match="one authority"):
        parse_scenario(TEXT.format(area=OWN).replace('area = "croydon"', 'area = "the twelve pilots"'))
    with pytest.raises(AreaError, match="croydon"):
        read(OWN).with_(area="luton")
    assert one_place(read(OWN).with_(area="luton", here=Here())) == find_area("luton")


def test_a_former_authority_has_no_newest_figures():
    """Dorset County Council ended in 2019."""
    with pytest.raises(AreaError, match=r"here\.toml, line 8.*'dorset'"):
        parse_scenario(TEXT.format(area='vintage = "newest"').replace("croydon", "dorset-county-council"), "here.toml")


def test_questions_that_would_write_private_figures_refuse_them():
    """What is public they take."""
    with pytest.raises(ScenarioError, match="private = false"):
        checked(read(OWN))
    assert checked(read(OWN), private=True).here.hidden
    assert checked(read(OWN + "private = false"))


def test_python_gives_a_file_as_the_command_line_does(tmp_path):
    """`fs.load_scenario("croydon", area_figures="own.csv")`."""
    file = tmp_path / "own.csv"
    file.write_text("Families with children,52117\n")
    assert one_place(load_scenario("croydon", area_figures=file)).families == 52117
