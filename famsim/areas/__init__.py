"""The places a scenario can be set in: published figures of England's authorities, and what is not known."""

from famsim.areas.births import LEAST, MOST, births_beside, families_that_fit
from famsim.areas.deciles import drawn
from famsim.areas.finding import find_area, search_areas
from famsim.areas.many import SEVERAL, added_up, names_many, places_named, places_of
from famsim.areas.own import OWN, Contradiction, OwnFigures, contradictions, tilted, with_own
from famsim.areas.profiles import DECILES, DRAWN, NORMAL_95, OFFERS, RATES, AreaProfile, profiles
from famsim.areas.sources import column_sources
from famsim.areas.table import all_areas, pilots, read_rows, upper_tier
from famsim.areas.typed import telling_words
from famsim.areas.unlike import DIFFERENCES, differences
from famsim.areas.vintages import DATES, MOVES, NEWEST, NOW, PILOT, VINTAGES, as_of, drift, newest_rows

__all__ = [
    "DATES",
    "DECILES",
    "DIFFERENCES",
    "DRAWN",
    "LEAST",
    "MOST",
    "MOVES",
    "NEWEST",
    "NORMAL_95",
    "NOW",
    "OFFERS",
    "OWN",
    "PILOT",
    "RATES",
    "SEVERAL",
    "VINTAGES",
    "AreaProfile",
    "Contradiction",
    "OwnFigures",
    "added_up",
    "all_areas",
    "as_of",
    "births_beside",
    "column_sources",
    "contradictions",
    "differences",
    "drawn",
    "drift",
    "families_that_fit",
    "find_area",
    "names_many",
    "newest_rows",
    "pilots",
    "places_named",
    "places_of",
    "profiles",
    "read_rows",
    "search_areas",
    "telling_words",
    "tilted",
    "upper_tier",
    "with_own",
]
