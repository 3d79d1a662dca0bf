"""The pounds of a comparison's tables in the prices of the year that its scenario asks for."""

import pandas as pd

from famsim.measures import REGISTRY
from famsim.runs import UNIT
from famsim.scenario import Prices

IN_POUNDS = frozenset(name for name, measure in REGISTRY.items() if measure.unit == UNIT)
ENDS = ("estimate", "mc_se", "low", "high", "at_most")
OF_MEASURES = {  # columns in the unit of the row's measure
    "outcomes": ("value",),
    "differences": ENDS,
    "factorial": ENDS,
}
WHOLE = {"agencies": ("pounds",)}  # columns that are pounds throughout


def in_prices(tables: dict[str, pd.DataFrame], prices: Prices) -> dict[str, pd.DataFrame]:
    """Return tables whose pounds, as they are lived and counted in the register's prices, are of another year.

    Costs and their summary are in whole pence of that year already (see famsim.runs.costs).
    """
    if prices.factor == 1.0:
        return tables
    found = dict(tables)
    for name, columns in OF_MEASURES.items():
        if name in tables and len(tables[name]):
            found[name] = brought(tables[name], tables[name]["measure"].isin(IN_POUNDS), columns, prices.factor)
    for name, columns in WHOLE.items():
        found[name] = brought(tables[name], pd.Series(True, index=tables[name].index), columns, prices.factor)
    return found


def brought(table: pd.DataFrame, rows: "pd.Series[bool]", columns: tuple[str, ...], factor: float) -> pd.DataFrame:
    """Return a table with some rows' pounds times a factor."""
    found = table.copy()
    for column in columns:
        found.loc[rows, column] = found.loc[rows, column] * factor
    return found
