"""Keep what takes seconds to solve and is always the same: small sealed files named by what they were made from."""

import json
from collections.abc import Callable
from dataclasses import asdict

import numpy as np

from famsim import keeping
from famsim.areas import AreaProfile
from famsim.version import SOLVED, content_hash, source_hash

source_hash(SOLVED)  # of the sources that are being imported now
_solved: dict[str, np.ndarray] = {}  # of this process, which may have no folder to keep anything in


def kept(name: str, made_from: object, areas: tuple[AreaProfile, ...], solve: Callable[[], np.ndarray]) -> np.ndarray:
    """Return solved numbers, float64, from the cache or by solving; a cache that cannot be used is done without.

    `made_from` (JSON) and the figures of `areas` are all that they depend on besides the sources.
    """
    key = content_hash(SOLVED, [made_from, [asdict(area) for area in areas]])
    file = f"solved/{name}-{key[:20]}.json"
    if file not in _solved:
        found = read(file)
        _solved[file] = solved_now(file, solve) if found is None else found
    return _solved[file].copy()


def solved_now(file: str, solve: Callable[[], np.ndarray]) -> np.ndarray:
    """Solve, and keep what came out."""
    numbers = np.asarray(solve(), np.float64)
    keeping.keep(file, json.dumps(numbers.tolist()).encode("ascii"))
    return numbers


def read(file: str) -> np.ndarray | None:
    """Return the numbers that are kept in a file, or None if there are none that can be used."""
    body = keeping.recall(file)
    return None if body is None else np.array(json.loads(body), np.float64)
