"""The places a scenario can be set in: published figures of England's authorities, and what is not known."""

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from math import exp, log
from statistics import fmean, stdev

from famsim.errors import AreaError

DECILES = tuple(f"infants_decile_{decile:02d}" for decile in range(1, 11))
RATES = ("lone_share", "cohabiting_share", "unemployment", "employment_deprivation", "child_poverty")
OFFERS = ("documented", "later programme", "assumed")
SUCCESSORS = {"E10000009": "E06000059"}  # a council that has ended -> the one that took most of it over
NORMAL_95 = 1.96  # standard deviations either side that hold 95% of a normal distribution
NAMED = 3  # names that a message suggests at most
LONGEST_SHOWN = 60  # characters of a wrong name repeated in a message

Cells = Mapping[str, str]  # one row of areas.csv as read: "" is a figure that is not known


@dataclass(frozen=True)
class AreaProfile:
    """Published figures of one authority, one former county or England; rates and shares run from 0 to 1.

    `families`, `lone_share` and `cohabiting_share` (of couples): Census 2011, dependent children only.
    `infants`: aged 0 at mid-2017; `infants_by_decile`: their shares by deprivation decile, most deprived
    first. `births`: live, year to mid-2017. `unemployment`: of the economically active, year to March 2017.
    `employment_deprivation` (of working age) and `child_poverty` (IDACI, children 0-15): 2019.
    A field named in `missing` is not published for the area: it holds a stand-in x and `widen[field]` is a
    factor f; the true figure lies between x / f and x * f in about 95 of 100 such areas.
    Source: areas.csv, column by column in areas_sources.toml.
    """

    code: str
    slug: str
    name: str
    level: str
    region: str
    families: int
    lone_share: float
    cohabiting_share: float
    infants: int
    births: float
    infants_by_decile: tuple[float, ...]
    unemployment: float
    employment_deprivation: float
    child_poverty: float
    pilot: bool
    offer: str
    missing: tuple[str, ...] = ()
    widen: dict[str, float] = field(default_factory=dict, hash=False)

    @property
    def title(self) -> str:
        """The name to print: it says so when what the authority offered is not on record."""
        return self.name if self.offer == "documented" else f"{self.name} - illustrative offer"


def find_area(text: str, where: str = "area") -> AreaProfile:
    """Return the area with this slug, ONS code or name, in any case; AreaError names the nearest one.

    `where` opens the message: the file and line, or the option, that the text came from.
    """
    area = _by_key().get(_key(text))
    if area is None:
        raise _no_such_area(text, where)
    return area


def all_areas(level: str | None = None) -> tuple[AreaProfile, ...]:
    """Return every area, or those of one level: "district" (309, adding up to England), "county", "country".

    Counties and England repeat their districts: never add levels together.
    """
    return tuple(area for area in _areas() if level in (None, area.level))


def pilots() -> tuple[AreaProfile, ...]:
    """Return the twelve authorities of the Local Family Offer."""
    return tuple(area for area in _areas() if area.pilot)


def profiles(rows: Iterable[Cells]) -> tuple[AreaProfile, ...]:
    """Return a profile for each row of cells; stand-ins come from the districts among the same rows."""
    table = {row["code"]: row for row in rows}
    return tuple(_profile(row, table) for row in table.values())


