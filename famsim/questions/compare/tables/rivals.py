"""The table `rivals`: each difference under rival accounts of how families live and help works."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from famsim.questions.compare.led import PARTINGS

TABLE = "rivals"
SAID = {
    PARTINGS: "fewer couples who part",
    "stay_in_harm": "more who stay though harm goes on",
    "child_months_in_harm": "change in child-months in harm",
}
SHIPPED = "as it stands"
STANDS, UNCLEAR, TURNS = "stands", "unclear", "turns"
COLUMNS = ["rival", "says", "evidence", "strategy", "measure", "estimate", "low", "high", "verdict", "leads", "rivals"]
Lived = Sequence[dict[str, Any]]


def rivals_table(rows: Lived) -> dict[str, pd.DataFrame]:
    """Return the rows as a table by its name; no table where there are none."""
    return {TABLE: pd.DataFrame(rows, columns=COLUMNS)} if rows else {}
