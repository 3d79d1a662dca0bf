"""The record of a results folder: what it was made from and with, and the hash of every file in it."""

import hashlib
import json
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numba
import numpy as np

import famsim
from famsim.errors import StoreError
from famsim.scenario import config_hash
from famsim.study.compare import Comparison
from famsim.version import KERNEL, source_hash

RECORD, ANSWER, SCENARIO = "record.json", "answer.md", "scenario.toml"
KIND = "famsim comparison"
SEAL = "sha256_of_this_record"
ROOMS = (*KERNEL, "evidence", "population", "scenario", "study", "report")


def sha256(content: bytes) -> str:
    """Return a SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def made_with(comparison: Comparison) -> dict[str, Any]:
    """Return what a comparison was made from and with."""
    return {
        "kind": KIND,
        "scenario": comparison.scenario.name,
        "area": comparison.world.area.title,
        "config_hash": config_hash(comparison.scenario),
        "seed": comparison.scenario.seed,
        "draws": comparison.draws,
        "reps": comparison.reps,
        "version": famsim.__version__,
        "source_hash": source_hash(),
        "package_hash": source_hash(ROOMS),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "numba": numba.__version__,
    }


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
    try:
        found = json.loads((folder / RECORD).read_bytes())
    except OSError as error:
        raise StoreError(f"{folder}: is not a results folder, {RECORD} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise StoreError(f"{folder}: {RECORD} is damaged: it is not JSON") from None
    if not isinstance(found, dict) or not {"config_hash", "record"} & set(found):
        raise StoreError(f"{folder}: {RECORD} is not a record of famsim")
    return found
