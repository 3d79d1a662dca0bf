"""The tables of a report: those of the comparison, and those that say what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from famsim.areas import SEVERAL, AreaProfile, births_beside, find_area
from famsim.measures import ALL
from famsim.model.identity import MONTHS_A_YEAR
from famsim.questions.compare.tables.chance import chance_table
from famsim.questions.compare.tables.equal import equal_table
from famsim.questions.compare.tables.framework import framework_table
from famsim.questions.compare.tables.funding import funding_table
from famsim.questions.compare.tables.harm_parts import harm_parts_table
from famsim.questions.compare.tables.levels import levels
from famsim.questions.compare.tables.likeness import likeness_table
from famsim.questions.compare.tables.staff import staff_tables
from famsim.questions.compare.tables.unit_prices import unit_prices_table
from famsim.questions.compare.tables.worthwhile import worthwhile
from famsim.writing import DEPRIVATION_FIGURE, of_lives, parameters, register_of, sources

if TYPE_CHECKING:
    from famsim.questions.compare.comparison import Comparison

STEPS = 9  # from the first decile to the tenth
PER_CENT = 100.0
COUNTS = ("families", "infants", "births")


def report_tables(comparison: Comparison) -> dict[str, pd.DataFrame]:
    """Return the tables by name: the comparison's, framework, levels, likeness, worthwhile, facts, parameters, sources.

    framework(strategy, part, offers, noticed, referred, started, completed) is the funnel by what an offer is for;
    levels(strategy, group, measure, value) are means over runs; likeness(by, theme, held, counted, holds) how many
    published differences between groups the model has; chance(strategy, ...) whether an area's yearly count can show a
    strategy (famsim.questions.compare.tables.chance); worthwhile(group, measure, figure, share_of, smallest) how large
    a difference has to be to matter; equal_budget(strategy, ...), where strategies do not cost the same, what each
    would come to for one sum; funding, harm_parts and unit_prices: see the files of these names; facts(name, value)
    what a sentence needs beside the tables; parameters and sources are the register as this scenario used it. Where
    staff are trained by heads: staff (the board, by month, door and role), courses, training (what it came to) and
    navigators (hours a month), at central figures.
    """
    register = register_of(comparison.scenario)
    tables = dict(comparison.tables) | staff_tables(comparison)
    tables["framework"] = framework_table(comparison)
    tables["levels"] = levels(tables)
    tables["parameters"] = parameters(register, comparison.scenario.evidence)
    tables["sources"] = sources(register)
    scenario = comparison.scenario
    tables["likeness"] = likeness_table()
    tables["worthwhile"] = worthwhile(tables, scenario.strategies[0].name, scenario.months)
    if len(scenario.strategies) > 1:
        tables["chance"] = chance_table(tables, scenario)
        tables["harm_parts"] = harm_parts_table(tables)
    if len(scenario.strategies) > 1 and "ledger" in tables:  # a study that was put together by hand may have no money
        tables["funding"] = funding_table(tables, scenario)
        tables["unit_prices"] = unit_prices_table(tables, scenario)
    if (equal := equal_table(tables)) is not None:
        tables["equal_budget"] = equal
    tables["facts"] = facts(comparison, tables)
    return tables


def facts(comparison: Comparison, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return name and value of what sentences need beside the other tables."""
    scenario, world = comparison.scenario, comparison.world
    deprivation = tables["parameters"].set_index("name").loc[DEPRIVATION_FIGURE]
    rested_on = of_lives(tables["parameters"])
    found = {
        "months": scenario.months,
        "years": scenario.months / MONTHS_A_YEAR,
        "strategies_compared": len(scenario.strategies) - 1,
        "draws": comparison.draws,
        "repetitions": comparison.reps,
        "area_families": world.area.said_families,
        "sample_one_in": world.sample.k,
        "simulated_families": world.area.said_families / world.sample.k,
        "deprivation_effect": float(deprivation["value"]) * STEPS,
        "deprivation_effect_low": float(deprivation["low"]) * STEPS,
        "deprivation_effect_high": float(deprivation["high"]) * STEPS,
        "figures": len(rested_on),
        "figures_in_all": len(tables["parameters"]),
        **{f"figures_{grade}": int(number) for grade, number in rested_on.grade.value_counts().items()},
        **stand_in_facts(world.area),
        **area_facts(world.area),
        "ever_in_need": float(tables["summary"]["in_need"].iloc[0]),
        "strategies_missing_violence": missing_violence(tables["reach"], scenario.strategies[0].name),
    }
    return pd.DataFrame({"name": list(found), "value": [float(value) for value in found.values()]})


def area_facts(area: AreaProfile) -> dict[str, int]:
    """Return of several areas how many they are, and of how many the offer is not on record; of one area nothing."""
    if area.level != SEVERAL:
        return {}
    offers = [find_area(code).offer for code in area.parts]
    return {"areas": len(offers), "areas_not_on_record": sum(offer != "documented" for offer in offers)}


def stand_in_facts(area: AreaProfile) -> dict[str, float]:
    """Return the factor of each figure that is not known well, and of stand-ins their value and limits; rates in %.

    And by how many % births come out above or below the area's infants.

    Of an authority's own figures, or what follows from them, only factors are told.
    """
    beside = births_beside(area)
    found: dict[str, float] = {} if beside == 1.0 else {"births_beside": abs(round(PER_CENT * (beside - 1.0)))}
    for figure, factor in area.widen.items():
        found[f"{figure}_factor"] = factor
        if figure not in area.missing or area.private:
            continue
        value = getattr(area, figure) * (1.0 if figure in COUNTS else PER_CENT)
        found |= {f"{figure}_stand_in": value, f"{figure}_low": value / factor, f"{figure}_high": value * factor}
    return found


def missing_violence(reach: pd.DataFrame, first: str) -> int:
    """Return under how many strategies beside the first the screen misses a family above the threshold."""
    missed = reach[(reach.measure == "missed_violence") & (reach.group == ALL) & (reach.strategy != first)]
    return int((missed.estimate > 0).sum())