def read_rows() -> list[dict[str, str]]:
    """Return the rows of areas.csv as text, empty where a figure is not known."""
    text = files("famsim.population").joinpath("areas.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def column_sources() -> dict[str, dict[str, str]]:
    """Return, for each column of areas.csv: publisher, date, definition, read_from, licence, when_missing."""
    text = files("famsim.population").joinpath("areas_sources.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["source"]
    return {column: row for row in rows for column in row.pop("columns")}


@cache
def _areas() -> tuple[AreaProfile, ...]:
    return profiles(read_rows())


@cache
def _by_key() -> dict[str, AreaProfile]:
    return {_key(text): area for area in _areas() for text in (area.name, area.code, area.slug)}


def _key(text: str) -> str:
    """Return lower-case words joined by hyphens: "St. Helens" and "st_helens" are one place."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub("['\u2019.]", "", text.lower())).strip("-")


def _no_such_area(text: str, where: str) -> AreaError:
    """Return the error for a misspelt area, with what may be typed instead."""
    shown = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "..."
    hints = " or ".join(repr(name) for name in _nearest(_key(text[:LONGEST_SHOWN])))
    help_ = f"Did you mean {hints}?" if hints else "Give an English authority by name, slug or ONS code."
    return AreaError(f"{where}: there is no area {shown!r}. {help_}")


def _nearest(key: str) -> list[str]:
    """Return up to three slugs that hold the words of `key`, else those most like it in some of their words, or none.

    A key of two words is set beside every two words of a slug that follow each other, and beside the whole of it.
    """
    if key.startswith("e0"):
        return [code.upper() for code in get_close_matches(key, [a.code.lower() for a in _areas()], n=1)]
    slugs = [area.slug for area in _areas()]
    if holding := [slug for slug in slugs if key and f"-{key}-" in f"-{slug}-"]:
        return get_close_matches(key, holding, n=NAMED, cutoff=0.0)
    best = get_close_matches(key, {part for slug in slugs for part in _parts(slug, key.count("-") + 1)}, n=1)
    alike = [slug for slug in slugs if best and best[0] in _parts(slug, key.count("-") + 1)]
    return get_close_matches(key, alike, n=NAMED, cutoff=0.0)


def _parts(slug: str, size: int) -> set[str]:
    """Return a slug and every so many of its words that follow each other."""
    words = slug.split("-")
    return {slug, *("-".join(words[first : first + size]) for first in range(len(words) - size + 1))}


def _profile(row: Cells, table: Mapping[str, Cells]) -> AreaProfile:
    """Return the profile of one row; empty cells get a stand-in, named in `missing` and widened."""
    missing = tuple(column for column in (*RATES, "births") if not row[column])
    stand_ins = {column: _stand_in(row, column, table) for column in missing}
    figures = {column: float(row[column]) for column in (*RATES, "births") if row[column]}
    figures |= {column: value for column, (value, _) in stand_ins.items()}
    infants = int(row["infants"])
    return AreaProfile(
        code=row["code"],
        slug=row["slug"],
        name=row["name"],
        level=row["level"],
        region=row["region"],
        families=int(row["families"]),
        lone_share=figures["lone_share"],
        cohabiting_share=figures["cohabiting_share"],
        infants=infants,
        births=figures["births"],
        infants_by_decile=tuple(int(row[column]) / infants for column in DECILES),
        unemployment=figures["unemployment"],
        employment_deprivation=figures["employment_deprivation"],
        child_poverty=figures["child_poverty"],
        pilot=row["pilot"] == "true",
        offer=row["offer"],
        missing=missing,
        widen={column: factor for column, (_, factor) in stand_ins.items()},
    )


def _stand_in(row: Cells, column: str, table: Mapping[str, Cells]) -> tuple[float, float]:
    """Return what stands in for an unknown figure, and the factor either way that holds 95% of districts.

    Births: the area's own infants at the districts' mean ratio. Rates: the mean of the region's districts, or
    the figure of the council that took over, with the region's spread.
    """
    districts = [other for other in table.values() if other["level"] == "district" and other[column]]
    if column == "births":
        ratios = [float(other["births"]) / int(other["infants"]) for other in districts]
        return int(row["infants"]) * fmean(ratios), _factor(ratios)
    rates = [float(other[column]) for other in districts if other["region"] == row["region"]]
    if len(rates) < 2:
        raise AreaError(f"areas.csv, {row['name']}: {column} is not known, nor in two districts of its region")
    successor = table.get(SUCCESSORS.get(row["code"], ""), {})
    return float(successor.get(column) or fmean(rates)), _factor(rates)


def _factor(figures: list[float]) -> float:
    """Return the factor f for which mean / f to mean * f holds 95% of log-normal figures."""
    return exp(NORMAL_95 * stdev([log(figure) for figure in figures]))
