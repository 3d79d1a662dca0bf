"""What a kept sensitivity of the same scenario says an answer hangs on, to be quoted in a comparison's answer.

The folder's own tables are read; nothing is worked out again. It has to be of the same content: area, months, start,
figures, economy and strategies. Its sample and its luck may be others, and are said.
"""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from famsim.errors import StoreError
from famsim.limits import check_paths
from famsim.results import folder_problems, read_record
from famsim.scenario import Scenario, canonical, parse_scenario, shown
from famsim.version import source_hash

KIND = "famsim sensitivity"
TABLE = "hangs_on"
COUNTS, CONCLUDED = "counts", ("settled", "order settled")
LED = 3  # figures that are quoted of each strategy
FREE = ("families", "seed", "strategies")  # in which a sensitivity may differ, or which is looked at by itself
KEYS = ["strategy", "baseline", "measure"]
OF_FIGURE = ("figure", "rank", "index", "low", "high", "direction")
COLUMNS = [*KEYS, *OF_FIGURE, "figures", "settled", "sample", "repetitions", "stale"]


def quoted(folder: str | os.PathLike[str] | None, scenario: Scenario) -> list[dict[str, Any]]:
    """Return the rows of `hangs_on`: each strategy's leading figures; StoreError for a folder that cannot be quoted."""
    if folder is None:
        return []
    check_paths(sensitivity=folder)
    path = Path(folder)
    record = read_record(path)
    where = f"sensitivity {shown(folder)}"
    if record.get("kind") != KIND or "indices" not in record.get("tables", {}):
        raise StoreError(f"{where}: holds no indices; allowed: a folder that `famsim sensitivity --out` wrote")
    problems = folder_problems(path, record)
    if problems:
        raise StoreError(f"{where}: {problems[0]}; allowed: results as they were written")
    theirs = parse_scenario((path / "scenario.toml").read_text(encoding="utf-8"), f"{folder}/scenario.toml")
    other = differing(scenario, theirs)
    if other:
        raise StoreError(f"{where}: is of another scenario ({other} differs); allowed: one of the same content")
    about = {
        "sample": float(theirs.families or 0),
        "repetitions": float(record["reps"]),
        "stale": "yes" if record.get("source_hash") != source_hash() else "no",
    }
    indices, conclusions = (
        pd.read_csv(path / record["tables"][name], keep_default_na=False) for name in ("indices", "conclusions")
    )
    return [row | about for row in leading(indices, conclusions)]


def differing(mine: Scenario, theirs: Scenario) -> str:
    """Return what of two scenarios differs that an answer hangs on, in a word or two; "" for nothing."""
    one, other = (json.loads(canonical(scenario)) for scenario in (mine, theirs))
    fields = [name for name in one if name not in (*FREE, "name") and one[name] != other.get(name)]
    if fields:
        return f"its {fields[0]}"
    known = {strategy["name"]: strategy for strategy in one["strategies"]}
    for strategy in other["strategies"]:
        if known.get(strategy["name"]) != strategy:
            return f"its strategy {strategy['name']!r}"
    return "" if one["strategies"][0] == other["strategies"][0] else "its first strategy"


def leading(indices: pd.DataFrame, conclusions: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the leading figures of each strategy's first difference of which something is concluded."""
    rows: list[dict[str, Any]] = []
    told = conclusions[(conclusions.baseline != "") & conclusions.verdict.isin(CONCLUDED)]
    for said in told.drop_duplicates("strategy").to_dict("records"):
        mine = indices[(indices[KEYS] == [said[key] for key in KEYS]).all(axis=1) & (indices.verdict == COUNTS)]
        for row in mine.sort_values("rank").head(LED).to_dict("records"):
            kept = {name: row[name] for name in (*KEYS, "figure", "direction")}
            numbers = {name: float(row[name]) for name in ("rank", "index", "low", "high")}
            rows.append({**kept, **numbers, "figures": float(said["figures"]), "settled": said["verdict"]})
    return rows


def quoted_table(rows: Sequence[Mapping[str, Any]]) -> dict[str, pd.DataFrame]:
    """Return the rows as a table by its name; no table where there are none."""
    return {TABLE: pd.DataFrame(list(rows), columns=COLUMNS)} if rows else {}


def asked(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what a record keeps of it, so that the same comparison can be made again."""
    return {TABLE: [dict(row) for row in rows]} if rows else {}


def rows_of(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows that a record keeps."""
    found: list[dict[str, Any]] = record.get("asked", {}).get(TABLE, [])
    return found
