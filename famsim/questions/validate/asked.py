"""What the model is held to: the shipped figures, or a researcher's own, checked."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from famsim.calibration import COLUMNS, CONTRASTS, Target, published, read_sheet, targets_of, vocabulary
from famsim.errors import FamsimError, shown
from famsim.scenario import Scenario, change, checked, load_scenario

FAMILIES = 40_000  # of England, unless a scenario is given
PUBLISHED = "published"  # in a record: the figures that come with famsim
OWN = "own targets"  # what targets given as a table are called
Sheet = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True)
class Held:
    """What the model is held to: the targets, and what a record keeps of them so that they can be asked again."""

    name: str
    targets: tuple[Target, ...]
    sheet: tuple[tuple[int, tuple[str, ...]], ...] = ()

    @property
    def own(self) -> bool:
        """Say whether the targets are a researcher's own."""
        return bool(self.sheet)

    def as_record(self) -> dict[str, Any]:
        """Return what was asked, for the record of a folder."""
        rows: Any = [[number, *cells] for number, cells in self.sheet] or PUBLISHED
        return {"targets": rows, "name": self.name}


def held_to(targets: str | os.PathLike[str] | pd.DataFrame | None = None) -> Held:
    """Return what the model is held to: the shipped figures, or those of a CSV or XLSX file or of a table.

    Raises FamsimError, with row and column, for whatever cannot be used.
    """
    if targets is None:
        return Held(PUBLISHED, published())
    if isinstance(targets, pd.DataFrame):
        return of_sheet(rows_of(targets), OWN, OWN)
    if not isinstance(targets, str | os.PathLike):
        raise FamsimError(f"targets {shown(targets)}: allowed: the path of a CSV or XLSX file, or a pandas.DataFrame")
    return of_sheet(read_sheet(targets), Path(targets).name, os.fspath(targets))


def of_sheet(sheet: Sheet, name: str, where: str) -> Held:
    """Return the targets of a sheet's rows; `where` opens the message about a wrong one."""
    kept = tuple((number, tuple(cells)) for number, cells in sheet)
    return Held(name, tuple(targets_of([(number, list(cells)) for number, cells in kept], where)), kept)


def again_held(record: dict[str, Any]) -> Held:
    """Return what a record says the model was held to."""
    rows = record["targets"]
    if rows == PUBLISHED:
        return held_to()
    return of_sheet([(int(number), list(cells)) for number, *cells in rows], record["name"], record["name"])


def rows_of(table: pd.DataFrame) -> list[tuple[int, list[str]]]:
    """Return a table's rows as a sheet shows them: the header is row 1."""
    body = [["" if pd.isna(cell) else cell_text(cell) for cell in row] for row in table.itertuples(index=False)]
    return list(enumerate([[str(name) for name in table.columns], *body], 1))


def cell_text(cell: Any) -> str:
    """Return a cell as text, a whole number without a decimal point."""
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell).strip()


def observed_in(scenario: Scenario | None) -> Scenario:
    """Return where the model is observed: a scenario's area, seed and figures, or a sample of England."""
    if scenario is None:
        return change(load_scenario("england"), families=FAMILIES)
    return checked(scenario, to_buy=True)


def words_of_targets() -> dict[str, pd.DataFrame]:
    """Return the words that a target file is written in: columns, measures, groups, times, statistics."""
    words = vocabulary()
    measures = [
        {
            "measure": one.name,
            "of": one.of,
            "says": one.says,
            "statistics": ", ".join(words.units[one.unit]),
            "times": ", ".join(words.times[time].written for time in one.times),
        }
        for one in words.measures.values()
    ]
    return {
        "columns": pd.DataFrame({"column": COLUMNS}),
        "measures": pd.DataFrame(measures),
        "groups": pd.DataFrame(
            [{"group": one.name, "values": one.allowed, "says": one.says} for one in words.groups.values()]
        ),
        "times": pd.DataFrame(
            [{"time": one.written, "says": one.says, "from_to": one.to} for one in words.times.values()]
        ),
        "statistics": pd.DataFrame(
            [
                {"statistic": name, "says": says, "of_two_groups": name in CONTRASTS}
                for name, says in words.statistics.items()
            ]
        ),
    }
