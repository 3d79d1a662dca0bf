"""How large each difference has to be to matter, as a table: the registry's figure in the measure's own unit."""

import pandas as pd

from famsim.measures import SDQ_SPREAD, registered, smallest

COUPLES = "couples"  # the unit of what is counted in couples
COLUMNS = ["group", "measure", "figure", "share_of", "smallest"]


def worthwhile(tables: dict[str, pd.DataFrame], first: str, months: int) -> pd.DataFrame:
    """Return, for each difference of the table, the smallest that matters.

    share_of: what the smallest is a share of: of couples, how many there are in an average month under the first
    strategy; of another total, its own figure under it; of what is not a total, nothing.
    """
    register = figures(tables["parameters"])
    levels = tables["levels"]
    levels = levels[levels.strategy == first]
    mine = dict(zip(pairs_of(levels), levels.value, strict=True))
    asked = tables["differences"]
    rows = []
    for group, name in [] if asked.empty else dict.fromkeys(pairs_of(asked)):
        measure = registered(name)
        if measure.worthwhile:
            share = 1.0 / months if measure.unit == COUPLES else 1.0
            area = mine.get((group, "couple_months" if measure.unit == COUPLES else name), 0.0) * share
            size = smallest(measure.worthwhile, measure.unit, area, months, register)
            rows.append((group, name, measure.worthwhile, area, size))
    return pd.DataFrame(rows, columns=COLUMNS)


def pairs_of(table: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the group and measure of each row."""
    return list(zip(table["group"].tolist(), table["measure"].tolist(), strict=True))


def figures(parameters: pd.DataFrame) -> dict[str, float]:
    """Return the figures that a smallest difference is made from, as the scenario used them."""
    named = parameters[parameters.name.str.startswith("worthwhile.") | parameters.name.isin(SDQ_SPREAD)]
    return {name: float(value) for name, value in zip(named.name, named.value, strict=True)}
