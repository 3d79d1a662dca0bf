"""Who is missed: how far each family in need came on its way to help, by group."""

from typing import Any

import numpy as np

from famsim.measures import DIMENSIONS, Outcome, in_groups, splits
from famsim.model.counts import Count

# how far a family in need came, the furthest first; each holds those who came no further
WAYS: dict[str, str] = {
    "helped": "came to a first session",
    "routed": "found by the violence screen, rightly or not: to specialist help",
    "did_not_come": "had a place and did not come",
    "no_place": "said yes and no place came in time",
    "not_agreed": "noticed or invited, and it went no further",
    "not_noticed": "never noticed or invited by staff",
}
REACHED = (Count.STARTED, Count.ROUTED, Count.PLACED, Count.AGREED, Count.NOTICED)  # in the order of WAYS


def way_of(accounts: np.ndarray) -> np.ndarray:
    """Return how far each family came: its place in WAYS, (families,) int64."""
    reached = [accounts[:, int(count)] > 0 for count in REACHED]
    return np.select(reached, np.arange(len(REACHED)), default=len(REACHED))


def missed_rows(outcome: Outcome, k: float) -> list[dict[str, Any]]:
    """Return strategy, group, way and the area's families ever in need who came that far and no further."""
    in_need = outcome.accounts[:, int(Count.IN_NEED)] > 0
    way, rows = way_of(outcome.accounts), []
    for split in splits(outcome.cells):
        names = ["all"] if split.name == "all" else [f"{split.name}={value}" for value in DIMENSIONS[split.name]]
        for place, name in enumerate(WAYS):
            families = in_groups((in_need & (way == place)).astype(np.float64), split) * k
            rows += [
                {"strategy": outcome.strategy, "group": group, "way": name, "families": float(number)}
                for group, number in zip(names, families, strict=True)
            ]
    return rows
