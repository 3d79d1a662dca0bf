"""The figures of the package's register, as scenarios look them up."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from famsim.evidence import the_register

Figures = Mapping[str, Any]


@cache
def package_figures() -> Figures:
    """Return the figures of the package's register, read once."""
    return the_register().figures
