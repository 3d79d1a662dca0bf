"""Every authority is found in the forms that people type; what is not found gets the right hint or none."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from famsim.areas import all_areas, find_area, search_areas, upper_tier
from famsim.areas.typed import key_of, said_names, telling_words
from famsim.errors import AreaError
from famsim.nearest import slips

# the authorities that ran children's services in April 2023 (ONS), by their councils' own titles
COUNCILS = list(csv.DictReader(Path(__file__).with_name("upper_tier.csv").read_text("utf-8").splitlines()))
TITLES = ("{} Council", "{} City Council", "{} Borough Council", "City of {}", "Royal Borough of {}", "the {}", "{}\t")


def said_of(text):
    """Return what is said of a text that is no area's name."""
    with pytest.raises(AreaError) as caught:
        find_area(text)
    return str(caught.value)


def named_in(text):
    """Return the areas that the message names, by slug or code."""
    return re.findall(r"'([^' ]+)'", said_of(text).split(". ", 1)[1])


def test_the_list_of_councils_is_the_upper_tier():
    assert sorted(row["code"] for row in COUNCILS) == sorted(area.code for area in upper_tier())


@pytest.mark.parametrize("row", COUNCILS, ids=lambda row: row["code"])
def test_every_upper_tier_authority_is_found_as_people_type_it(row):
    """23 of the 153 could not be named at all, and hardly any by their councils' titles."""
    area = find_area(row["code"])
    assert area.code == row["code"]
    for text in (row["council"], row["also"], area.name, area.slug):
        for typed in (text, text.upper(), text.lower(), text.replace(" ", "\u00a0"), text.replace("-", "\u2013")):
            assert find_area(typed) is area, typed


def test_every_area_is_found_by_slug_code_and_name_in_any_case():
    """No two areas share a name; a user need not know which of the three we keep."""
    for area in all_areas():
        texts = (area.slug, area.code, area.name)
        for text in (*texts, *map(str.upper, texts), *map(str.lower, texts), f"  {area.name} "):
            assert find_area(text) is area


@pytest.mark.parametrize("title", TITLES)
def test_any_area_may_be_given_any_title(title):
    """'Croydon Council' got the hint 'dorset-county-council', 'London Borough of Croydon' none."""
    newcastles = {"newcastle-upon-tyne", "newcastle-under-lyme"}
    for area in all_areas("district") + all_areas("county"):
        if area.slug != "city-of-london" and area.slug not in newcastles:
            assert find_area(title.format(area.name)) is area


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Newcastle City Council", "newcastle-upon-tyne"),
        ("Newcastle Borough Council", "newcastle-under-lyme"),
        ("T\u00e9lford & Wrek\u00efn", "telford-and-wrekin"),
        ("Kings Lynn & West Norfolk", "kings-lynn-and-west-norfolk"),
        ("King\u2019s Lynn and West Norfolk", "kings-lynn-and-west-norfolk"),
        ("ST-HELENS", "st-helens"),
        ("LB Southwark", "southwark"),
        ("R B Kensington and Chelsea", "kensington-and-chelsea"),
        ("st_helens", "st-helens"),
        ("County Durham", "county-durham"),
        ("Durham", "county-durham"),
        ("Dorset", "dorset"),
        ("Dorset County Council", "dorset-county-council"),
        ("East Herts District Council", "east-hertfordshire"),
        ("St Albans City and District Council", "st-albans"),
        ("Stratford upon Avon", "stratford-on-avon"),
        ("Allerdale Borough Council", "allerdale"),
        ("E06000064", "westmorland-and-furness"),
        ("E10000023", "north-yorkshire"),
        ("E08000039", "sheffield"),
        ("E06000048", "northumberland"),
    ],
)
def test_a_name_in_use_is_found(typed, slug):
    assert find_area(typed).slug == slug


@pytest.mark.parametrize(
    ("typed", "both"),
    [
        ("Newcastle", {"newcastle-upon-tyne", "newcastle-under-lyme"}),
        ("Kingston", {"kingston-upon-hull", "kingston-upon-thames"}),
        ("Cumbria", {"cumberland", "westmorland-and-furness"}),
        ("Cumbria County Council", {"cumberland", "westmorland-and-furness"}),
        ("E10000006", {"cumberland", "westmorland-and-furness"}),
        ("Northamptonshire", {"north-northamptonshire", "west-northamptonshire"}),
        ("Leicester County Council", {"leicester", "leicestershire"}),
        ("Poole", {"bournemouth-christchurch-and-poole"}),
        ("Aylesbury Vale District Council", {"buckinghamshire"}),
        ("Sussex", {"brighton-and-hove", "east-sussex", "west-sussex"}),
    ],
)
def test_what_may_be_several_places_lists_them_all(typed, both):
    """Issue, bad input: a name that could be two places lists both; one that has ended says what took over."""
    assert set(named_in(typed)) == both


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Newcastel upon Tyne", ["newcastle-upon-tyne"]),
        ("CROYDN", ["croydon"]),
        ("croyden", ["croydon"]),
        ("newcastel", ["newcastle-upon-tyne", "newcastle-under-lyme"]),
        ("manchestr", ["manchester"]),
        ("Middlesborough", ["middlesbrough"]),
        ("st hellens", ["st-helens"]),
        ("isle of wigth", ["isle-of-wight"]),
        ("northamptonshir", ["west-northamptonshire", "north-northamptonshire"]),
        ("Telford", ["telford-and-wrekin"]),
        ("Kings Lynn", ["kings-lynn-and-west-norfolk"]),
        ("newcastleupontyne", ["newcastle-upon-tyne"]),
        ("E09000008x", ["E09000008"]),
        ("E0900008", []),
        ("E06000067", []),
        ("Workington", []),
        ("Marlow", []),
        ("Wales", []),
        ("Bury St Edmunds", []),
        ("Chester-le-Street", []),
        ("Buxton", []),
        ("Council", []),
        ("zzzzzzzz", []),
    ],
)
def test_a_hint_is_the_place_that_was_meant_or_none(typed, meant):
    """Issue, bad input: a hint is never a wrong place. Towns of other authorities are no slips for their likes."""
    assert named_in(typed) == meant


