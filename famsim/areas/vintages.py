"""An area as of another year: newest published figures, and what is older than those, dated and widened.

`newest` takes infants of mid-2024, births to mid-2019, deciles of the Index of Multiple Deprivation 2025, unemployment
to March 2020, employment deprivation and child poverty of 2025. Families by kind are those of Census 2011, for none by
kind were found since. What is older than the vintage is widened by as much as such figures have moved in so many years,
from district to district; what every district has in common is not known and not in it.
Source: newest.csv, column by column in newest_sources.toml.
"""

import csv
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from math import exp, log, sqrt
from statistics import fmean
from typing import Any, NamedTuple

from famsim.areas.births import families_that_fit
from famsim.areas.deciles import tilt_between
from famsim.areas.profiles import DECILES, AreaProfile, Cells, factor_of
from famsim.areas.table import read_rows, whole_table
from famsim.errors import AreaError, shown
from famsim.nearest import did_you_mean

PILOT, NEWEST = "pilot", "newest"
VINTAGES = (PILOT, NEWEST)
NOW = 2025  # the year that `newest` stands for
FRESH = 2  # years within which a figure counts as of the vintage
FEWEST = 100  # infants of a district whose figures tell how far such figures move
DECILES_2025 = tuple(f"lsoas_imd2025_decile_{decile:02d}" for decile in range(1, 11))
DECILES_2019 = tuple(f"lsoas_imd2019_decile_{decile:02d}" for decile in range(1, 11))
INFANTS_2019 = tuple(f"infants_2020_imd2019_decile_{decile:02d}" for decile in range(1, 11))
NEWER = {  # figure: its newest column, its column before, whose ratio stands in where the newest is not known
    "infants": ("infants_2024", "infants_2020"),
    "births": ("births_2019", "births"),
    "unemployment": ("unemployment_2020", "unemployment"),
    "employment_deprivation": ("employment_deprivation_2025", "employment_deprivation"),
    "child_poverty": ("child_poverty_2025", "child_poverty"),
}
FITTED = "moved towards as many as the infants there are can be of"
ENDED = {"E10000009": "dorset"}  # slug of what stands in its place


class When(NamedTuple):
    """When a figure of an area is of, in words and as a year."""

    says: str
    year: float


DATES = {
    PILOT: {
        **dict.fromkeys(("families", "lone_share", "cohabiting_share"), When("Census, March 2011", 2011.2)),
        "infants": When("June 2017", 2017.5),
        "births": When("year to June 2017", 2017.0),
        "infants_by_decile": When("deciles of 2015, infants of June 2017", 2015.7),
        "unemployment": When("year to March 2017", 2016.7),
        "employment_deprivation": When("2019", 2019.0),
        "child_poverty": When("2019", 2019.0),
    },
    NEWEST: {
        **dict.fromkeys(("families", "lone_share", "cohabiting_share"), When("Census, March 2011", 2011.2)),
        "infants": When("June 2024", 2024.5),
        "births": When("year to June 2019", 2019.0),
        "infants_by_decile": When("deciles of 2025", 2025.0),
        "unemployment": When("year to March 2020", 2019.7),
        "employment_deprivation": When("2025", 2025.0),
        "child_poverty": When("2025", 2025.0),
    },
}
MOVES = {  # figure: an older and a newer column whose ratio tells how far such figures move, and the years between
    "families": ("households_2011", "households_2021", 10.0),
    "lone_share": ("lone_share", "lone_parent_households_2021", 10.0),
    "cohabiting_share": ("lone_share", "lone_parent_households_2021", 10.0),  # nothing nearer is published twice
    "births": ("births", "births_2019", 2.0),
    "infants": ("infants_2020", "infants_2024", 4.0),
    "unemployment": ("unemployment", "unemployment_2020", 3.0),
    "child_poverty": ("child_poverty", "child_poverty_2025", 6.0),  # after housing costs in 2025: at most
}
DECILES_MOVE = 3.0  # years between infants of 2017 by deciles of 2015 and infants of 2020 by those of 2019
ROUGHLY = ("lone_share", "cohabiting_share", "child_poverty")  # whose moves are of figures that are not quite the same


def as_of(area: AreaProfile, vintage: str) -> AreaProfile:
    """Return an area as of a vintage; AreaError for one there is not, or an authority that ended before it."""
    if vintage not in VINTAGES:
        hint = did_you_mean(vintage, VINTAGES)
        raise AreaError(f"vintage: there is none called {shown(vintage)}; allowed: {', '.join(VINTAGES)}{hint}")
    if vintage == area.vintage:
        return area
    if vintage == PILOT:
        return next(one for one in whole_table() if one.code == area.code)
    if area.code in ENDED:
        instead = ENDED[area.code]
        raise AreaError(f"vintage: {area.name} ended before {NEWEST!r} begins; allowed: area = {instead!r}")
    return _newest(area.code)


