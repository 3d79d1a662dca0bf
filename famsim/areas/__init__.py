"""The places a scenario can be set in: published figures of England's authorities, and what is not known."""

from famsim.areas.finding import find_area, search_areas
from famsim.areas.many import SEVERAL, added_up, names_many, places_named, places_of
from famsim.areas.profiles import DECILES, NORMAL_95, OFFERS, RATES, AreaProfile, profiles
from famsim.areas.sources import column_sources
from famsim.areas.table import all_areas, pilots, read_rows, upper_tier

__all__ = [
    "DECILES",
    "NORMAL_95",
    "OFFERS",
    "RATES",
    "SEVERAL",
    "AreaProfile",
    "added_up",
    "all_areas",
    "column_sources",
    "find_area",
    "names_many",
    "pilots",
    "places_named",
    "places_of",
    "profiles",
    "read_rows",
    "search_areas",
    "upper_tier",
]
