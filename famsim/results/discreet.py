"""What rests on an authority's own figures, written so that those figures and small groups cannot be read off it.

Every number has three digits, so that none gives back a figure it was worked out with; a small count of families is
written to the nearest five, so that none from one to four is there.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from famsim.measures import MEASURES
from famsim.scenario import Scenario

DIGITS = 3
STEP, SMALL = 5, 10  # counts below the second are written in steps of the first
AS_THEY_ARE = ("parameters", "sources", "likeness", "worthwhile", "runs")  # tables without anything of an area
LEVELS = ("outcomes", "series", "levels", "reach", "areas")  # by measure
COUNTS = (  # columns of counts that need not be whole, whatever the table
    *("episodes", "at_risk", "events", "families", "families_low", "families_high", "noticed", "referred"),
    *("started", "completed", "meant", "meant_reached", "in_need_reached", "referrals", "helped", "helped_low"),
    *("helped_high", "helped_with_effect", "in_need", "missed", "twins", "starts", "need", "ever"),
)
NO_COUNTS = (  # whole numbers that count nobody, or families that are lived and not those of the area
    *("month", "first", "last", "price_year", "offer", "offers", "stage", "place", "draw", "rep"),
    *("seed", "changed", "n_changed", "n_pairs", "n_runs", "need_place", "leverage_place"),
)
PENCE = "pence"  # of a ledger, whole ones: in three digits they no longer add up to the last one
NUMBERS = ("value", "estimate", "low", "high", "at_most")


def discreet(tables: Mapping[str, pd.DataFrame], scenario: Scenario) -> dict[str, pd.DataFrame]:
    """Return tables as they may be handed on; those of a scenario without private figures as they are."""
    if not scenario.here.hidden:
        return dict(tables)
    return {name: one if name in AS_THEY_ARE else of_table(name, one) for name, one in tables.items()}


def of_table(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return one table with small counts in steps, and every other number with three digits."""
    found = table.copy()
    for column in found.columns:
        if pd.api.types.is_float_dtype(found[column]) or column == PENCE:
            found[column] = found[column].map(short)
        if is_counted(found[column]):
            found[column] = found[column].map(stepped)
    if name in LEVELS and "measure" in found:
        counts = found["measure"].map(is_count)
        for column in set(NUMBERS) & set(found.columns):
            found[column] = found[column].mask(counts, found[column].map(stepped))
    return found


def is_count(measure: object) -> bool:
    """Say whether a measure is a count of families, children or months."""
    one = MEASURES.get(str(measure))
    return one is not None and one.is_count


def is_counted(column: "pd.Series[Any]") -> bool:
    """Say whether a column counts families: one of whole numbers does, unless it is known to count nobody."""
    if column.name in COUNTS:
        return bool(pd.api.types.is_numeric_dtype(column))
    return column.name not in (PENCE, *NO_COUNTS) and bool(pd.api.types.is_integer_dtype(column))


def short(number: float) -> float:
    """Return a number with three digits; what is no number stays."""
    return float(f"{number:.{DIGITS}g}") if pd.notna(number) else number


def stepped(number: float) -> float:
    """Return a count, a small one to the nearest five: none from one to four is left."""
    if pd.isna(number):
        return number
    if abs(number) >= SMALL:
        return type(number)(short(float(number)))
    return type(number)(STEP * int(abs(number) / STEP + 0.5) * (1 if number >= 0 else -1))
