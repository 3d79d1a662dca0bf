"""Keep what takes seconds to solve and is always the same: small files named by what they were made from."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from famsim.engine.compiling import PACKAGES, cache_folder, source_hash


def kept(name: str, made_from: object, solve: Callable[[], np.ndarray]) -> np.ndarray:
    """Return solved numbers, float64, from the cache or by solving; a cache that cannot be used is done without."""
    text = json.dumps([source_hash((*PACKAGES, "population")), made_from], sort_keys=True, default=str)
    file = cache_folder() / "solved" / f"{name}-{hashlib.sha256(text.encode()).hexdigest()[:20]}.json"
    found = read(file)
    if found is not None:
        return found
    numbers = solve()
    write(file, numbers)
    return numbers


def read(file: Path) -> np.ndarray | None:
    """Return the numbers of a file, or None if there is none that can be read."""
    try:
        numbers = np.array(json.loads(file.read_text(encoding="utf-8")), np.float64)
    except (OSError, ValueError, TypeError):
        return None
    return numbers if numbers.ndim == 1 and np.isfinite(numbers).all() else None


def write(file: Path, numbers: np.ndarray) -> None:
    """Write the numbers whole or not at all."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump([float(number) for number in numbers], out)
        Path(temporary).replace(file)
    except OSError:
        return
