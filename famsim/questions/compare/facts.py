"""The tables of a report: those of the comparison, and those that say what it rests on."""

import math

import pandas as pd

from famsim.areas import AreaProfile
from famsim.measures import ALL
from famsim.model.identity import MONTHS_A_YEAR
from famsim.questions.compare.run import Comparison
from famsim.writing import DEPRIVATION_FIGURE, parameters, sources, the_register

STEPS = 9  # from the first decile to the tenth
PER_CENT = 100.0
DISTRESS = "children_distressed_couple"
HEADLINE = ("fewer_partings", "mother_months_in_harm", "child_months_in_harm")


def report_tables(comparison: Comparison) -> dict[str, pd.DataFrame]:
    """Return every table by name: the comparison's, then levels, facts, parameters and sources.

    levels(strategy, group, measure, value) are means over runs; facts(name, value) what a sentence needs beside the
    tables; parameters and sources are the register as this scenario used it.
    """
    register = the_register()
    tables = dict(comparison.tables)
    tables["levels"] = levels(tables)
    tables["parameters"] = parameters(register, comparison.scenario.evidence)
    tables["sources"] = sources(register)
    tables["facts"] = facts(comparison, tables)
    return tables


def draw_numbers(runs: pd.DataFrame) -> list[int]:
    """Return the parameter draws that were run."""
    return sorted({int(number) for number in runs.draw})


def levels(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return each measure under each strategy, mean over runs."""
    named = tables["outcomes"].merge(tables["runs"][["run_id", "strategy"]], on="run_id")
    keys = ["strategy", "group", "measure"]
    return named.groupby(keys, sort=False)["value"].mean().reset_index()


def facts(comparison: Comparison, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return name and value of what sentences need beside the other tables."""
    scenario, world = comparison.scenario, comparison.world
    deprivation = tables["parameters"].set_index("name").loc[DEPRIVATION_FIGURE]
    found = {
        "years": scenario.months / MONTHS_A_YEAR,
        "strategies_compared": len(scenario.strategies) - 1,
        "draws": comparison.draws,
        "repetitions": comparison.reps,
        "area_families": world.area.families,
        "sample_one_in": world.sample.k,
        "simulated_families": world.area.families / world.sample.k,
        "deprivation_effect": float(deprivation["value"]) * STEPS,
        "deprivation_effect_low": float(deprivation["low"]) * STEPS,
        "deprivation_effect_high": float(deprivation["high"]) * STEPS,
        "figures": len(tables["parameters"]),
        **{f"figures_{grade}": int(number) for grade, number in tables["parameters"].grade.value_counts().items()},
        **stand_in_facts(world.area),
        **clear_facts(tables),
        **reach_facts(tables["summary"]),
        **held_facts(tables["differences"]),
        "most_helped_at_most": helped_at_most(tables["reach"], scenario.strategies[0].name),
        "strategies_missing_violence": missing_violence(tables["reach"], scenario.strategies[0].name),
    }
    return pd.DataFrame({"name": list(found), "value": [float(value) for value in found.values()]})


def stand_in_facts(area: AreaProfile) -> dict[str, float]:
    """Return each stand-in for a figure that is not published, its limits and factor; rates in %."""
    found: dict[str, float] = {}
    for figure, factor in area.widen.items():
        value = getattr(area, figure) * (1.0 if figure == "births" else PER_CENT)
        found |= {f"{figure}_stand_in": value, f"{figure}_low": value / factor, f"{figure}_high": value * factor}
        found[f"{figure}_factor"] = factor
    return found


def clear_facts(tables: dict[str, pd.DataFrame]) -> dict[str, int]:
    """Return under how many strategies a measure is clearly fewer, clearly more; of helped families too."""
    found: dict[str, int] = {}
    differences, twins = tables["differences"], tables["twins"]
    whole_area = differences[differences.group == ALL] if len(differences) else differences
    for name in HEADLINE:
        found |= sides(name, whole_area[whole_area.measure == name] if len(whole_area) else whole_area)
    found |= sides(f"twins_{DISTRESS}", twins[twins.measure == DISTRESS] if len(twins) else twins)
    return found


def missing_violence(reach: pd.DataFrame, first: str) -> int:
    """Return under how many strategies beside the first the screen misses a family above the threshold."""
    missed = reach[(reach.measure == "missed_violence") & (reach.group == ALL) & (reach.strategy != first)]
    return int((missed.estimate > 0).sum())


def sides(name: str, rows: pd.DataFrame) -> dict[str, int]:
    """Return how many intervals lie below 0 and above 0."""
    return {f"{name}_{word}": int(clear_side(rows, word).sum()) if len(rows) else 0 for word in ("fewer", "more")}


def clear_side(rows: pd.DataFrame, word: str) -> pd.Series:
    """Say which intervals lie wholly below 0 ("fewer"), or above it ("more")."""
    return rows["high"] < 0 if word == "fewer" else rows["low"] > 0


def held_facts(differences: pd.DataFrame) -> dict[str, float]:
    """Return the fewest and the most couples who stay together while harm goes on, by strategy."""
    if not len(differences):
        return {"held_told": 0.0, "fewest_held": 0.0, "most_held": 0.0}
    held = differences[(differences.measure == "stay_in_harm") & (differences.group == ALL)]
    told = held[held.at_most.isna()].estimate
    found = {"held_told": float(len(told)), "fewest_held": 0.0, "most_held": 0.0}
    return found | {"fewest_held": max(told.min(), 0.0), "most_held": max(told.max(), 0.0)} if len(told) else found


def reach_facts(summary: pd.DataFrame) -> dict[str, float]:
    """Return the fewest and the most families helped by a strategy beside the first, and the families in need."""
    helped = summary["helped"].iloc[1:]
    return {
        "fewest_helped": float(helped.min()) if len(helped) else 0.0,
        "most_helped": float(helped.max()) if len(helped) else 0.0,
        "ever_in_need": float(summary["in_need"].iloc[0]),
    }


def helped_at_most(reach: pd.DataFrame, first: str) -> float:
    """Return how many families a strategy may help, where under every one too few are to say; otherwise NaN."""
    helped = reach[(reach.measure == "helped") & (reach.group == ALL) & (reach.strategy != first)]
    return float(helped["at_most"].max()) if len(helped) and helped["at_most"].notna().all() else math.nan
