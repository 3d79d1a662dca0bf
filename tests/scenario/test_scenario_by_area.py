"""A scenario of several areas: what it says of each of them, how places are shared out, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famsim.areas import find_area
from famsim.errors import FamsimError
from famsim.scenario import (
    all_places,
    canonical,
    in_area,
    is_many,
    once_each,
    one_place,
    parse_scenario,
    places_in,
    scenario_toml,
)
from famsim.scenario.by_area import need_of, shared_out

ONE = 'area = "newcastle-upon-tyne"'
SEVERAL = 'areas = ["luton", "croydon", "leeds"]'
SHARED = "places_a_month = 8.0"


@pytest.fixture
def several(small):
    """Return the text of the small scenario in three areas, its places shared out by births."""
    return small.replace(ONE, SEVERAL).replace(SHARED, f'{SHARED}\nshared_by = "births"')


def there(scenario, name):
    return in_area(scenario, find_area(name))


def test_each_area_asks_the_same_of_its_own_places(several, read):
    """Whole places that add up to the 8 there are, more where more are born."""
    scenario = read(several)
    assert is_many(scenario) and [area.slug for area in places_in(scenario)] == ["luton", "croydon", "leeds"]
    offers = {name: there(scenario, name).strategies[1].offers[0] for name in ("luton", "croydon", "leeds")}
    places = {name: offer.places_a_month for name, offer in offers.items()}
    assert sum(places.values()) == 8 and all(number == int(number) for number in places.values())
    assert places["luton"] <= places["croydon"] <= places["leeds"]
    assert {offer.shared_by for offer in offers.values()} == {None}
    assert one_place(there(scenario, "luton")) == find_area("luton")


def test_an_area_of_several_is_kept_under_the_key_of_that_area_alone(several, small, read):
    """So that a store that has it lived need not live it again."""
    eight = read(several.replace('"births"', '"each"').replace("families = 2000\n", ""))
    alone = read(small.replace(ONE, 'area = "croydon"').replace("families = 2000\n", ""))
    assert canonical(there(eight, "croydon")) == canonical(alone)


def test_a_sample_is_spread_by_families_with_enough_in_each(several, read):
    scenario = read(several)
    parts = {name: there(scenario, name).families for name in ("luton", "croydon", "leeds")}
    assert parts["leeds"] == pytest.approx(2000 * find_area("leeds").families / 162_000, rel=0.2)
    assert min(parts.values()) >= 200


def test_a_strategy_of_some_areas_offers_nothing_in_the_others(several, read):
    """Two tables of one name, for two areas, are one strategy that differs by area."""
    text = several.replace('name = "both"', 'name = "both"\nareas = ["luton", "leeds"]')
    other = '\n[[strategy]]\nname = "both"\nareas = ["croydon"]\ndata_shared = true\n'
    scenario = read(text.replace("[evidence]", f"{other}\n[evidence]"))
    assert there(scenario, "croydon").strategies[1].data_shared
    assert not there(scenario, "croydon").strategies[1].offers
    assert there(scenario, "luton").strategies[1].offers
    only_luton = read(text.replace('["luton", "leeds"]', '["luton"]'))
    assert there(only_luton, "leeds").strategies[1] == there(only_luton, "leeds").strategies[1].__class__(name="both")
    assert there(only_luton, "luton").strategies[1].offers[0].places_a_month == 8
    assert [one.name for one in once_each(scenario).strategies] == ["business as usual", "both"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (SEVERAL, f'{SEVERAL}\narea = "leeds"', "area is given too"),
        (SEVERAL, "", "scenario.area: must be given"),
        (SEVERAL, "areas = []", "0 are given"),
        (SEVERAL, 'areas = "luton"', "is not a list"),
        (SEVERAL, 'areas = ["luton", 3]', "3 is not a text"),
        (
            SEVERAL,
            'areas = ["luton", "crydon"]',
            "line 4: scenario.areas 2: there is no area 'crydon'. Did",
        ),
        (SEVERAL, 'areas = ["essex", "chelmsford"]', "families of 'chelmsford' are families of 'essex' too"),
        (SEVERAL, 'areas = ["luton", "luton"]', "'luton' is named twice"),
        ('"births"', '"birth"', "did you mean 'births'"),
        ('shared_by = "births"', "", "not how they are shared out"),
        ("places_a_month = 8.0", "places_a_month = 8.5", "cannot be shared out"),
        ("places_a_month = 8.0", "unlimited = true", "places are unlimited"),
        ('name = "both"', 'name = "both"\nareas = ["leeds", "york"]', "'york' is no area of the scenario"),
        ('name = "both"', 'name = "both"\nareas = []', "0 are given"),
        ('name = "both"', 'name = "both"\nareas = ["luton"]\n[[strategy]]\nname = "both"\nareas = ["luton"]', "two"),
        ('name = "both"', 'name = "both"\nareas = ["luton"]\n[[strategy]]\nname = "both"', "another strategy has this"),
    ],
)
def test_what_cannot_be_is_refused(several, refused, old, new, says):
    assert says in refused(old, new, several)


def test_another_area_takes_the_place_of_several(several, read):
    scenario = read(several)
    alone = scenario.with_(area="leeds")
    assert not is_many(alone) and one_place(alone) == find_area("leeds")
    assert is_many(alone.with_(areas=["leeds", "york"]))
    with pytest.raises(FamsimError, match="asks of areas one by one"):
        one_place(scenario)


def test_what_is_written_reads_back(several, read):
    text = several.replace('name = "both"', 'name = "both"\nareas = ["leeds", "luton"]')
    scenario = read(text)
    again = parse_scenario(scenario_toml(scenario.model_copy(update={"evidence": {}})))
    assert canonical(again) == canonical(scenario.model_copy(update={"evidence": {}}))


def test_the_order_of_areas_asks_nothing_else(several, read):
    turned = several.replace('["luton", "croydon", "leeds"]', '["leeds", "luton", "croydon"]')
    assert canonical(read(several)) == canonical(read(turned))


@given(st.integers(0, 5000), st.lists(st.floats(0.1, 1e6), min_size=1, max_size=40))
def test_shared_places_are_whole_and_add_up(places, claims):
    """Largest remainder: nobody is further than one from the exact share, and no place is lost."""
    named = {str(number): claim for number, claim in enumerate(claims)}
    found = shared_out(places, named)
    assert sum(found.values()) == places
    for name, claim in named.items():
        assert abs(found[name] - places * claim / sum(claims)) < 1.0 + 1e-6


def test_need_is_families_likely_to_be_poor():
    """By hand: families with children, times the share of children who are income-deprived."""
    leeds = find_area("leeds")
    assert need_of(leeds, "need") == pytest.approx(leeds.families * leeds.child_poverty)
    assert (need_of(leeds, "births"), need_of(leeds, "population")) == (leeds.births, leeds.families)


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (["luton", "york"], "Luton, York, 2 areas - illustrative offer"),
        (["luton", "york", "leeds", "croydon"], "Luton, York, Leeds and others, 4 areas - illustrative offer"),
    ],
)
def test_areas_together_are_titled_by_their_own_names(several, read, names, title):
    assert all_places(read(several.replace(SEVERAL, f"areas = {names}"))).title == title
