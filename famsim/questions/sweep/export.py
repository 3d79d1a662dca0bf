"""A sweep's tables as files for other programs; small counts can be left out."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from famsim.questions.sweep.plan import Plan
from famsim.questions.sweep.small import without_small
from famsim.questions.sweep.tables import differences, tables
from famsim.results import FORMATS, write_tables
from famsim.store import Store

__all__ = ["FORMATS", "export"]


def export(plan: Plan, store: Store, place: Path, kind: str, suppress: int = 0) -> dict[str, int]:
    """Write a sweep's tables to a new folder (parquet, arrow, csv) or file (xlsx); return the rows of each.

    suppress: counts above 0 and below this are left out, and whatever would give them back. Raises FamsimError for a
    place that is taken or cannot be written to, and for rows that are not in the files.
    """
    return write_tables(parts(plan, store, suppress), place, kind)


def parts(plan: Plan, store: Store, suppress: int) -> Iterator[dict[str, pd.DataFrame]]:
    """Yield the tables, some runs at a time; a difference of what is left out is left out."""
    for part in tables(plan, store):
        if suppress:
            outcomes = without_small(part["outcomes"], suppress)
            part |= {"outcomes": outcomes, "differences": differences(part["runs"], outcomes)}
        yield part
