"""What matters more for what help comes to: the month, whether couples can be met in it, or who they are."""

from typing import Any

import numpy as np
import pandas as pd

from famsim.measures import normal_quantile
from famsim.questions.timing.tables import GROUPS
from famsim.questions.timing.windows import ALL as ALL_OF_IT
from famsim.questions.timing.windows import sides, worth
from famsim.questions.timing.words import OUTCOMES, Outcome

ALL = GROUPS[0]
MONTH, REACH, WHO = "month", "reach", "who"
ENDS = ["most", "most_month", "most_group", "least", "least_month", "least_group"]
COLUMNS = ["event", "measure", "programme", "by", *ENDS, "less", "clear"]
ONE_MONTH = 2  # cells, at least, to be compared
HUNDRED = 100.0


def matters_rows(cells: pd.DataFrame, layers: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of the table `matters`: for each event and outcome of the headline, what its most falls short by.

    cells, layers: the tables `timing` and `layers`. Of the programme that comes to most per hundred couples in its best
    month. by "month": what help is worth to a family helped, all couples, over the months that are comparable and
    shown; "reach": couples of a hundred who are still there, met, and come, over the comparable months; "who": what
    help is worth by risk group, in the month in which it is worth most to all. most and least, with the month and group
    they are of; less: by how many per cent the least falls short of the most; clear: that is clear of chance, all of
    them looked at together.
    """
    rows = []
    for event in dict.fromkeys(cells["event"]):
        for outcome in OUTCOMES:
            mine = cells[(cells["event"] == event) & (cells["measure"] == outcome.measure) & cells["comparable"]]
            met = layers[(layers["event"] == event) & (layers["measure"] == outcome.measure) & layers["comparable"]]
            programme = comes_to_most(mine, met)
            if programme is not None:
                about = {"event": event, "measure": outcome.measure, "programme": programme}
                parts = parts_of(mine[mine["programme"] == programme], met[met["programme"] == programme])
                rows += [about | {"by": by} | part for by, part in parts.items() if part]
    return rows


def told_first(matters: pd.DataFrame, event: str) -> tuple[Outcome, str] | None:
    """Return the first outcome of which more than one part can be told, and the programme it is about."""
    for outcome in OUTCOMES:
        mine = matters[(matters["event"] == event) & (matters["measure"] == outcome.measure)]
        if len(mine) > 1:
            return outcome, str(mine["programme"].iloc[0])
    return None


def comes_to_most(cells: pd.DataFrame, layers: pd.DataFrame) -> str | None:
    """Return the programme that comes to most in its best month, of those that can be shown; None if none does good."""
    seen = cells[(cells["group"] == ALL) & cells["shown"] & (cells["estimate"] > 0)]
    of = layers[(layers["group"] == ALL) & layers["programme"].isin(set(seen["programme"])) & (layers["estimate"] > 0)]
    return None if of.empty else str(of.loc[of["estimate"].idxmax(), "programme"])


def parts_of(cells: pd.DataFrame, layers: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return by what one programme's worth and reach fall short: by month, reach and who."""
    seen = cells[(cells["group"] == ALL) & cells["shown"]].sort_values("month")
    best = seen.loc[seen["estimate"].idxmax(), "month"]
    return {
        MONTH: by_month(seen),
        REACH: by_reach(layers[layers["group"] == ALL]),
        WHO: by_group(cells[cells["month"] == best]),
    }


def by_month(cell: pd.DataFrame) -> dict[str, Any]:
    """Return how far the month worth least falls short of the one worth most; nothing for one month."""
    if len(cell) < ONE_MONTH:
        return {}
    at = int(cell["estimate"].to_numpy().argmax())
    return between(cell["estimate"], cell[["month", "group"]], not worth(cell, at, ALL_OF_IT).all())


def by_reach(layers: pd.DataFrame) -> dict[str, Any]:
    """Return how far the month in which fewest can be met falls short; couples of a hundred to whom it happens.

    The chance error of a share of couples is that of so many who are or are not met.
    """
    if len(layers) < ONE_MONTH:
        return {}
    layers = layers.sort_values("month")
    share = (layers["there"] * layers["met"]).to_numpy() / HUNDRED**2
    error = np.sqrt(np.maximum(share * (1.0 - share), 0.0) / layers["couples"].to_numpy())
    most, least = int(share.argmax()), int(share.argmin())
    clear = share[most] - share[least] > normal_quantile(len(layers)) * np.hypot(error[most], error[least])
    return between(pd.Series(HUNDRED * share), layers[["month", "group"]], bool(clear))


def by_group(cells: pd.DataFrame) -> dict[str, Any]:
    """Return how far the risk group that gains least falls short of the one that gains most, of those shown."""
    shown = cells[(cells["group"] != ALL) & cells["shown"]].reset_index(drop=True)
    if len(shown) < ONE_MONTH:
        return {}
    estimates = shown["estimate"].to_numpy()
    most, least = int(estimates.argmax()), int(estimates.argmin())
    below, above = sides(shown, len(shown))
    clear = estimates[most] - estimates[least] > np.hypot(below[most], above[least])
    return between(shown["estimate"], shown[["month", "group"]], bool(clear))


def between(values: pd.Series, where: pd.DataFrame, clear: bool) -> dict[str, Any]:
    """Return the most and the least of some values, where they are, and by how many per cent the least falls short."""
    high, low = float(values.max()), float(values.min())
    ends = {"most": int(values.to_numpy().argmax()), "least": int(values.to_numpy().argmin())}
    found: dict[str, Any] = {}
    for end, place in ends.items():
        month, group = where["month"].iloc[place], where["group"].iloc[place]
        found |= {end: float(values.iloc[place]), f"{end}_month": int(month), f"{end}_group": str(group)}
    return found | {"less": HUNDRED * (high - low) / high if high > 0 else float("nan"), "clear": bool(clear)}
