"""The table of areas, read once."""

import csv
from functools import cache
from importlib.resources import files

from famsim.areas.profiles import AreaProfile, profiles


def all_areas(level: str | None = None) -> tuple[AreaProfile, ...]:
    """Return every area, or those of one level: "district" (309, adding up to England), "county", "country".

    Counties and England repeat their districts: never add levels together.
    """
    return tuple(area for area in whole_table() if level in (None, area.level))


def upper_tier() -> tuple[AreaProfile, ...]:
    """Return the 153 authorities of 2023 that run children's services; they add up to England."""
    return tuple(area for area in whole_table() if area.upper_tier == area.code)


def pilots() -> tuple[AreaProfile, ...]:
    """Return the twelve authorities of the Local Family Offer."""
    return tuple(area for area in whole_table() if area.pilot)


def read_rows() -> list[dict[str, str]]:
    """Return the rows of areas.csv as text, empty where a figure is not known."""
    text = files("famsim.areas").joinpath("areas.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def whole_table() -> tuple[AreaProfile, ...]:
    """Return the profile of every row of the table."""
    return profiles(read_rows())
