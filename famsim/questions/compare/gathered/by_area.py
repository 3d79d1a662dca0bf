"""The table `areas`: each strategy's figures and cost in each area and in all, each with its interval."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd

from famsim.areas import AreaProfile
from famsim.measures import ALL, MEASURES, PAIRED, REGISTRY, group_names, measured
from famsim.questions.compare.gathered.labels import known_to_be_none, known_to_reach_none, not_below_none
from famsim.questions.compare.led import LED_BY, REACHED
from famsim.runs import TOTAL, UNIT

if TYPE_CHECKING:
    from famsim.questions.compare.gathered.one_of_several import AreaGathering

EVERYWHERE = "all"  # the slug that stands for all areas together
COST = "cost"
CHANGES = (
    *LED_BY,
    "child_months_harmful",
    "children_distressed_couple",
    "sdq_high",
)
ENDS = ("estimate", "low", "high", "at_most", "n_changed")
PER_1000 = {"estimate": "", "low": "_low", "high": "_high"}
THOUSAND = 1000.0
Rows = list[dict[str, Any]]


def area_rows(area: AreaProfile, found: AreaGathering) -> Rows:
    """Return the rows of one area: what each strategy changes there, whom it reaches, what it costs."""
    strategies = found.scenario.strategies
    idle = [one.name for one in strategies if not one.offers]
    differences = not_below_none(found.pairs.rows(strategies[0].name, by_group=False), levels(found))
    tables = {
        "differences": known_to_be_none(differences, idle if strategies[0].name in idle else []),
        "reach": known_to_reach_none(found.reach.rows(by_group=False), found.scenario),
        "costs": found.spending.rows(),
    }
    return rows_of(area, area.slug, tables)


def levels(found: AreaGathering) -> pd.DataFrame:
    """Return what all families of an area come to under the first strategy, as the table `outcomes` has it."""
    everyone, runs = group_names().index(ALL), found.totals[found.scenario.strategies[0].name]
    named = [MEASURES[name] for name in CHANGES if name in MEASURES]
    values = [float(measured(run.counts[everyone], one, 1.0)) for one in named for run in runs]
    names = [one.name for one in named for _ in runs]
    return pd.DataFrame({"group": ALL, "measure": names, "value": values})


def rows_of_all(area: AreaProfile, tables: dict[str, Rows]) -> Rows:
    """Return the rows of all areas together."""
    return rows_of(area, EVERYWHERE, tables)


def rows_of(area: AreaProfile, slug: str, tables: dict[str, Rows]) -> Rows:
    """Return the rows that tables of an area give."""
    wanted = [
        *(row for row in tables["differences"] if row["group"] == ALL and row["measure"] in CHANGES),
        *(row for row in tables["reach"] if row["group"] == ALL and row["measure"] in REACHED),
        *(row | {"measure": COST} for row in tables["costs"] if row["item"] == TOTAL),
    ]
    return [row_of(area, slug, row) for row in in_order(wanted)]


def row_of(area: AreaProfile, slug: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of a table as one of `areas`."""
    numbers = {name: row.get(name, float("nan")) for name in ENDS}
    adds_up = row["measure"] == COST or row["measure"] in PAIRED or REGISTRY[row["measure"]].is_total
    each = THOUSAND / area.families if adds_up else float("nan")
    numbers |= {f"per_1000{end}": numbers[name] * each for name, end in PER_1000.items()}
    about = {"authority": slug, "authority_name": area.title, "families": area.families}
    about["on_record"] = "" if slug == EVERYWHERE else area.offer
    return about | {"strategy": row["strategy"], "measure": row["measure"], "unit": unit_of(row["measure"])} | numbers


def unit_of(measure: str) -> str:
    """Return the unit of a measure of the table."""
    units = {name: one.unit for name, one in (PAIRED | REGISTRY).items()} | {COST: UNIT}
    return units[measure]


def in_order(rows: Iterable[dict[str, Any]]) -> Rows:
    """Return rows strategy by strategy, in the order in which they first come."""
    found = list(rows)
    names = list(dict.fromkeys(row["strategy"] for row in found))
    return sorted(found, key=lambda row: names.index(row["strategy"]))
