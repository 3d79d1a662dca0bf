"""Scenarios: a question in a TOML file, checked field by field."""

from famsim.scenario.canonical import canonical, config_hash
from famsim.scenario.conditions import Condition
from famsim.scenario.economy import Economy
from famsim.scenario.init import commented_scenario
from famsim.scenario.loading import change, checked, heeded, load_scenario, parse_scenario, shipped_names, shipped_text
from famsim.scenario.pointless import pointless
from famsim.scenario.schema import Offer, Pathway, Scenario, Strategy, When
from famsim.scenario.slug import slug

__all__ = [
    "Condition",
    "Economy",
    "Offer",
    "Pathway",
    "Scenario",
    "Strategy",
    "When",
    "canonical",
    "change",
    "checked",
    "commented_scenario",
    "config_hash",
    "heeded",
    "load_scenario",
    "parse_scenario",
    "pointless",
    "shipped_names",
    "shipped_text",
    "slug",
]
