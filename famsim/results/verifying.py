"""Is a results folder still what was written, and does running it again give the same bytes?"""

import errno
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from famsim.errors import FamsimError, StoreError, shown
from famsim.results.record import (
    LONGEST,
    RECORD,
    ROOMS,
    SCENARIO,
    files_of,
    is_as_written,
    ledger_problems,
    plain_file,
    read_record,
    sha256,
)
from famsim.results.study import Study, files_of_study
from famsim.scenario import Scenario, config_hash, parse_scenario
from famsim.version import source_hash

Again = Callable[[Scenario, Mapping[str, Any]], Study]  # of a scenario and the record of what was asked of it
SYSTEM = (".DS_Store", "Thumbs.db", "desktop.ini")


def verify(
    folder: str | os.PathLike[str], kinds: Mapping[str, Again], area_figures: str | os.PathLike[str] | None = None
) -> list[str]:
    """Return every problem of a results folder, each in a sentence: of its files, then of what a new run gives.

    kinds: how a study of each kind is made again. area_figures: a file of the private figures that it rests on.
    Raises StoreError for a folder without a record of one of them.
    """
    path = Path(folder)
    record = read_record(path)
    again = kinds.get(str(record["kind"]))
    if again is None:
        raise StoreError(f"{path}: holds {shown(str(record['kind']))}, which this version of famsim cannot make again")
    if is_as_written(path, record):
        refuse_special(path, record)
    problems = folder_problems(path, record)
    if not is_as_written(path, record) or ledger_problems(record):
        return problems
    return problems + run_again(path, record, again, area_figures)


def refuse_special(path: Path, record: Mapping[str, Any]) -> None:
    """Raise StoreError where a pipe, device or folder stands in the place of a file: opening one may never end."""
    for name in (SCENARIO, *files_of(path, record)):
        file = path / name
        if Path(name).name == name and os.path.lexists(file) and not (file.is_file() or file.is_symlink()):
            raise StoreError(f"{path}: {shown(name)} cannot be read: it is not a plain file")


def folder_problems(path: Path, record: Mapping[str, Any]) -> list[str]:
    """Return what is not as it was written in a folder whose record was read; StoreError for a senseless record."""
    if not is_as_written(path, record):
        return [f"{RECORD}: was changed after it was written"]
    return ledger_problems(record) + file_problems(path, record)


def file_problems(path: Path, record: Mapping[str, Any]) -> list[str]:
    """Return which files beside a record were changed, taken away or added; StoreError for a senseless record.

    Leaves out: files that the system's file manager leaves in any folder it shows.
    """
    files = files_of(path, record)
    problems = [problem for name, expected in files.items() for problem in problems_of(path, name, expected)]
    added = {entry.name for entry in path.iterdir()} - {RECORD, *files, *SYSTEM}
    return problems + [f"{name}: was added after the results were written" for name in sorted(added)]


def problems_of(path: Path, name: str, expected: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with one listed file."""
    file = path / name
    if name in ("", "..") or Path(name).name != name or file.is_symlink():
        return [f"{name}: is not a plain file of this folder"]
    try:
        size = file.lstat().st_size
        same = size == expected["bytes"] and sha256(plain_file(file, size)) == expected["sha256"]
    except (OSError, ValueError) as error:
        return [f"{name}: cannot be read: {getattr(error, 'strerror', None) or error}"]
    return [] if same else [f"{name}: was changed after it was written"]


def run_again(
    path: Path, record: Mapping[str, Any], again: Again, area_figures: str | os.PathLike[str] | None = None
) -> list[str]:
    """Ask a folder's question again; return which tables or answer come out otherwise."""
    try:
        text = plain_file(path / SCENARIO, LONGEST).decode("utf-8")
        scenario = parse_scenario(text, SCENARIO, area_figures=area_figures)
    except (OSError, ValueError, FamsimError) as error:
        return [f"{SCENARIO}: cannot be run again: {error}"]
    if config_hash(scenario) != record.get("config_hash"):
        return [f"{SCENARIO}: asks another question than the record, so it was not run again"]
    made = files_of_study(replace(again(scenario, record), drawn=dict))  # figures are not compared, so none is drawn
    compared = [name for name in made if name != RECORD]
    problems = [problem for name in compared for problem in differs(path / name, made[name])]
    return problems + what_changed(record) if problems else []


def what_changed(record: Mapping[str, Any]) -> list[str]:
    """Return what of famsim is other than when it wrote a folder: the rules, or only what is measured and told."""
    by = f"since famsim {record.get('version')} wrote this folder"
    if record.get("source_hash") != source_hash():
        return [f"the rules have changed {by}"]
    if record.get("package_hash") != source_hash(ROOMS):
        return [f"the rules are the same, and what is measured or written has changed {by}"]
    return []


def differs(file: Path, content: bytes) -> list[str]:
    """Return where a file differs from what came out now."""
    try:
        before = plain_file(file, file.lstat().st_size)
    except OSError as error:
        return [f"{file.name}: {'is missing' if error.errno == errno.ENOENT else f'cannot be read: {error.strerror}'}"]
    if before == content:
        return []
    lines = zip_longest(before.split(b"\n"), content.split(b"\n"))
    first = next(number for number, (old, new) in enumerate(lines, 1) if old != new)
    return [f"{file.name}: a new run gives other bytes, first in line {first}"]
