"""Scenarios: a question in a TOML file, checked field by field."""

from famsim.scenario.by_area import (
    all_places,
    in_area,
    is_many,
    once_each,
    one_place,
    places_in,
    sample_in,
    strategy_names,
)
from famsim.scenario.canonical import canonical, config_hash
from famsim.scenario.conditions import YES_NO, Condition, allowed
from famsim.scenario.economy import Economy
from famsim.scenario.editors import file_schema
from famsim.scenario.effects import Helping, helping, without_effect
from famsim.scenario.init import commented_scenario
from famsim.scenario.loading import change, checked, heeded, load_scenario, parse_scenario, shipped_names, shipped_text
from famsim.scenario.pointless import pointless
from famsim.scenario.reading import printable, shown
from famsim.scenario.schema import MAX_PLACES, Offer, Pathway, Scenario, Strategy, When
from famsim.scenario.slug import slug
from famsim.scenario.writing import evidence_toml, scenario_toml

__all__ = [
    "MAX_PLACES",
    "YES_NO",
    "Condition",
    "Economy",
    "Helping",
    "Offer",
    "Pathway",
    "Scenario",
    "Strategy",
    "When",
    "all_places",
    "allowed",
    "canonical",
    "change",
    "checked",
    "commented_scenario",
    "config_hash",
    "evidence_toml",
    "file_schema",
    "heeded",
    "helping",
    "in_area",
    "is_many",
    "load_scenario",
    "once_each",
    "one_place",
    "parse_scenario",
    "places_in",
    "pointless",
    "printable",
    "sample_in",
    "scenario_toml",
    "shipped_names",
    "shipped_text",
    "shown",
    "slug",
    "strategy_names",
    "without_effect",
]
