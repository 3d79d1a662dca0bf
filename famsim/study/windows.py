"""Windows and points of no return: until when help is worth at least half of what it is worth at its best."""

from typing import Any

import pandas as pd

from famsim.study.benefits import BENEFITS

HALF = 0.5
GOOD = [benefit.name for benefit in BENEFITS if benefit.good > 0]


def window_rows(cells: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a row for each event, group, programme and benefit whose map has a clear best month.

    best_month, best: the month of help worth most, among cells that are shown and clear of 0. opens, closes: the first
    and last month around it in which help is not clearly worth less than half of the best: a window closes only on
    evidence. no_return: the first later month from which help is clearly never worth half again; no number where the
    map does not show one. Nothing is said where no cell is clear, or of a harm.
    """
    rows = []
    keys = ["event", "group", "programme", "measure"]
    for names, cell in cells[cells["measure"].isin(GOOD)].groupby(keys, sort=False):
        found = window_of(cell.sort_values("month"))
        if found:
            rows.append(dict(zip(keys, names, strict=True)) | found)
    return rows


def window_of(cell: pd.DataFrame) -> dict[str, Any] | None:
    """Return the window of one row of the map, in order of month; None if no cell is shown and clearly above 0."""
    clear = cell["shown"] & (cell["low"] > 0)
    if not clear.any():
        return None
    best = cell.loc[cell["estimate"].where(clear).idxmax()]
    worth = (cell["high"] >= HALF * best["estimate"]).tolist()
    months = cell["month"].tolist()
    at = months.index(best["month"])
    opens = closes = at
    while opens > 0 and worth[opens - 1]:
        opens -= 1
    while closes < len(months) - 1 and worth[closes + 1]:
        closes += 1
    last = max(place for place, is_worth in enumerate(worth) if is_worth)
    return {
        "best_month": int(best["month"]),
        "best": float(best["estimate"]),
        "opens": int(months[opens]),
        "closes": int(months[closes]),
        "no_return": float(months[last + 1]) if last + 1 < len(months) else float("nan"),
    }
