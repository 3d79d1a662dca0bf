"""Small counts left out of an export, and with them what would give them back.

A count is a number of families, couples, children, or of times or months that something happens to them, as it is
printed: of a sample, scaled up to the area. One that is above 0 and below n is blank (an empty cell, a null). Blank
with it, in the same run, is every measure that counts the same: a sum that holds it, a rate of it, a rate by it; what
help costs and how long it is waited for, where a step on the way to help is blank. A difference is blank where one of
its two values is; a difference is no count of families itself, so a small one of two large counts stays.
"""

import pandas as pd

from famsim.measures import MEASURES
from famsim.model.counts import Count

HELP = ("noticed", "agreed", "helped", "starts", "completed", "routed", "missed_violence", "left_queue")
FOLLOWS_HELP = frozenset({"delivery_cost", "mean_wait"})
COUNTS = frozenset(name for name, measure in MEASURES.items() if measure.is_count)


def without_small(outcomes: pd.DataFrame, below: int) -> pd.DataFrame:
    """Return a table of outcomes without counts above 0 and below a number, and without what gives them back."""
    small = outcomes["measure"].isin(COUNTS) & (outcomes["value"] > 0) & (outcomes["value"] < below)
    blank = small.copy()
    for _, run in outcomes[outcomes["run_id"].isin(outcomes["run_id"][small])].groupby(["run_id", "group"]):
        given_back = gives_back(frozenset(run["measure"][small[run.index]]))
        blank[run.index] |= run["measure"].isin(given_back)
    return outcomes.assign(value=outcomes["value"].mask(blank))


def gives_back(small: frozenset[str]) -> frozenset[str]:
    """Return the measures from which small ones could be worked out, those themselves among them."""
    counts: set[Count] = {count for name in small for count in MEASURES[name].counts}
    found = {name for name, one in MEASURES.items() if counts & {*one.counts, *one.of}}
    return frozenset(found) | small | (FOLLOWS_HELP if small & set(HELP) else frozenset())
