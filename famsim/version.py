"""famsim's version, and what a kept thing is computed from as one hash: sources by tree, versions, what is given."""

import hashlib
import json
import platform
from functools import cache
from importlib import import_module
from pathlib import Path

from famsim.release import __version__

KERNEL = ("model", "rules", "engine")  # what the compiled loop is made from
SOLVED = (*KERNEL, "population", "areas", "evidence")  # what solved constants are computed with
RESULT = (*SOLVED, "scenario", "measures", "appraisal", "runs")  # what a run's numbers are computed with
COMPUTES = ("numba", "llvmlite", "numpy", "scipy")  # packages whose other version may compute another number


def content_hash(rooms: tuple[str, ...], made_from: object) -> str:
    """Return the hash of what a kept thing is computed from: rooms' sources, versions, and `made_from` (as JSON)."""
    said = json.dumps([source_hash(rooms), versions(), made_from], sort_keys=True)
    return hashlib.sha256(said.encode("ascii")).hexdigest()


def made_for(rooms: tuple[str, ...], made_from: object) -> str:
    """Return the hash of what a shipped thing was made for: as `content_hash`, whatever the versions that compute."""
    said = json.dumps([source_hash(rooms), made_from], sort_keys=True)
    return hashlib.sha256(said.encode("ascii")).hexdigest()


@cache
def source_hash(rooms: tuple[str, ...] = KERNEL) -> str:
    """Return a hash of all the sources of some rooms, sub-folders too, as they were when first asked for.

    Asked for when the rooms are imported: a source edited later in the process's life is not what it runs.
    """
    return tree_hash(Path(__file__).parent, rooms)


def tree_hash(package: Path, rooms: tuple[str, ...]) -> str:
    """Return a hash of the Python sources under some folders of a package, each with its path."""
    digest = hashlib.sha256()
    for room in rooms:
        for source in sorted((package / room).rglob("*.py")):
            content = source.read_bytes()
            digest.update(f"{source.relative_to(package).as_posix()}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()


@cache
def versions() -> tuple[str, ...]:
    """Return what computes, each with its version: famsim, Python and the packages that do arithmetic."""
    computing = [f"{name} {import_module(name).__version__}" for name in COMPUTES]
    return (f"famsim {__version__}", f"python {platform.python_version()}", *computing)
