"""The table of areas: published totals, sums of their districts, every gap marked and every column sourced."""

import math
import statistics
import tomllib
from importlib.resources import files

import pytest

from famsim.areas import (
    DECILES,
    OFFERS,
    RATES,
    all_areas,
    column_sources,
    find_area,
    pilots,
    profiles,
    read_rows,
    upper_tier,
)
from famsim.errors import AreaError

COUNTS = (
    "families",
    "couple_families",
    "cohabiting_couple_families",
    "lone_parent_families",
    "infants",
    "births",
)
OF_2023 = {"E06000063", "E06000064", "E06000065", "E06000066"}
SUMS = [area for area in all_areas("county") if area.parts]


def number(cell):
    """Return a cell as a count, an empty one as nought."""
    return int(cell or 0)


@pytest.fixture
def rows():
    """The table by ONS code, as text, free to be spoilt."""
    return {row["code"]: row for row in read_rows()}


def test_the_table_holds_every_district_and_every_upper_tier_authority():
    """309 districts of April 2021 to March 2023, and the 153 authorities of 2023 that run children's services (ONS)."""
    assert len(all_areas("district")) == 309
    assert len(all_areas("county")) == 21 + len(OF_2023) + 1  # county councils, councils of 2023, the former Dorset
    assert [a.name for a in all_areas("country")] == ["England"]
    assert len(upper_tier()) == 153
    kinds = [a.code[:3] for a in upper_tier()]
    assert {kind: kinds.count(kind) for kind in kinds} == {"E06": 63, "E08": 36, "E09": 33, "E10": 21}


def test_every_district_lies_in_one_upper_tier_authority():
    """So the 153 add up to England, and each holds its districts once."""
    codes = [code for area in upper_tier() for code in area.parts or (area.code,)]
    assert sorted(codes) == sorted(area.code for area in all_areas("district"))
    assert sum(area.families for area in upper_tier()) == find_area("england").families


@pytest.mark.parametrize("area", SUMS, ids=lambda area: area.slug)
def test_counts_of_a_sum_are_those_of_its_districts(rows, area):
    """Exact, these are counts; the model's figures of a sum and of its parts tell one story."""
    for column in (*COUNTS, *DECILES):
        assert number(rows[area.code][column]) == sum(number(rows[code][column]) for code in area.parts), column


@pytest.mark.parametrize("area", SUMS, ids=lambda area: area.slug)
def test_rates_of_a_sum_lie_among_its_districts_near_their_weighted_mean(area):
    """Weighted here by families, which are not quite what the rates are shares of: within 5% of one another."""
    parts = [find_area(code) for code in area.parts]
    for rate in RATES[2:]:
        figures = [getattr(part, rate) for part in parts]
        weighted = sum(figure * part.families for figure, part in zip(figures, parts, strict=True)) / area.families
        assert min(figures) < getattr(area, rate) < max(figures), rate
        assert getattr(area, rate) == pytest.approx(weighted, rel=0.05), rate


def test_the_two_halves_of_cumbria_are_cumbria():
    """Published for Cumbria: 54,702 families, 4,709 infants; 10.36% employment deprived, 13.77% of children poor."""
    halves = [find_area(name) for name in ("Cumberland", "Westmorland and Furness")]
    assert sum(half.families for half in halves) == 54_702
    assert sum(half.infants for half in halves) == 4_709
    residents, children = (274_176, 224_199), (52_480, 40_144)  # mid-2017
    for rate, weights, published in (
        ("employment_deprivation", residents, 0.1036),
        ("child_poverty", children, 0.1377),
    ):
        both = sum(getattr(half, rate) * weight for half, weight in zip(halves, weights, strict=True)) / sum(weights)
        assert both == pytest.approx(published, abs=0.0015), rate


@pytest.mark.parametrize("column", [*COUNTS, *DECILES])
def test_districts_add_up_to_england(rows, column):
    """A published total is the sum of its parts: exact, these are counts."""
    districts = sum(number(row[column]) for row in rows.values() if row["level"] == "district")
    assert districts == number(rows["E92000001"][column])


def test_england_is_the_published_england():
    """Census 2011 QS116EW: 6,300,938 families, 1,747,646 of them lone parents; mid-2017: 653,467 infants."""
    england, districts = find_area("england"), all_areas("district")
    assert sum(a.families for a in districts) == england.families == 6_300_938
    assert sum(a.infants for a in districts) == england.infants == 653_467
    lone = sum(a.families * a.lone_share for a in districts) / england.families
    assert lone == pytest.approx(1_747_646 / 6_300_938, abs=1e-4)
    assert england.lone_share == pytest.approx(lone, abs=1e-4)


def test_newcastle_is_the_published_newcastle():
    """Census 2011; infants by decile rebuilt from small areas (1,032 of 3,250); 7.67% out of work."""
    area = find_area("newcastle-upon-tyne")
    assert area.families == 30_170
    assert area.lone_share == pytest.approx(0.327, abs=5e-4)
    assert area.infants == 3_250
    assert area.infants_by_decile[0] * area.infants == pytest.approx(1_032)
    assert area.unemployment == pytest.approx(0.0767)
    assert not area.missing


def test_other_authorities_read_by_hand_from_the_census_file():
    """QS116EW read by hand; the last two merge districts of 2011."""
    families = {
        "croydon": 49_941,
        "luton": 26_109,
        "blackpool": 16_481,
        "west-northamptonshire": 46_612,
        "east-suffolk": 26_249,
    }
    assert {slug: find_area(slug).families for slug in families} == families


def test_worst_decile_infants_rebuilt_another_way():
    """Through the council codes inside the 2015 deprivation file instead of the lookup of small areas."""
    published = {
        "croydon": (227, 5_822),
        "luton": (298, 3_536),
        "blackpool": (678, 1_688),
        "manchester": (3_797, 7_586),
    }
    for slug, (worst, infants) in published.items():
        assert find_area(slug).infants_by_decile[0] == pytest.approx(worst / infants)


