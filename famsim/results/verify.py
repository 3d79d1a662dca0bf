"""Is a results folder still what was written, and does running it again give the same bytes?"""

import os
from collections.abc import Callable, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

from famsim.errors import FamsimError, StoreError
from famsim.questions.compare.answer import answer_from
from famsim.questions.compare.facts import report_tables
from famsim.questions.compare.run import Comparison
from famsim.questions.compare.run import compare as run_comparison
from famsim.results.contents import titled
from famsim.results.csvs import table_bytes
from famsim.results.record import (
    ANSWER,
    KIND,
    RECORD,
    SCENARIO,
    files_of,
    is_as_written,
    ledger_problems,
    plain_file,
    read_record,
    sha256,
)
from famsim.runs.paired import Progress
from famsim.scenario import Scenario, config_hash, parse_scenario
from famsim.version import source_hash

SYSTEM = (".DS_Store", "Thumbs.db", "desktop.ini")


def verify(
    folder: str | os.PathLike,
    progress: Progress | None = None,
    threads: int = 2,
    compare: Callable[..., Comparison] = run_comparison,
) -> list[str]:
    """Return every problem of a results folder, each in a sentence: of its files, then of what a new run gives.

    Raises StoreError for a folder without a record of a comparison.
    """
    path = Path(folder)
    problems = verify_folder(path)
    record = comparison_record(path)
    if not is_as_written(path, record) or ledger_problems(record):
        return problems
    return problems + run_again(folder, lambda *asked: compare(*asked, progress=progress, threads=threads))


def verify_folder(folder: str | os.PathLike) -> list[str]:
    """Return what has changed, is missing, was added or is not plain in a comparison's folder."""
    path = Path(folder)
    return folder_problems(path, comparison_record(path))


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


def comparison_record(path: Path) -> dict[str, Any]:
    """Return the record of a comparison's folder; StoreError for any other."""
    record = read_record(path)
    if record["kind"] != KIND:
        raise StoreError(f"{path}: does not hold the results of a comparison, which alone can be checked")
    return record


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


def run_again(folder: str | os.PathLike, compare: Callable[[Scenario, int, int], Comparison]) -> list[str]:
    """Run the folder's scenario with its draws and repetitions; return which tables or answer come out otherwise."""
    path = Path(folder)
    record = comparison_record(path)
    try:
        scenario = parse_scenario((path / SCENARIO).read_text(encoding="utf-8"), SCENARIO)
    except (OSError, ValueError, FamsimError) as error:
        return [f"{SCENARIO}: cannot be run again: {error}"]
    if config_hash(scenario) != record.get("config_hash"):
        return [f"{SCENARIO}: asks another question than the record, so it was not run again"]
    comparison = compare(scenario, record["draws"], record["reps"])
    again = again_bytes(comparison, record["tables"])
    problems = [problem for name, content in again.items() for problem in differs(path / name, content)]
    if problems and record.get("source_hash") != source_hash():
        problems.append(f"the rules have changed since famsim {record.get('version')} wrote this folder")
    return problems


def again_bytes(comparison: Comparison, named: dict[str, str]) -> dict[str, bytes]:
    """Return tables and answer of a new run under the folder's file names."""
    tables = report_tables(comparison)
    area = comparison.world.area
    files = {file: table_bytes(titled(area, name, tables[name])) for name, file in named.items() if name in tables}
    return files | {ANSWER: answer_from(comparison, tables).encode("utf-8")}


def differs(file: Path, content: bytes) -> list[str]:
    """Return where a file differs from what came out now."""
    try:
        before = file.read_bytes()
    except OSError:
        return [f"{file.name}: is missing"]
    if before == content:
        return []
    lines = zip_longest(before.split(b"\n"), content.split(b"\n"))
    first = next(number for number, (old, new) in enumerate(lines, 1) if old != new)
    return [f"{file.name}: a new run gives other bytes, first in line {first}"]