def shares_a_word(typed, area):
    """Say whether a word of a text is within two slips of one of an area's name, or the whole of the whole."""
    words = [(word, name) for word in telling_words(typed) for name in telling_words(area.name)]
    whole = ("".join(telling_words(typed)), "".join(telling_words(area.name)))
    together = (key_of(typed).replace("-", ""), area.slug.replace("-", ""))
    return any(slips(one, other) <= 2 for one, other in (*words, whole, together))


@settings(max_examples=400)
@given(st.text(max_size=70) | st.text("abcdehilnorstwy -&'", max_size=25))
def test_no_hint_shares_no_word_with_what_was_typed(typed):
    """For any text: found, or hints that share a word within two slips, or how to list the names."""
    try:
        find_area(typed)
    except AreaError as error:
        hinted = re.findall(r"'([^' ]+)'", str(error).partition("Did you mean ")[2])
        assert all(shares_a_word(typed, find_area(slug)) for slug in hinted)
        assert hinted or "famsim init --list" in str(error) or "in its place" in str(error)
        assert len(str(error)) < 400


@settings(max_examples=300)
@given(st.sampled_from(all_areas()), st.data())
def test_a_letter_left_out_of_a_name_still_finds_or_names_the_place(area, data):
    """Any name of eight letters or more, any letter but the first, unless what is left is another place's name."""
    if len(area.slug) >= 8 and area.slug != "dorset-county-council":
        place = data.draw(st.integers(1, len(area.slug) - 1))
        typed = area.slug[:place] + area.slug[place + 1 :]
        try:
            find_area(typed)
        except AreaError as error:
            assert f"'{area.slug}'" in str(error) or "in its place" in str(error)


@pytest.mark.parametrize("given_", ["", " - ", "zzzzzzzz", "9" * 6_000, "\u0416", "\ud800", "\x00"])
def test_nonsense_gets_one_short_message(given_):
    """Nothing near: the message neither guesses nor lists 336 names."""
    assert "English authority" in said_of(given_)
    assert len(said_of(given_)) < 200
    assert said_of(given_).isprintable()


def test_the_message_opens_with_where_the_text_came_from():
    with pytest.raises(AreaError, match=re.escape("scenarios/a.toml, line 4: there is no area 'CROYDN'.")):
        find_area("CROYDN", where="scenarios/a.toml, line 4")


def test_other_names_and_codes_are_of_places_that_there_are():
    """A slug that the table does not have, or a code that it has, would lead nowhere or astray."""
    said, slugs = said_names(), {area.slug for area in all_areas()}
    held = [slug for row in said["ended"] + said["several"] for slug in row.get("now", row.get("holds", []))]
    assert set(held) | set(said["called"].values()) | set(said["codes"].values()) <= slugs
    assert {row["region"] for row in said["several"] if "region" in row} <= {area.region for area in all_areas()}
    other_codes = {*said["codes"], *(code for row in said["ended"] for code in row["codes"])}
    assert not other_codes - {"E08000016", "E08000019"} & {area.code for area in all_areas()}
    for row in said["ended"]:
        for name in row["names"]:
            assert set(named_in(name)) == set(row["now"]), name


@pytest.mark.parametrize(
    ("words", "some", "many"),
    [
        ("", {"croydon", "essex", "cumberland"}, 153),
        ("London", {"croydon", "city-of-london"}, 33),
        ("yorkshire", {"north-yorkshire", "leeds", "kingston-upon-hull"}, 15),
        ("North West", {"cumberland", "allerdale", "lancashire"}, 43),
        ("greater manchester", {"bolton", "wigan"}, 10),
        ("newcastle", {"newcastle-upon-tyne", "newcastle-under-lyme"}, 2),
        ("nowhere", set(), 0),
    ],
)
def test_areas_are_listed_by_word_region_or_county(words, some, many):
    """North West: 39 districts, Lancashire, two halves of Cumbria, and North West Leicestershire by its name."""
    found = [area.slug for area in search_areas(words)]
    assert some <= set(found)
    assert len(found) == len(set(found)) == many