def test_the_twelve_pilots():
    """Innovation Unit, slides for ADCS, 2016; Dorset is the council of that time."""
    names = (
        "Newcastle upon Tyne, Croydon, Gateshead, Essex, Hertfordshire, Luton, Westminster, Manchester, "
        "Blackpool, Blackburn with Darwen, Dorset (county council to March 2019), Lambeth"
    )
    assert sorted(area.name for area in pilots()) == sorted(names.split(", "))


def test_only_a_documented_offer_goes_without_the_word_illustrative():
    """Six of the twelve are on record; Gateshead by a later programme only; all others are assumed."""
    documented = {area.slug for area in all_areas() if area.title == area.name}
    six = "newcastle-upon-tyne croydon essex hertfordshire blackburn-with-darwen dorset-county-council"
    assert documented == set(six.split())
    assert find_area("gateshead").offer == "later programme"
    assert find_area("leeds").title == "Leeds - illustrative offer"
    assert {area.offer for area in all_areas()} == set(OFFERS)


def test_shares_are_shares():
    """Rates run from 0 to 1, deciles add up to one, and births agree with the infants of the summer after."""
    for area in all_areas():
        assert all(0 < getattr(area, rate) < 1 for rate in RATES), area.slug
        assert len(area.infants_by_decile) == 10
        assert all(0 <= share <= 1 for share in area.infants_by_decile), area.slug
        assert math.fsum(area.infants_by_decile) == pytest.approx(1), area.slug
        assert 0.94 < area.births / area.infants < 1.06, area.slug


def test_shares_are_those_of_the_counts_beside_them(rows):
    """Two ways, one story: lone / families and cohabiting / couples, published to four places."""
    for row in rows.values():
        couples, families = int(row["couple_families"]), int(row["families"])
        assert couples + int(row["lone_parent_families"]) == families
        assert float(row["lone_share"]) == pytest.approx(int(row["lone_parent_families"]) / families, abs=6e-5)
        cohabiting = int(row["cohabiting_couple_families"]) / couples
        assert float(row["cohabiting_share"]) == pytest.approx(cohabiting, abs=6e-5)


def test_every_gap_is_marked_and_nothing_else_is(rows):
    """The known gaps of the published series: unemployment in five areas, births in the former county."""
    gaps = {area.code: area.missing for area in all_areas() if area.missing}
    assert gaps == {
        "E06000053": ("unemployment",),
        "E06000061": ("unemployment",),
        "E06000062": ("unemployment",),
        "E09000001": ("unemployment",),
        "E10000009": ("unemployment", "births"),
    }
    empty = {(row["code"], column) for row in rows.values() for column, cell in row.items() if not cell}
    marked = {(code, column) for code, columns in gaps.items() for column in columns}
    places = {("E92000001", "region"), ("E92000001", "upper_tier"), ("E10000009", "upper_tier")}
    assert empty - places == marked
    for area in all_areas():
        assert set(area.widen) == set(area.missing)
        assert all(factor > 1 for factor in area.widen.values())


def test_a_missing_rate_takes_its_regions_mean_and_the_regions_spread(rows):
    """Blank Luton: the mean of the 44 other districts of its region, no county, and exp(1.96 sd of logs)."""
    rows["E06000032"]["child_poverty"] = ""
    luton = next(area for area in profiles(rows.values()) if area.slug == "luton")
    others = [a.child_poverty for a in all_areas("district") if a.region == luton.region and a.slug != "luton"]
    assert len(others) == 44
    assert luton.missing == ("child_poverty",)
    assert luton.child_poverty == pytest.approx(statistics.fmean(others))
    assert luton.widen["child_poverty"] == pytest.approx(math.exp(1.96 * statistics.stdev(map(math.log, others))))


def test_the_former_county_leans_on_its_successor():
    """Dorset Council (3.1%) has 89% of the county's families; births are its infants at the usual ratio."""
    county, successor = find_area("E10000009"), find_area("E06000059")
    assert county.unemployment == successor.unemployment == pytest.approx(0.031)
    assert county.widen["unemployment"] > 1.4
    assert county.births == pytest.approx(county.infants, rel=0.01)
    assert county.widen["births"] < 1.05


def test_no_stand_in_where_the_region_knows_nothing(rows):
    """Better an error than an invented figure."""
    for row in rows.values():
        if row["region"] == "London":
            row["unemployment"] = ""
    with pytest.raises(AreaError, match="unemployment is not known"):
        profiles(rows.values())


def test_every_column_has_one_source_and_every_source_a_column(rows):
    """A figure without publisher, date or licence may not be printed; a source nobody uses is a slip."""
    text = files("famsim.areas").joinpath("areas_sources.toml").read_text(encoding="utf-8")
    sourced = [column for row in tomllib.loads(text)["source"] for column in row["columns"]]
    assert sorted(sourced) == sorted(rows["E92000001"]) == sorted(column_sources())
    wanted = {"columns", "publisher", "date", "definition", "read_from", "licence", "when_missing"}
    for row in tomllib.loads(text)["source"]:
        assert set(row) == wanted
        assert all(row.values()), row["columns"]
    assert column_sources()["families"]["publisher"] == "ONS, Census 2011 (QS116EW)"


def test_codes_and_slugs_are_unique(rows):
    """A slug is a file name and an argument: lower case, digits and hyphens, one area each."""
    slugs = [row["slug"] for row in rows.values()]
    assert len(rows) == len(set(slugs)) == len(read_rows())
    assert all(slug.replace("-", "").isalnum() and slug == slug.lower() for slug in slugs)
