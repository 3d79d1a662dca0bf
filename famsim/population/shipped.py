"""Solved constants that come with famsim, each sealed with the hash of what it was made for and used where that fits.

The file is written by `python -m famsim.population.solving` alone. Rules or figures that have changed since give
another hash: what ships is then left aside, said once, and solved again.
"""

import hashlib
import logging
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import tomli_w

from famsim import keeping

FILE = "solved.toml"
HEAD = "# Solved constants. Written by `python -m famsim.population.solving`; a change by hand undoes it.\n\n"
OTHERS = (
    "the solved constants that come with famsim were made for other rules or figures: those needed are solved again, "
    "about a quarter of a minute for each area, and kept"
)
DAMAGED = f"{FILE}, which comes with famsim, was changed after it was written: what it holds is solved again"

log = logging.getLogger("famsim")


def shipped(name: str, made_for: str) -> np.ndarray | None:
    """Return the numbers that ship under a name, None where there are none for just this hash."""
    entry = entries().get(name)
    if entry is None:
        return None
    if entry["made_for"] != made_for:
        keeping.say_once(OTHERS)
        return None
    return np.array(entry["values"], np.float64)


@cache
def entries() -> Mapping[str, Mapping[str, Any]]:
    """Return all that ships by name, nothing from a file that is not as it was written."""
    try:
        text = files("famsim.population").joinpath(FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    found = read_entries(text)
    if found is None:
        keeping.say_once(DAMAGED)
    return found or {}


def read_entries(text: str) -> dict[str, dict[str, Any]] | None:
    """Return the entries of a file, None where its seal does not hold."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    solved: dict[str, dict[str, Any]] = found.get("solved", {})
    return solved if found.get("seal") == seal(solved) else None


def written(solved: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the text of the file, entries in the order of their names."""
    ordered = {name: dict(solved[name]) for name in sorted(solved)}
    return HEAD + tomli_w.dumps({"seal": seal(ordered), "solved": ordered})


def seal(solved: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the SHA-256 of the entries."""
    return hashlib.sha256(tomli_w.dumps({name: dict(solved[name]) for name in sorted(solved)}).encode()).hexdigest()
