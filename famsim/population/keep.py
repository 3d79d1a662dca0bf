"""Keep what takes seconds to solve and is always the same: small sealed files named by what they were made from."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import NamedTuple

import numpy as np

from famsim import keeping
from famsim.areas import AreaProfile
from famsim.population.shipped import shipped
from famsim.version import SOLVED, content_hash, made_for, source_hash

source_hash(SOLVED)  # of the sources that are being imported now
_solved: dict[str, np.ndarray] = {}  # of this process, which may have no folder to keep anything in


class About(NamedTuple):
    """What solved numbers are called and all that they depend on besides the sources: JSON, and areas' figures."""

    name: str
    made_from: object
    areas: tuple[AreaProfile, ...]

    @property
    def said(self) -> list[object]:
        """What they are made from, as it is hashed."""
        return [self.made_from, [asdict(area) for area in self.areas]]

    @property
    def file(self) -> str:
        """The file that they are kept in on this machine."""
        return f"solved/{self.name}-{content_hash(SOLVED, self.said)[:20]}.json"

    @property
    def made_for(self) -> str:
        """The hash that shipped ones are sealed with."""
        return made_for(SOLVED, self.said)


def kept(name: str, made_from: object, areas: tuple[AreaProfile, ...], solve: Callable[[], np.ndarray]) -> np.ndarray:
    """Return solved numbers, float64, from the cache, from those that ship, or by solving.

    `made_from` (JSON) and the figures of `areas` are all that they depend on besides the sources. A cache that cannot
    be used is done without.
    """
    about = About(name, made_from, areas)
    file = about.file
    if file not in _solved:
        found = read(file)
        if found is None:
            found = shipped(about.name, about.made_for)
        _solved[file] = solved_now(file, solve) if found is None else found
    return _solved[file].copy()


def is_kept(about: About) -> bool:
    """Say whether solved numbers are at hand, without reading them."""
    folder, file = keeping.cache_folder(), about.file
    if file in _solved or (folder is not None and (folder / file).is_file()):
        return True
    return shipped(about.name, about.made_for) is not None


def solved_now(file: str, solve: Callable[[], np.ndarray]) -> np.ndarray:
    """Solve, and keep what came out."""
    numbers = np.asarray(solve(), np.float64)
    keeping.keep(file, json.dumps(numbers.tolist()).encode("ascii"))
    return numbers


def read(file: str) -> np.ndarray | None:
    """Return the numbers that are kept in a file, or None if there are none that can be used."""
    body = keeping.recall(file)
    return None if body is None else np.array(json.loads(body), np.float64)
