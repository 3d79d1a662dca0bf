"""The record of a results folder: what it was made from and with, and the hash of every file in it."""

import errno
import hashlib
import json
import os
import platform
import re
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numba
import numpy as np

from famsim.errors import StoreError, shown
from famsim.measures import LEDGER
from famsim.release import __version__
from famsim.scenario import config_hash
from famsim.version import RESULT, source_hash
from famsim.writing import Asked

RECORD, ANSWER, SCENARIO = "record.json", "answer.md", "scenario.toml"
OURS = "famsim "  # how every kind of record begins
SEAL = "sha256_of_this_record"
KNOWN = re.compile(r"[\w-]+\.(csv|png|md|toml)")  # what results are called; nothing else is ever deleted
NAMED = 3  # results folders that a message suggests
LONGEST = 1 << 24  # bytes of a record; an honest one has a few thousand
ALLOWED = "allowed: a new folder, an empty one, or one of earlier results"
ROOMS = (*RESULT, "calibration", "questions", "results", "writing")


def sha256(content: bytes) -> str:
    """Return a SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def made_with(kind: str, asked: Asked) -> dict[str, Any]:
    """Return what a study of some kind was made from and with."""
    return {
        "kind": kind,
        "scenario": asked.scenario.name,
        "area": asked.world.area.title,
        "config_hash": config_hash(asked.scenario),
        "seed": asked.scenario.seed,
        "draws": asked.draws,
        "reps": asked.reps,
        "version": __version__,
        "source_hash": source_hash(),
        "package_hash": source_hash(ROOMS),
        "ledger": LEDGER,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "numba": numba.__version__,
    }


def ledger_problems(record: Mapping[str, Any]) -> list[str]:
    """Return that a folder's partings are told apart otherwise than now, if so: they cannot be read as today's are."""
    if record.get("ledger") == LEDGER:
        return []
    return [
        f"{RECORD}: famsim {record.get('version')} told partings of a pair apart by each life's own last year, so that "
        "partings that happen either way may stand among losses brought about and exits prevented; run "
        f"{SCENARIO} again to read them by what follows"
    ]


def said_by_store(warnings: Sequence[str]) -> dict[str, list[str]]:
    """Return what a record keeps of a results store's warnings: nothing where there are none."""
    return {"store_warnings": list(warnings)} if warnings else {}


def record_bytes(about: Mapping[str, Any], tables: Mapping[str, str], files: Mapping[str, bytes]) -> bytes:
    """Return record.json: what it was made with, which file holds which table, the files' hashes, its seal."""
    hashes = {name: {"sha256": sha256(content), "bytes": len(content)} for name, content in sorted(files.items())}
    said = {**about, "tables": dict(tables), "files": hashes}
    return as_json(said | {SEAL: seal(said)})


def seal(said: Mapping[str, Any]) -> str:
    """Return the hash of a record without its seal."""
    return sha256(as_json({name: value for name, value in said.items() if name != SEAL}))


def as_json(said: Mapping[str, Any]) -> bytes:
    """Return JSON bytes that are the same for the same content."""
    return (json.dumps(said, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8")


def read_record(folder: Path) -> dict[str, Any]:
    """Return the record of a results folder; StoreError if the folder holds none that can be read."""
    if folder.is_file():
        raise StoreError(f"{folder}: is a file; allowed: a results folder")
    try:
        found = json.loads(plain_file(folder / RECORD, LONGEST), parse_constant=no_number)
    except OSError as error:
        raise StoreError(
            f"{folder}: is not a results folder, {RECORD} cannot be read: {error.strerror}{within(folder)}"
        ) from None
    except (ValueError, RecursionError):
        raise StoreError(f"{folder}: {RECORD} is damaged: it is not JSON") from None
    if not isinstance(found, dict) or not str(found.get("kind")).startswith(OURS):
        raise StoreError(f"{folder}: {RECORD} is not a record of famsim")
    return found


def within(folder: Path) -> str:
    """Return which results folders stand in a folder, a few of them; nothing where none do, or none can be seen."""
    try:
        there = sorted(f"{folder.name}/{one.parent.name}" for one in folder.glob(f"*/{RECORD}"))[:NAMED]
    except OSError:
        return ""
    return f". Did you mean {' or '.join(map(shown, there))}?" if there else ""


def no_number(name: str) -> None:
    """Refuse NaN and infinities, which are not JSON."""
    raise ValueError(f"{name} is not JSON")


def plain_file(file: Path, most: int) -> bytes:
    """Return the content of a file of this folder; OSError for a link, a pipe, or more than so many bytes."""
    about = file.lstat()
    if not stat.S_ISREG(about.st_mode):
        raise OSError(errno.EINVAL, "it is not a plain file")
    if about.st_size > most:
        raise OSError(errno.EFBIG, f"it has more than {most:,} bytes")
    return file.read_bytes()


def is_as_written(folder: Path, record: Mapping[str, Any]) -> bool:
    """Say whether a record has every byte that was written: its seal, and no other way to spell the same."""
    try:
        return record.get(SEAL) == seal(record) and plain_file(folder / RECORD, LONGEST) == as_json(record)
    except (OSError, ValueError, TypeError, RecursionError):
        return False


def files_of(folder: Path, record: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what a record says of each of its files; StoreError where that cannot be."""
    files = record.get("files")
    if not isinstance(files, dict) or not all(map(is_a_file, files.values())):
        raise StoreError(f"{folder}: {RECORD} does not say which files are results")
    return files


def is_a_file(said: Any) -> bool:
    """Say whether a record says hash and size of a file."""
    return isinstance(said, dict) and isinstance(said.get("sha256"), str) and isinstance(said.get("bytes"), int)


def results_in(folder: Path) -> set[str]:
    """Return the names of the files in a results folder that famsim wrote and nobody has changed since.

    Raises StoreError for any other folder, and for one whose record was changed: what may go cannot be told there.
    """
    if not os.path.lexists(folder / RECORD):
        raise StoreError(f"{folder}: holds other things; {ALLOWED}")
    record = read_record(folder)
    if not is_as_written(folder, record):
        raise StoreError(
            f"{folder}: {RECORD} was changed after it was written, so which files are results cannot be told; "
            "give another folder"
        )
    files = files_of(folder, record)
    return {RECORD} | {name for name, said in files.items() if KNOWN.fullmatch(name) and is_same(folder / name, said)}


def is_same(file: Path, said: Mapping[str, Any]) -> bool:
    """Say whether a file is what its record says; only a file of the same size is read."""
    try:
        return bool(file.lstat().st_size == said["bytes"] and sha256(plain_file(file, said["bytes"])) == said["sha256"])
    except OSError:
        return False
