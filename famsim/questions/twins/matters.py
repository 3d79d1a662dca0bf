"""What matters more among many such families: the month of help, whether couples come in it, or who they are."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

MONTH, REACH, WHO = "month", "reach", "who"
COLUMNS = ["by", "most", "most_arm", "least", "least_arm", "less"]
HUNDRED = 100.0
QUALITY: Mapping[str, str] = {"measure": "quality", "when": "whole", "of": "change"}
CAME = "first session"


def matter_rows(spread: pd.DataFrame, partings: pd.DataFrame, arms: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of the table `matters`: by how many per cent the least falls short of the most.

    arms: the lives with help, that in the month asked for first. By month: the mean gain of those who come whichever
    the month; by reach: couples of a hundred who come to a first session; by who: the quarter that gains most of those
    who come, and the quarter that gains least, in the month asked for.
    """
    mine = spread[(spread[list(QUALITY)] == pd.Series(QUALITY)).all(axis=1) & (spread["group"] == "came")]
    mine = mine.set_index("arm")
    if mine["families"].min() == 0:
        return []
    reach = partings[partings["what"] == CAME].set_index("arm")["share"]
    first = mine.loc[arms[0]]
    found = [between(MONTH, mine["mean"].loc[list(arms)]), between(REACH, reach.loc[list(arms)])]
    ends = {"most": float(first["p75"]), "least": float(first["p25"])}
    found.append({"by": WHO, **ends, "most_arm": arms[0], "least_arm": arms[0], "less": short(**ends)})
    return found


def between(by: str, values: pd.Series) -> dict[str, Any]:
    """Return the most and the least over the months of help."""
    ends = {"most": float(values.max()), "least": float(values.min())}
    arms = {"most_arm": values.idxmax(), "least_arm": values.idxmin()}
    return {"by": by, **ends, **arms, "less": short(**ends)}


def short(most: float, least: float) -> float:
    """Return by how many per cent the least falls short of the most; NaN where the most is no gain."""
    return HUNDRED * (most - least) / most if most > 0.0 else float("nan")