@cache
def _newest(code: str) -> AreaProfile:
    """Return the area of a code as newest published."""
    area = next(one for one in whole_table() if one.code == code)
    found = {figure: _newer(area, figure) for figure in NEWER}
    dates = DATES[NEWEST]
    older = {name: when for name, when in dates.items() if when.year < NOW - FRESH}
    widen = {name: drift(name, NOW - when.year) for name, when in older.items()}
    for name, (_, spread) in found.items():
        if spread is not None:
            widen[name] = joined(widen.get(name, 1.0), spread)
    values: dict[str, Any] = {name: value for name, (value, _) in found.items()} | {
        "infants": round(found["infants"][0])
    }
    dated = {name: when.says for name, when in older.items()}
    families = families_that_fit(area.families, values["infants"], widen["families"])
    if families != area.families:
        dated["families"] = f"{dated['families']}, {FITTED}"
    return replace(
        area,
        **values,
        families=families,
        infants_by_decile=_deciles_2025(newest_rows()[code]),
        missing=tuple(name for name, (_, spread) in found.items() if spread is not None),
        widen=widen,
        vintage=NEWEST,
        dated=tuple(dated.items()),
        roughly=tuple(name for name in widen if name in ROUGHLY),
    )


def _newer(area: AreaProfile, figure: str) -> tuple[float, float | None]:
    """Return a figure as newest published, or what stands in for it and the factor either way that holds 95%.

    What stands in is the area's figure before, moved as those of its region's districts moved on average.
    """
    column, before = NEWER[figure]
    row = cells()[area.code]
    if row[column]:
        return float(row[column]), None
    moves = _log_moves(before, column, area.region) or _log_moves(before, column)
    old = float(row[before]) if row[before] else float(getattr(area, figure))
    spread = joined(factor_of(moves), area.widen.get(figure, 1.0) if not row[before] else 1.0)
    return old * exp(fmean(moves)), spread


def _deciles_2025(row: Cells) -> tuple[float, ...]:
    """Return the shares of infants by decile of 2025: small areas by decile, each with its decile's infants of 2020.

    Infants by decile are known for 2019's deciles only: a small area of a decile of 2025 is taken to have as many as
    one of that decile of 2019 here, or in England where there was none here.
    """
    england = newest_rows()["E92000001"]
    each = [_infants_a_place(row, place) or _infants_a_place(england, place) or 0.0 for place in range(10)]
    infants = [int(row[column]) * some for column, some in zip(DECILES_2025, each, strict=True)]
    return tuple(some / sum(infants) for some in infants)


def _infants_a_place(row: Cells, place: int) -> float | None:
    """Return infants of 2020 in a small area of a decile of 2019; None where there is no such area."""
    areas = int(row[DECILES_2019[place]])
    return int(row[INFANTS_2019[place]]) / areas if areas else None


@cache
def drift(figure: str, years: float) -> float:
    """Return the factor either way that holds 95% of districts' figures after so many years, beside the mean move."""
    if years <= 0:
        return 1.0
    if figure == "infants_by_decile":
        return factor_of(_tilts(), sqrt(years / DECILES_MOVE))
    older, newer, between = MOVES[figure]
    return factor_of(_log_moves(older, newer), sqrt(years / between))


@cache
def _tilts() -> tuple[float, ...]:
    """Return how far each district's infants moved by decile between two published years, as tilts."""
    found = []
    for row in cells().values():
        if row["level"] == "district" and int(row["infants"]) >= FEWEST:
            older, newer = ([float(row[column]) for column in columns] for columns in (DECILES, INFANTS_2019))
            found.append(tilt_between(older, newer))
    return tuple(one for one in found if one is not None)


def _log_moves(older: str, newer: str, region: str = "") -> list[float]:
    """Return how far a figure moved in each district that has both, as logs of ratios; of one region if it is said.

    Places of very few infants are left out: theirs move by chance.
    """
    found = [
        log(float(row[newer]) / float(row[older]))
        for row in cells().values()
        if row["level"] == "district"
        and row[older]
        and row[newer]
        and int(row["infants"]) >= FEWEST
        and region in ("", row["region"])
    ]
    return found if len(found) > 1 else []


def joined(one: float, other: float) -> float:
    """Return the factor of two independent ones."""
    return exp(sqrt(log(one) ** 2 + log(other) ** 2))


@cache
def newest_rows() -> Mapping[str, Cells]:
    """Return the rows of newest.csv by code, as text, empty where a figure is not known."""
    text = files("famsim.areas").joinpath("newest.csv").read_text(encoding="utf-8")
    return {row["code"]: row for row in csv.DictReader(text.splitlines())}


@cache
def cells() -> Mapping[str, Cells]:
    """Return each area's cells, of both tables."""
    newest = newest_rows()
    return {row["code"]: {**row, **newest[row["code"]]} for row in read_rows()}
