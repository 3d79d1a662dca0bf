"""What a study other than a comparison hands to its reader: an answer, tables, figures; the folder that keeps it."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from famsim.evidence import load_register
from famsim.population.start import World
from famsim.results.contents import file_name, png, titled
from famsim.results.csvs import table_bytes
from famsim.results.folder import write_whole
from famsim.results.record import ANSWER, RECORD, SCENARIO, ledger_problems, made_with, record_bytes
from famsim.results.verify import differs, file_problems
from famsim.scenario import Scenario, parse_scenario
from famsim.scenario.writing import scenario_toml
from famsim.writing.register import parameters, sources

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Study:
    """A study's report: `kind` says what was done, `asked` with which options, so that it can be done again."""

    kind: str
    scenario: Scenario
    world: World
    asked: Mapping[str, Any]
    tables: dict[str, pd.DataFrame]
    answer: str
    draws: int = 1
    reps: int = 1
    drawn: "Callable[[], dict[str, Figure]]" = field(default=dict, compare=False)

    def to_frame(self) -> pd.DataFrame:
        """Return the first table."""
        return next(iter(self.tables.values()))

    def figures(self) -> "dict[str, Figure]":
        """Return the figures by name."""
        return self.drawn()

    def save(self, folder: str | os.PathLike) -> Path:
        """Write the folder whole or not at all, and return its path; StoreError for a place that cannot be used."""
        return write_whole(folder, lambda: study_files(self))


def about(study: Study) -> dict[str, Any]:
    """Return what a study was made from and with."""
    return made_with(study) | {"kind": study.kind, "asked": dict(study.asked)}  # type: ignore[arg-type]


def study_files(study: Study) -> dict[str, bytes]:
    """Return every file of the folder by name, the record last."""
    register, area = load_register(), study.world.area
    tables = study.tables | {
        "parameters": parameters(register, dict(study.scenario.evidence)),
        "sources": sources(register),
    }
    named = {name: file_name(area, name, "csv") for name in tables}
    files = {named[name]: table_bytes(titled(area, name, table)) for name, table in tables.items()}
    files |= {file_name(area, name, "png"): png(figure) for name, figure in study.figures().items()}
    files[SCENARIO] = scenario_toml(study.scenario).encode()
    files[ANSWER] = f"{study.answer.rstrip()}\n".encode()
    return files | {RECORD: record_bytes(about(study), named, files)}


def study_problems(
    folder: Path, record: Mapping[str, Any], again: Callable[[Scenario, Mapping[str, Any]], Study]
) -> list[str]:
    """Return which files beside a record are not as written, or if all are, what the same study gives otherwise."""
    problems = ledger_problems(record) + file_problems(folder, record)
    if problems:
        return problems
    study = again(parse_scenario((folder / SCENARIO).read_text(encoding="utf-8"), SCENARIO), record["asked"])
    made = study_files(replace(study, drawn=dict))  # figures are not compared, so none is drawn
    return [problem for name, content in made.items() if name != RECORD for problem in differs(folder / name, content)]
