"""The level of each measure under each strategy, as a table."""

from __future__ import annotations

import pandas as pd


def levels(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return each measure under each strategy, mean over runs."""
    named = tables["outcomes"].merge(tables["runs"][["run_id", "strategy"]], on="run_id")
    keys = ["strategy", "group", "measure"]
    return named.groupby(keys, sort=False)["value"].mean().reset_index()
