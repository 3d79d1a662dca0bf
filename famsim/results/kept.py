"""A results folder as it was kept: its record and every file, each found to be as it was written."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from famsim.errors import StoreError
from famsim.limits import check_paths
from famsim.release import __version__
from famsim.results.csvs import read_table
from famsim.results.record import (
    ANSWER,
    RECORD,
    SCENARIO,
    files_of,
    is_as_written,
    ledger_problems,
    plain_file,
    read_record,
    sha256,
)
from famsim.results.study import Study, files_of_study
from famsim.results.verifying import what_changed
from famsim.scenario import Scenario, parse_scenario, shown

AGAIN = "give a folder as famsim wrote it, or make the results again"
OFFER = "-illustrative-offer-"  # in the names of files of an area whose offer is not on record


@dataclass(frozen=True)
class Kept:
    """What a results folder keeps. name: the folder's, without the way there; files: by name, as bytes.

    area_figures: a file of the private figures that it rests on, where it does.
    """

    name: str
    record: Mapping[str, Any]
    files: Mapping[str, bytes]
    area_figures: str | os.PathLike[str] | None = None

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Return every table by name."""
        return {name: self.table(name) for name in self.record["tables"]}

    def table(self, name: str) -> pd.DataFrame:
        """Return a table; StoreError where its file is no table."""
        file = self.record["tables"][name]
        try:
            return read_table(self.files[file])
        except (ValueError, IndexError, KeyError) as error:
            raise StoreError(f"{self.name}/{file}: is no table ({error}); {AGAIN}") from None

    @cached_property
    def scenario(self) -> Scenario:
        """Return the question that was asked."""
        text = self.files[SCENARIO].decode("utf-8")
        return parse_scenario(text, f"{self.name}/{SCENARIO}", area_figures=self.area_figures)

    @property
    def answer(self) -> str:
        """Return the answer in Markdown."""
        return self.files[ANSWER].decode("utf-8")

    @property
    def figures(self) -> dict[str, bytes]:
        """Return every figure by name, as PNG."""
        ended = {name.removesuffix(".png"): content for name, content in self.files.items() if name.endswith(".png")}
        return {name.rpartition(OFFER)[2]: content for name, content in ended.items()}

    @property
    def illustrative(self) -> bool:
        """Say whether what the area offered is not on record, so that nothing is ranked."""
        return any(OFFER in name for name in self.files)

    @property
    def changed_since(self) -> str:
        """Return what of famsim is other than when it wrote the folder, in a sentence; "" for nothing."""
        return "".join(what_changed(self.record))


def kept(folder: str | os.PathLike[str], area_figures: str | os.PathLike[str] | None = None) -> Kept:
    """Return a results folder's record and files; StoreError that names the file which is not as it was written.

    Files that the record does not list are not looked at. area_figures: private ones that it rests on.
    """
    check_paths(folder=folder)
    path = Path(folder)
    record = read_record(path)
    if not is_as_written(path, record):
        raise StoreError(f"{shown(path)}: {RECORD} was changed after it was written; {AGAIN}")
    check_version(path, record)
    files = {name: content_of(path, name, said) for name, said in files_of(path, record).items()}
    for name in (ANSWER, SCENARIO, *named_tables(path, record).values()):
        if name not in files:
            raise StoreError(f"{shown(path / name)}: is not among the results; {AGAIN}")
    return Kept(path.resolve().name, record, files, area_figures)


def kept_of(study: Study, drawn: bool = True) -> Kept:
    """Return what the results folder of a study would keep, without a folder; drawn: with its figures."""
    files = files_of_study(study if drawn else replace(study, drawn=dict))
    return Kept("", json.loads(files[RECORD]), files)


def check_version(path: Path, record: Mapping[str, Any]) -> None:
    """Raise StoreError for results of another version of famsim, or whose partings are told apart otherwise."""
    where = shown(path / RECORD)
    if record.get("version") != __version__:
        raise StoreError(
            f"{where}: is of famsim {shown(str(record.get('version')))}, and this is famsim {__version__}; "
            f"allowed: results of this version, so run {SCENARIO} again"
        )
    for problem in ledger_problems(record):
        raise StoreError(f"{shown(path)}: {problem}")


def named_tables(path: Path, record: Mapping[str, Any]) -> dict[str, str]:
    """Return which file holds which table; StoreError where the record does not say."""
    found = record.get("tables")
    if not isinstance(found, dict) or not all(isinstance(file, str) for file in found.values()):
        raise StoreError(f"{shown(path)}: {RECORD} does not say which files are tables; {AGAIN}")
    return found


def content_of(path: Path, name: str, said: Mapping[str, Any]) -> bytes:
    """Return a listed file's bytes; StoreError where they are not those that were written."""
    file = path / name
    where = shown(file)
    if name in ("", ".", "..") or Path(name).name != name:
        raise StoreError(f"{where}: is not a plain file of this folder; {AGAIN}")
    try:
        content = plain_file(file, max(said["bytes"], 0))
    except (OSError, ValueError) as error:
        raise StoreError(f"{where}: cannot be read: {getattr(error, 'strerror', None) or error}; {AGAIN}") from None
    if len(content) != said["bytes"] or sha256(content) != said["sha256"]:
        raise StoreError(f"{where}: was changed after it was written; {AGAIN}")
    return content
