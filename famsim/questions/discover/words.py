"""Columns, limits and losing in words, as a reader would say them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from famsim.questions.sweep import Lever, Uncertainty
from famsim.writing import shown, with_decimals

if TYPE_CHECKING:
    from famsim.questions.discover.losing import Losing
    from famsim.questions.discover.run import Discovery

Number = Callable[[str, Callable[[float], str]], str]  # of a column of a limit's row, and how it is printed


def factor_of(found: "Discovery", column: str) -> Lever | Uncertainty:
    """Return the lever or uncertainty that a column is of."""
    return next(one for one in found.experiment.factors if one.name == column)


def short_label(found: "Discovery", column: str) -> str:
    """Return what a column is called where there is little room: "new parent group: take up"."""
    factor = factor_of(found, column)
    if isinstance(factor, Lever):
        return factor.name
    *topics, name = factor.figure.removeprefix("programmes.").split(".")
    return f"{': '.join(topics)}: {name}".replace("_", " ")


def label(found: "Discovery", column: str) -> str:
    """Return what a column is called in a sentence: a lever by its name, a figure by the register's words for it."""
    factor = factor_of(found, column)
    if isinstance(factor, Lever):
        return factor.name
    says = found.experiment.figures[factor.figure].says
    return f"{says[0].lower()}{says[1:]} ({short_label(found, column)})"


def is_stepped(found: "Discovery", column: str) -> bool:
    """Say whether a column takes only some values, so that a limit is one of them."""
    factor = factor_of(found, column)
    return factor.whole or bool(factor.values)


def limit_words(found: "Discovery", row: "pd.Series[Any]", number: Number) -> str:
    """Return a column's limits: "is below 0.3", "is 20 or more" of one that takes steps, "is from 6 to 12"."""
    low, high = float(row["low"]), float(row["high"])
    if is_stepped(found, str(row["factor"])):
        values = found.futures.table[str(row["factor"])]
        first, last = values[~(values < low)].min(), values[~(values > high)].max()
        below, above = "is {} or less", "is {} or more"
        ends = [lambda _: shown(float(first)), lambda _: shown(float(last))]
    else:
        below, above = "is below {}", "is above {}"
        ends = [with_decimals(*(one for one in (low, high) if np.isfinite(one)))] * 2
    if np.isfinite(low) and np.isfinite(high):
        return f"is from {number('low', ends[0])} to {number('high', ends[1])}"
    return above.format(number("low", ends[0])) if np.isfinite(low) else below.format(number("high", ends[1]))


def measure_words(losing: "Losing") -> str:
    """Return the measure's name with blanks."""
    return losing.measure.replace("_", " ")


def bettered(losing: "Losing") -> str:
    """Return what a plan brings: more of a good, less of a harm."""
    return f"{measure_words(losing)} {'averted' if losing.measured.good < 0 else 'gained'}"
