"""Figures drawn jointly from what `famsim calibrate` kept: read from its folder, and as a table."""

import os
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from famsim.calibration import shipped_posterior
from famsim.errors import FamsimError, StoreError
from famsim.limits import check_paths
from famsim.results import kept
from famsim.runs import Joint
from famsim.scenario import Scenario, is_many, shown
from famsim.writing import register_of

KIND = "famsim calibrate"
SHIPPED = "published"  # in the place of a folder: the fit to the published figures that comes with famsim
TABLE = "posterior"
TELLS = "identifiability"  # the table of a fit that says of which figures its targets told anything
OF_CHAINS = ("chain", "draw")
ORDER = 2015  # in which its draws are taken: any first ones are a fair sample of all


def joint_of(folder: str | os.PathLike[str] | None, scenario: Scenario, draws: int) -> Joint | None:
    """Return so many joint draws of the figures that a folder holds, or `published`; None where neither is asked for.

    StoreError for a folder that is none of `famsim calibrate`, FamsimError for draws or figures that do not go with it.
    """
    if folder is None:
        return None
    check_paths(posterior=folder)
    where = f"--posterior {shown(folder)}"
    name, table, said = (SHIPPED, *shipped_posterior()) if folder == SHIPPED else in_folder(where, folder)
    check_together(where, table, scenario, draws)
    order = np.random.default_rng(ORDER).permutation(len(table))[:draws]
    rows = tuple(tuple(float(value) for value in row) for row in table.to_numpy()[order])
    told = tuple(str(one) for one in said.loc[said["told_by_the_targets"].astype(str) == "True", "figure"])
    return Joint(name, tuple(str(one) for one in table.columns), rows, told)


def in_folder(where: str, folder: str | os.PathLike[str]) -> tuple[str, pd.DataFrame, pd.DataFrame]:
    """Return the name of a folder of a fit, its draws, and what it told of each figure."""
    found = kept(folder)
    if found.record.get("kind") != KIND or not {"draws", TELLS} <= {*found.tables}:
        raise StoreError(
            f"{where}: holds no draws of figures; allowed: {SHIPPED}, or a folder that `famsim calibrate --out` wrote"
        )
    return found.name, found.tables["draws"].drop(columns=list(OF_CHAINS)), found.tables[TELLS]


def check_together(where: str, table: pd.DataFrame, scenario: Scenario, draws: int) -> None:
    """Refuse what a posterior cannot be drawn for."""
    if not 1 < draws <= len(table):
        raise FamsimError(f"{where}: goes with draws, and --draws is {draws}; allowed: --draws 2 to {len(table)}")
    if is_many(scenario):
        raise FamsimError(f"{where}: the scenario has several areas; allowed: a scenario of one area")
    both = [name for name in table.columns if name in scenario.evidence]
    if both:
        raise FamsimError(f"{where}: draws {both[0]}, which [evidence] sets; allowed: one of the two")


def joint_in(record: Mapping[str, Any]) -> Joint | None:
    """Return the draws that a record of a comparison keeps, if it has any."""
    said = record.get("asked", {}).get(TABLE)
    return None if said is None else Joint.of_record(said)


def fitted_table(joint: Joint | None, scenario: Scenario) -> dict[str, pd.DataFrame]:
    """Return the table of figures drawn jointly: the register's value, the draws' mean and spread; none without."""
    if joint is None:
        return {}
    values, figures = np.array(joint.rows), register_of(scenario).figures
    rows = [
        {
            "figure": name,
            "says": figures[name].says,
            "register": figures[name].value,
            "mean": float(f"{values[:, place].mean():.6g}"),
            "sd": float(f"{values[:, place].std(ddof=1):.6g}"),
            "told": "yes" if name in joint.told else "no",
            "figures": len(joint.names),
            "figures_told": len(joint.told),
            "folder": joint.name,
        }
        for place, name in enumerate(joint.names)
    ]
    return {TABLE: pd.DataFrame(rows)}
