"""Windows and points of no return: when help is worth most, and until when at least half of that.

Everything rests on evidence: a month counts as worth less than another only where the difference is clear of the
chance (and, with several draws, the spread) of both. Their errors are taken as independent, which is cautious: the
same families are helped in both months.
"""

from typing import Any

import numpy as np
import pandas as pd

from famsim.measures import BENEFITS, normal_quantile

HALF, ALL = 0.5, 1.0
LEAST_SHOWN = 0.5  # of a row's months: with fewer the best that can be shown says little of the best there is
LESS, BLANK, END = "worth less", "blank", "not compared"  # what lies beyond an end of a window
GOOD = [benefit.name for benefit in BENEFITS if benefit.good > 0]
KEYS = ["event", "group", "programme", "measure"]
BEST = ["best_month", "best", "best_low", "best_high", "as_good_from", "as_good_to"]
COLUMNS = [*KEYS, *BEST, "months_shown", "least_month", "least", "opens", "closes", "before", "after", "no_return"]


def window_rows(cells: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a row for each event, group, programme and benefit whose map has a clear best month.

    Only months that are comparable and shown are looked at, `months_shown` of them; there is no row where they are
    fewer than half of the comparable. best_month, best: the month of help worth most, among those clear of 0 with an
    interval for all of them at once. as_good_from, as_good_to: the first and last month around it in which help is not
    clearly worth less. least_month, least: the month of help worth least. opens, closes: the first and last month
    around the best in which help is not clearly worth less than half of it: a window closes only on evidence. before,
    after: what lies beyond: "worth less" (clearly), "blank" (no evidence either way) or "not compared" (no such month
    of help). no_return: the first later month from which help is clearly worth less than half for good; no number
    where the map does not show one. Nothing is said where no cell is clear, or of a harm.
    """
    rows = []
    for names, cell in cells[cells["measure"].isin(GOOD)].groupby(KEYS, sort=False):
        found = window_of(cell[cell["comparable"]].sort_values("month"))
        if found:
            rows.append(dict(zip(KEYS, names, strict=True)) | found)
    return rows


def window_of(cell: pd.DataFrame) -> dict[str, Any] | None:
    """Return the window of one row of the map, in order of month; None if mostly blank or nowhere clearly above 0."""
    if mostly_blank(cell):
        return None
    shown = cell["shown"].to_numpy(bool)
    clear = shown & clear_of_chance(cell, int(shown.sum()))
    if not clear.any():
        return None
    estimates, months = cell["estimate"].to_numpy(), cell["month"].to_numpy()
    at = int(np.where(clear, estimates, -np.inf).argmax())
    least = int(np.where(shown, estimates, np.inf).argmin())
    half, whole = worth(cell, at, HALF), worth(cell, at, ALL)
    opens, closes = around(half & shown, at, half)
    first, last = around(whole & shown, at, whole)
    later = int(np.flatnonzero(half).max()) + 1
    return {
        "best_month": int(months[at]),
        "best": float(estimates[at]),
        "best_low": float(cell["low"].iloc[at]),
        "best_high": float(cell["high"].iloc[at]),
        "as_good_from": int(months[first]),
        "as_good_to": int(months[last]),
        "months_shown": int(shown.sum()),
        "least_month": int(months[least]),
        "least": float(estimates[least]),
        "opens": int(months[opens]),
        "closes": int(months[closes]),
        "before": beyond(half[:opens]),
        "after": beyond(half[closes + 1 :]),
        "no_return": float(months[later]) if later < len(months) else float("nan"),
    }


def clear_of_chance(cell: pd.DataFrame, months: int) -> np.ndarray:
    """Say which months are clear of 0 with an interval for so many months at once, bool (see sides)."""
    found: np.ndarray = cell["estimate"].to_numpy() > sides(cell, months)[0]
    return found


def sides(cell: pd.DataFrame, months: int) -> tuple[np.ndarray, np.ndarray]:
    """Return how far the months' intervals reach below and above, made for so many months at once (Bonferroni).

    The best of many months is the luckiest and the worst the unluckiest: at 95% each, one of seventeen would often be
    clear of 0, or of half of the best, by chance alone.
    """
    wider = normal_quantile(max(months, 1)) / normal_quantile()
    estimate, low, high = (cell[name].to_numpy() for name in ("estimate", "low", "high"))
    return (estimate - low) * wider, (high - estimate) * wider


def worth(cell: pd.DataFrame, at: int, share: float) -> np.ndarray:
    """Say in which months help is not clearly worth less than a share of the best month's, bool; blank cells are."""
    shown, estimates = cell["shown"].to_numpy(bool), cell["estimate"].to_numpy()
    below, above = sides(cell, int(shown.sum()) - 1)
    short = share * estimates[at] - estimates
    clearly = short > np.hypot(above, share * below[at])
    clearly[at] = False
    found: np.ndarray = ~(clearly & shown)
    return found


def around(shown: np.ndarray, at: int, yes: np.ndarray) -> tuple[int, int]:
    """Return the first and last place that is shown, of the unbroken run of yes around one place."""
    first = last = at
    while first > 0 and yes[first - 1]:
        first -= 1
    while last < len(yes) - 1 and yes[last + 1]:
        last += 1
    there = first + np.flatnonzero(shown[first : last + 1])
    return int(there.min()), int(there.max())


def beyond(further: np.ndarray) -> str:
    """Return what lies beyond an end of a window, from whether help is not clearly worth less in months further on."""
    if not further.size:
        return END
    return BLANK if further.all() else LESS


def mostly_blank(cell: pd.DataFrame) -> bool:
    """Say whether fewer than half of the comparable months of one row of the map can be shown."""
    return not len(cell) or float(cell["shown"].mean()) < LEAST_SHOWN


def blank_rows(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the map that are compared and mostly blank: event, group, programme, measure."""
    some = cells[cells["measure"].isin(GOOD) & cells["comparable"]]
    names = [names for names, cell in some.groupby(KEYS, sort=False) if mostly_blank(cell)]
    return pd.DataFrame(names, columns=KEYS)
