"""SALib, fetched when it is needed: it takes a second to load, and is not there for everybody."""

from importlib import import_module
from typing import Any

from famsim.errors import FamsimError

EXTRA = "famsim[calibrate]"


def of_salib(module: str) -> Any:
    """Return a module of SALib; FamsimError that says what to install where it is not there."""
    try:
        return import_module(f"SALib.{module}")
    except ImportError as error:
        if error.name and not error.name.startswith("SALib"):
            raise
        raise FamsimError(
            f"sensitivity: SALib is not installed; allowed: pip install '{EXTRA}', which brings it"
        ) from None


def problem_of(factors: int) -> dict[str, Any]:
    """Return so many figures as SALib describes them, each a share of its range from 0 to 1."""
    names = [f"x{place}" for place in range(factors)]
    return {"num_vars": factors, "names": names, "bounds": [[0.0, 1.0]] * factors}
