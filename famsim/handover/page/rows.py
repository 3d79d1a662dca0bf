"""Tables of numbers by month, written short: whole numbers of a row's last decimal, as steps.

Neighbouring months are alike, so steps are small; a page holds some thousand such rows. What is read back is the same
to the last bit, or the table is left as it is. The page's script reads them too (script/1_keys.js).
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

LEAST = 3  # columns of numbers, from which a table is written so
STEPS = "steps"


def shortened(tables: Mapping[str, Any]) -> dict[str, Any]:
    """Return tables with the rows of those that are all numbers written short."""
    return {name: short(table) for name, table in tables.items()}


def lengthened(tables: Mapping[str, Any]) -> dict[str, Any]:
    """Return tables as they were before they were written short; ValueError where they never were."""
    return {name: long(table) if STEPS in table else table for name, table in tables.items()}


def short(table: dict[str, Any]) -> dict[str, Any]:
    """Return one table written short; itself where that would not come back the same."""
    rows = table["rows"]
    if len(table["columns"]) < LEAST or not all(isinstance(one, float | None) for row in rows.values() for one in row):
        return table
    found = {name: table[name] for name in table if name != "rows"}
    found |= {"keys": list(rows), STEPS: " ".join(map(steps_of, rows.values()))}
    return found if json.dumps(long(found)) == json.dumps(table) else table


def steps_of(row: list[float | None]) -> str:
    """Return a row as its decimals and its steps; nothing stands for nothing, and at the end is left out."""
    numbers = [None if one is None else Decimal(repr(one)).normalize() for one in row]
    places = max((-int(one.as_tuple().exponent) for one in numbers if one is not None), default=0)
    last, said = 0, [str(max(places, 0))]
    for one in numbers:
        if one is None:
            said.append("")
            continue
        whole = int(one.scaleb(max(places, 0)))
        said.append(str(whole - last))
        last = whole
    return ",".join(said).rstrip(",")


def long(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return one table as it was."""
    rows = table[STEPS].split(" ") if table["keys"] else []
    width = len(table["columns"])
    found = {name: one for name, one in table.items() if name not in ("keys", STEPS)}
    return found | {"rows": {key: row_of(row, width) for key, row in zip(table["keys"], rows, strict=True)}}


def row_of(said: str, width: int) -> list[float | None]:
    """Return a row from its steps."""
    places, *steps = said.split(",")
    row: list[float | None] = []
    last = 0
    for step in steps:
        last += int(step or 0)
        row.append(last / 10 ** int(places) if step else None)
    return row + [None] * (width - len(row))
