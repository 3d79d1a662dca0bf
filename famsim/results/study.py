"""What every question hands to its reader: an answer, tables, figures, and the folder that keeps them."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from famsim.errors import FamsimError
from famsim.measures import ALL
from famsim.results.contents import figure_files, table_files
from famsim.results.folder import write_whole
from famsim.results.record import ANSWER, RECORD, SCENARIO, made_with, record_bytes, said_by_store
from famsim.scenario import Scenario, scenario_toml
from famsim.writing import Placed, register_of, with_register

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Study:
    """What a question came to.

    kind: which question. scenario, world, asked: what was asked, where, and with which options, so that it can be asked
    again. tables: tidy, by name; the first is the question's own. told, drawn: make the answer and the figures when
    they are wanted. draws, reps: how often it was run. warnings: what a results store had to say, in sentences; alarms:
    those that must not happen at all. also: further files of the folder, texts by name.
    """

    kind: str
    scenario: Scenario
    world: Placed
    asked: Mapping[str, Any]
    tables: Mapping[str, pd.DataFrame]
    told: Callable[[], str] = field(compare=False)
    draws: int = 1
    reps: int = 1
    drawn: "Callable[[], dict[str, Figure]]" = field(default=dict, compare=False)
    warnings: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def answer(self) -> str:
        """The answer in plain English, in Markdown."""
        return self.told()

    def to_frame(self) -> pd.DataFrame:
        """Return the first table."""
        return next(iter(self.tables.values()))

    def difference(self, strategy: str, measure: str, group: str = ALL) -> dict[str, Any]:
        """Return one row of a comparison's differences; FamsimError where there is none."""
        return difference_in(self.tables, strategy, measure, group)

    def figures(self) -> "dict[str, Figure]":
        """Return the figures by name."""
        return self.drawn()

    def save(self, folder: str | os.PathLike[str]) -> Path:
        """Write the folder whole or not at all, and return its path; StoreError for a place that cannot be used."""
        return write_whole(folder, lambda: files_of_study(self))


def difference_in(tables: Mapping[str, pd.DataFrame], strategy: str, measure: str, group: str = ALL) -> dict[str, Any]:
    """Return one row of the table of differences; FamsimError where there is none."""
    table = tables.get("differences", pd.DataFrame(columns=["strategy", "measure", "group"]))
    row = table[(table["strategy"] == strategy) & (table["measure"] == measure) & (table["group"] == group)]
    if row.empty:
        raise FamsimError(f"there is no difference of {strategy!r} in {measure!r} for group {group!r}")
    return {str(name): value for name, value in row.iloc[0].to_dict().items()}


def record_of(study: Study) -> dict[str, Any]:
    """Return what a study was made from and with."""
    asked = {"asked": dict(study.asked)} if study.asked else {}
    return made_with(study.kind, study) | asked | said_by_store(study.warnings)


def files_of_study(study: Study) -> dict[str, bytes]:
    """Return every file of the folder by name, the record last."""
    area = study.world.area
    named, files = table_files(area, with_register(study.tables, study.scenario.evidence, register_of(study.scenario)))
    files |= figure_files(area, study.figures())
    files |= {name: text.encode() for name, text in study.also.items()}
    files[SCENARIO] = scenario_toml(study.scenario).encode()
    files[ANSWER] = f"{study.answer.rstrip()}\n".encode()
    return files | {RECORD: record_bytes(record_of(study), named, files)}
