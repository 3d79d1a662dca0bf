"""The figures that famsim itself is held to: published.csv, and where each was read."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

from famsim.calibration.targets.reading import targets_of
from famsim.calibration.targets.sheets import csv_rows
from famsim.calibration.targets.target import Target

NAME = "published.csv"


@cache
def published() -> tuple[Target, ...]:
    """Return the shipped targets."""
    return tuple(targets_of(list(csv_rows(Path(NAME), published_bytes())), NAME))


def published_bytes() -> bytes:
    """Return the shipped file."""
    return (files("famsim.calibration") / NAME).read_bytes()


@cache
def where_read() -> dict[str, dict[str, str]]:
    """Return title and address of the shipped targets' sources that the register does not name."""
    text = (files("famsim.calibration") / "published_sources.toml").read_text(encoding="utf-8")
    return {key: {name: str(said) for name, said in table.items()} for key, table in tomllib.loads(text).items()}
