"""Areas as newest published: published figures, every column sourced, what is older dated and widened."""

from math import exp, log, sqrt
from statistics import stdev

import pytest

from famsim.areas import (
    MOVES,
    NEWEST,
    NOW,
    PILOT,
    all_areas,
    as_of,
    column_sources,
    drift,
    find_area,
    newest_rows,
    read_rows,
    upper_tier,
)
from famsim.errors import AreaError

OLDER = {"families", "lone_share", "cohabiting_share", "births", "unemployment"}
EVERYWHERE = [*dict.fromkeys((*upper_tier(), *all_areas("district")))]


def test_every_area_has_a_newest_row_and_every_column_a_source():
    """153 authorities of 2023 and 309 districts; one row of sources a column, with a date and a licence."""
    assert {row["code"] for row in read_rows()} == set(newest_rows())
    columns = next(iter(newest_rows().values()))
    sources = column_sources("newest")
    assert set(sources) == set(columns)
    assert all(row[what] for row in sources.values() for what in ("publisher", "date", "licence", "when_missing"))


def test_england_as_newest_is_the_published_england():
    """ONS: 574,257 infants at mid-2024, 617,939 births to mid-2019; MHCLG: a tenth of small areas in each decile."""
    england = as_of(find_area("england"), NEWEST)
    assert (england.infants, england.births) == (574_257, 617_939)
    assert england.child_poverty == pytest.approx(0.368, abs=1e-3)  # IDACI 2025
    row = newest_rows()["E92000001"]
    assert sum(int(row[f"lsoas_imd2025_decile_{one:02d}"]) for one in range(1, 11)) == 33_755
    assert sum(int(row[f"lsoas_imd2019_decile_{one:02d}"]) for one in range(1, 11)) == 32_844


@pytest.mark.parametrize("column", ["births_2019", "infants_2020", "households_2011", "lsoas_imd2025_decile_01"])
def test_newest_counts_of_districts_add_up_to_england(column):
    """Exact, these are counts; households of the census are perturbed a little where they were published."""
    rows = newest_rows()
    districts = sum(int(rows[one.code][column]) for one in all_areas("district"))
    assert districts == int(rows["E92000001"][column])


@pytest.mark.parametrize("area", EVERYWHERE, ids=lambda area: area.slug)
def test_every_area_can_be_had_as_newest(area):
    """Its figures are shares and counts, and what is older than the vintage says so and is widened."""
    newest = as_of(area, NEWEST)
    assert sum(newest.infants_by_decile) == pytest.approx(1.0)
    assert 0 < newest.infants < 2 * area.infants
    assert 0 < newest.unemployment < 0.2
    assert {name for name, _ in newest.dated} == OLDER
    assert all(newest.widen[name] > 1.0 for name in (*OLDER, *newest.missing))
    assert as_of(newest, PILOT) == area


def test_what_is_not_published_follows_the_region_and_is_widened():
    """Cumberland's infants of 2024 are not published: those of 2020, moved as the region's districts moved."""
    cumberland, leeds = as_of(find_area("cumberland"), NEWEST), as_of(find_area("leeds"), NEWEST)
    assert "infants" in cumberland.missing
    assert "infants" not in leeds.missing
    before = int(newest_rows()["E06000063"]["infants_2020"])
    assert 0.85 * before < cumberland.infants < before
    assert cumberland.widen["infants"] > 1.02


def test_what_a_figure_may_have_moved_is_measured_between_two_published_years():
    """Worked here by another road: unemployment of 2017 and 2020, spread of log ratios, grown with the root of time."""
    rows = {row["code"]: row for row in read_rows()}
    moves = [
        log(float(newest_rows()[area.code]["unemployment_2020"]) / float(rows[area.code]["unemployment"]))
        for area in all_areas("district")
        if rows[area.code]["unemployment"] and newest_rows()[area.code]["unemployment_2020"] and area.infants >= 100
    ]
    assert drift("unemployment", 3.0) == pytest.approx(exp(1.96 * stdev(moves)))
    assert drift("unemployment", 12.0) == pytest.approx(exp(1.96 * stdev(moves) * sqrt(4.0)))
    assert all(drift(name, 0.0) == 1.0 for name in MOVES)
    assert NOW == 2025


def test_deciles_of_2025_hold_the_infants_that_their_small_areas_had():
    """Newcastle: more small areas in the worst tenth in 2025, so more of its infants than in 2015."""
    newcastle = find_area("newcastle-upon-tyne")
    assert as_of(newcastle, NEWEST).infants_by_decile[0] > newcastle.infants_by_decile[0]


def test_a_vintage_that_is_none_or_an_authority_that_ended_is_refused():
    """By name, with what is allowed."""
    with pytest.raises(AreaError, match="newest"):
        as_of(find_area("leeds"), "newst")
    with pytest.raises(AreaError, match="'dorset'"):
        as_of(find_area("dorset-county-council"), NEWEST)
