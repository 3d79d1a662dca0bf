"""Folders and files that commands write to: checked before the work begins, written whole or not at all."""

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from famsim.cli.output import plain
from famsim.errors import FamsimError
from famsim.scenario.reading import shown

RECORD = "record.json"  # every results folder of ours holds one


class PlaceError(FamsimError):
    """The place given for results cannot be used."""


def ready_folder(given: str, force: bool, marks: tuple[str, ...] = (RECORD,)) -> Path:
    """Return the folder for results, empty or not yet there; with `force` earlier results may be in it.

    `marks`: names of which all earlier results hold one. Raises PlaceError for a place that cannot be used, before
    any work is done.
    """
    try:
        folder = Path(given).absolute()
        held = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
        there = os.path.lexists(folder) and not folder.is_dir()
        above = next(parent for parent in folder.parents if parent.exists())
        writable = above.is_dir() and os.access(folder if folder.is_dir() else above, os.W_OK | os.X_OK)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PlaceError(f"--out {shown(given)}: cannot be used: {reason}") from None
    if there:
        raise PlaceError(f"--out {shown(given)}: is a file; allowed: a folder, new or empty")
    if not writable:
        raise PlaceError(f"--out {shown(given)}: nothing can be written there; allowed: a folder you may write to")
    if held and not set(marks) & set(held):
        raise PlaceError(f"--out {shown(given)}: holds other things; allowed: a folder, new or empty")
    if held and not force:
        raise PlaceError(
            f"--out {shown(given)}: holds earlier results; give another folder, or --force to replace them"
        )
    return folder


def save_tables(folder: Path, tables: Mapping[str, Any], said: Mapping[str, Any]) -> None:
    """Write the tables of one strategy as CSV with record.json and answer.md beside them, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".famsim-") as temporary:
        made = Path(temporary) / "results"
        made.mkdir()
        for name, table in tables.items():
            safe = table.map(as_text) if len(table) else table
            safe.to_csv(made / f"{name}.csv", index=False, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
        record = json.dumps(plain(said), indent=2, ensure_ascii=False, allow_nan=False)
        (made / RECORD).write_text(record + "\n", encoding="utf-8")
        (made / "answer.md").write_text(str(said["answer"]) + "\n", encoding="utf-8")
        if folder.exists():
            shutil.move(folder, Path(temporary) / "before")
        made.replace(folder)


def as_text(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r\0" else cell


def write_new(given: str, text: str, force: bool) -> Path:
    """Write a text to a file, whole or not at all; an existing file only with `force`. Raises PlaceError."""
    try:
        path = Path(given).absolute()
        if path.is_dir():
            raise PlaceError(f"{shown(given)}: is a folder; allowed: a file")
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".famsim-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            os.chmod(temporary, 0o666 & ~umask())
            place(temporary, path, force)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except FileExistsError:
        raise PlaceError(
            f"{shown(given)}: is there already; give another file with -o, or --force to replace it"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PlaceError(f"{shown(given)}: cannot be written: {reason}") from None
    return path


def place(temporary: str, path: Path, force: bool) -> None:
    """Give a finished file its name; raises FileExistsError if the name is taken and `force` is not given."""
    if not force:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    os.replace(temporary, path)


def umask() -> int:
    """Return which permissions new files do without."""
    now = os.umask(0)
    os.umask(now)
    return now
