"""Where a strategy changes most and least: a row a strategy, after the ten lines of several areas together."""

import pandas as pd

from famsim.questions.compare.by_area import EVERYWHERE
from famsim.scenario import Scenario
from famsim.writing import Writing, shown

LEADS = "fewer_partings"
PER_1000 = ("per_1000", "per_1000_low", "per_1000_high")
ILLUSTRATION = " - illustrative offer"  # said once, above the table


def where_most(writing: Writing, scenario: Scenario) -> str:
    """Return, for each strategy that acts in several areas, where it changes most and least for each 1,000 families."""
    rows = [row for one in scenario.strategies[1:] if (row := extremes(writing, one.name))]
    if not rows:
        return ""
    return (
        "**Where it changes most and least:** fewer couples who part for each thousand families with children, with "
        "95% intervals; every area is in the table *areas*. The ends of many areas are partly chance, and no "
        "authority is ranked: what most of them would offer is not on record.\n\n"
        "| strategy | most | least | can chance have made the order? |\n|---|---|---|---|\n" + "\n".join(rows)
    )


def extremes(writing: Writing, strategy: str) -> str:
    """Return the row of a strategy: the areas with the largest and smallest change; "" where it acts in one at most."""
    table = writing.tables["areas"]
    mine = table[(table.strategy == strategy) & (table.measure == LEADS) & (table.authority != EVERYWHERE)]
    mine = mine[mine.n_changed > 0].sort_values(["per_1000", "authority"], kind="stable")
    if len(mine) < 2:
        return ""
    least, most = mine.iloc[0], mine.iloc[-1]
    apart = least["per_1000_high"] < most["per_1000_low"]
    cells = [writing.words(strategy), cell(writing, most), cell(writing, least), "no" if apart else "yes"]
    return f"| {' | '.join(cells)} |"


def cell(writing: Writing, row: pd.Series) -> str:
    """Return an area with its change for each thousand families."""
    where = {"authority": row["authority"], "strategy": row["strategy"], "measure": LEADS}
    estimate, low, high = (writing.number("areas", end, shown, **where) for end in PER_1000)
    return f"{writing.words(row['authority_name'].removesuffix(ILLUSTRATION))}: {estimate} ({low} to {high})"
