"""The register's figures in a draw, as a world's parameters are made from them."""

from collections.abc import Mapping
from functools import cache

from famsim.evidence import Register, Value, draw, load_register

DRAW_SEED = 2015  # parameter draws are the same whatever the chance seed


def values_of(overrides: Mapping[str, Value], number: int) -> dict[str, Value]:
    """Return the register's values in a draw; 0 is the central values."""
    return draw(register(), number, DRAW_SEED, overrides)


@cache
def register() -> Register:
    """Return the package's register, read once."""
    return load_register()
