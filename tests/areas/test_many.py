"""Several areas at once: which authorities a name means, and that no family is in a list twice."""

import pytest

from famsim.areas import find_area, names_many, pilots, places_named, places_of, upper_tier
from famsim.areas.many import added_up
from famsim.errors import AreaError


@pytest.mark.parametrize("text", ["england", "England by authority", "ENGLAND", "E92000001"])
def test_england_is_its_153_authorities(text):
    assert places_named(text) == upper_tier()
    assert len(upper_tier()) == 153


@pytest.mark.parametrize("text", ["the twelve pilots", "pilots", "Local Family Offer"])
def test_the_pilots_go_by_name(text):
    assert places_named(text) == pilots()
    assert len(pilots()) == 12


@pytest.mark.parametrize(
    ("text", "holds", "not_held"),
    [
        ("north east", "newcastle-upon-tyne", "leeds"),
        ("North East by authority", "hartlepool", "york"),
        ("London", "croydon", "kent"),
        ("greater manchester", "wigan", "warrington"),
        ("west midlands", "solihull", "shropshire"),
        ("west midlands region", "shropshire", "leicester"),
    ],
)
def test_a_region_and_a_place_of_several_councils_are_their_authorities(text, holds, not_held):
    slugs = {area.slug for area in places_named(text)}
    assert holds in slugs and not_held not in slugs
    assert names_many(text)


@pytest.mark.parametrize("text", ["leeds", "essex", "E09000008", "London Borough of Croydon"])
def test_one_area_is_one(text):
    assert places_named(text) == (find_area(text),)
    assert not names_many(text)


@pytest.mark.parametrize("text", ["nowhere", "newcastle", "bournemouth"])
def test_what_is_no_area_is_refused_as_ever(text):
    """Of a council that has ended the land may be only part of what stands there now."""
    with pytest.raises(AreaError) as one:
        find_area(text, "here")
    with pytest.raises(AreaError) as many:
        places_named(text, "here")
    assert str(one.value) == str(many.value)
    assert not names_many(text)


@pytest.mark.parametrize(
    ("names", "both"),
    [
        (("essex", "chelmsford"), ("chelmsford", "essex")),
        (("chelmsford", "croydon", "essex"), ("chelmsford", "essex")),
        (("south-somerset", "somerset"), ("south-somerset", "somerset")),
        (("dorset", "dorset-county-council"), ("dorset", "dorset-county-council")),
        (("england", "leeds"), ("leeds",)),
        (("leeds", "yorkshire"), ("leeds",)),
        (("croydon", "E09000008"), ("croydon",)),
    ],
)
def test_no_family_is_in_a_list_twice(names, both):
    with pytest.raises(AreaError, match="twice") as refused:
        places_of(names)
    assert all(repr(name) in str(refused.value) for name in both)


def test_neighbours_are_no_overlap():
    assert len(places_of(("chelmsford", "southend-on-sea", "dorset"))) == 3


def test_areas_together_have_the_sum_of_their_families_and_weighted_shares():
    """By hand, from the two profiles."""
    leeds, york = find_area("leeds"), find_area("york")
    both = added_up((leeds, york), "two")
    assert both.families == leeds.families + york.families
    assert both.infants == leeds.infants + york.infants
    assert sum(both.infants_by_decile) == pytest.approx(1.0)
    lone = (leeds.families * leeds.lone_share + york.families * york.lone_share) / both.families
    assert both.lone_share == pytest.approx(lone)
    assert both.offer == "assumed" and "illustrative" in both.title
    assert added_up((leeds,), "one") is leeds


@pytest.mark.parametrize("slug", ["cumberland", "westmorland-and-furness", "north-yorkshire", "somerset"])
def test_an_authority_of_2023_has_every_figure_from_its_own_districts(slug):
    """So that the old county's stands in for none of them."""
    area = find_area(slug)
    assert area.missing == () and len(area.parts) >= 2
    parts = [find_area(code) for code in area.parts]
    assert sum(part.families for part in parts) == area.families
    assert sum(part.births for part in parts) == area.births
    low, high = min(part.child_poverty for part in parts), max(part.child_poverty for part in parts)
    assert low <= area.child_poverty <= high
