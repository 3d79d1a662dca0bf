"""Scenarios: a question in a TOML file, checked field by field."""

from famsim.scenario.agreeing import FOLLOWS, Follows
from famsim.scenario.base import YES_OR_NO, Rule, a_number, names, one_of, optional, several, text, whole_number
from famsim.scenario.budget import (
    FACTORS,
    Grant,
    Year,
    buys_staff,
    is_sustained,
    is_to_buy,
    own_offers,
    years_of_money,
)
from famsim.scenario.buying import central_values, place_cost
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
from famsim.scenario.called import programme_in_short, programme_words
from famsim.scenario.canonical import canonical, config_hash
from famsim.scenario.channels import effects_in_words
from famsim.scenario.checks import Frozen, wrong
from famsim.scenario.conditions import WHO_SCHEMA, YES_NO, Condition, allowed, read_who
from famsim.scenario.designs import DESIGNS, commented_design
from famsim.scenario.economy import Economy
from famsim.scenario.editors import file_schema
from famsim.scenario.effects import Helping, effects_of, for_the_worse, helping, helps
from famsim.scenario.equal import with_equal_budget
from famsim.scenario.evidence_overrides import OVERRIDES
from famsim.scenario.factorial import LEVERS, Levers, cells_of, effects, signs
from famsim.scenario.factorial import called as effect_called
from famsim.scenario.here import Here
from famsim.scenario.init import commented_scenario
from famsim.scenario.known import check_evidence, figures_of, kind_in
from famsim.scenario.lines import Lines
from famsim.scenario.loading import (
    change,
    checked,
    heeded,
    load_scenario,
    not_sustained,
    parse_scenario,
    shipped_names,
    shipped_text,
    without_private,
)
from famsim.scenario.money import BY_AGENCY, PAID_INSTEAD, PAYERS, PURPOSES, SCHEDULES, WELLBEING, Money
from famsim.scenario.offering import INVITES, MAX_PLACES, MOST_DELAY, WHO, Offer, Pathway, When
from famsim.scenario.opening import doors_in
from famsim.scenario.own import NAMED as OWN_SOURCE
from famsim.scenario.own import PROGRAMMES
from famsim.scenario.own_figures import notes_of
from famsim.scenario.pointless import pointless
from famsim.scenario.prices import YEARS as PRICE_YEARS
from famsim.scenario.prices import Prices, brought, deflator, financial_year, prices_of, register_year
from famsim.scenario.problems import Fault, Wrong, explain, problem
from famsim.scenario.reading import parse, printable, read_text, shown
from famsim.scenario.register import package_figures
from famsim.scenario.rivals import Rival, rivals_of
from famsim.scenario.schema import Scenario, Strategy
from famsim.scenario.screens import Screens, is_screened, screens_of
from famsim.scenario.seen import seen_at
from famsim.scenario.slug import slug
from famsim.scenario.staffing import Navigator, Training
from famsim.scenario.strict import Strict
from famsim.scenario.usual import has_usual
from famsim.scenario.writing import as_toml, scenario_tables, scenario_toml

__all__ = [
    "BY_AGENCY",
    "DESIGNS",
    "FACTORS",
    "FOLLOWS",
    "INVITES",
    "LEVERS",
    "MAX_PLACES",
    "MOST_DELAY",
    "OVERRIDES",
    "OWN_SOURCE",
    "PAID_INSTEAD",
    "PAYERS",
    "PRICE_YEARS",
    "PROGRAMMES",
    "PURPOSES",
    "SCHEDULES",
    "WELLBEING",
    "WHO",
    "WHO_SCHEMA",
    "YES_NO",
    "YES_OR_NO",
    "Condition",
    "Economy",
    "Fault",
    "Follows",
    "Frozen",
    "Grant",
    "Helping",
    "Here",
    "Levers",
    "Lines",
    "Money",
    "Navigator",
    "Offer",
    "Pathway",
    "Prices",
    "Rival",
    "Rule",
    "Scenario",
    "Screens",
    "Strategy",
    "Strict",
    "Training",
    "When",
    "Wrong",
    "Year",
    "a_number",
    "all_places",
    "allowed",
    "as_toml",
    "brought",
    "buys_staff",
    "canonical",
    "cells_of",
    "central_values",
    "change",
    "check_evidence",
    "checked",
    "commented_design",
    "commented_scenario",
    "config_hash",
    "deflator",
    "doors_in",
    "effect_called",
    "effects",
    "effects_in_words",
    "effects_of",
    "explain",
    "figures_of",
    "file_schema",
    "financial_year",
    "for_the_worse",
    "has_usual",
    "heeded",
    "helping",
    "helps",
    "in_area",
    "is_many",
    "is_screened",
    "is_sustained",
    "is_to_buy",
    "kind_in",
    "load_scenario",
    "names",
    "not_sustained",
    "notes_of",
    "once_each",
    "one_of",
    "one_place",
    "optional",
    "own_offers",
    "package_figures",
    "parse",
    "parse_scenario",
    "place_cost",
    "places_in",
    "pointless",
    "prices_of",
    "printable",
    "problem",
    "programme_in_short",
    "programme_words",
    "read_text",
    "read_who",
    "register_year",
    "rivals_of",
    "sample_in",
    "scenario_tables",
    "scenario_toml",
    "screens_of",
    "seen_at",
    "several",
    "shipped_names",
    "shipped_text",
    "shown",
    "signs",
    "slug",
    "strategy_names",
    "text",
    "whole_number",
    "with_equal_budget",
    "without_private",
    "wrong",
    "years_of_money",
]
