"""The register's figures in a draw, as a world's parameters are made from them."""

from collections.abc import Mapping

from famsim.evidence import Value, draw, the_register

DRAW_SEED = 2015  # parameter draws are the same whatever the chance seed


def values_of(overrides: Mapping[str, Value], number: int) -> dict[str, Value]:
    """Return the register's values in a draw; 0 is the central values."""
    return draw(the_register(), number, DRAW_SEED, overrides)
