"""Need beside leverage: two orders of the same factors and places, and whether they differ."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from famsim.errors import FamsimError
from famsim.questions.assess.cells import ALL, HEADLINE
from famsim.questions.assess.leverage import is_clearly_more

FACTOR, PLACE = "factor", "place"


def order_rows(
    need: pd.DataFrame, leverage: pd.DataFrame, doors: pd.DataFrame, places: pd.DataFrame
) -> list[dict[str, Any]]:
    """Return the rows of the table `orders`: factors, then doors, by need and by leverage; 1 = first.

    orders(of, name, need, need_place, per_thousand, low, high, leverage_place, shown, differs). need: families of the
    area, at a door those with any factor. shown: enough families differ to say how much. differs: another factor or
    door stands in its place in the other order.
    """
    whole = leverage[(leverage["door"] == ALL) & (leverage["window"] == ALL) & (leverage["measure"] == HEADLINE)]
    by_factor = whole[whole["best"] & (whole["families"] > 0)].set_index("factor")
    if by_factor.empty:
        raise FamsimError("families: in so small a sample nobody came to any help; allowed: more families (--families)")
    needed = {
        name: many for name, many in zip(need["factor"], need["families"], strict=True) if name in by_factor.index
    }
    met = doors.groupby("door", sort=False)["families"].sum()
    shown = places[places["shown"]].set_index("door")
    return [
        *ordered(FACTOR, needed, by_factor),
        *ordered(PLACE, {str(name): float(met[name]) for name in shown.index}, shown),
    ]


def ordered(of: str, need: Mapping[str, float], leverage: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of one list of names, in the order of their need."""
    per = {name: float(leverage.loc[name, "per_thousand"]) for name in need}
    first, second = (places_of(one) for one in (need, per))
    return [
        {
            "of": of,
            "name": name,
            "need": need[name],
            "need_place": first[name],
            **{one: float(leverage.loc[name, one]) for one in ("per_thousand", "low", "high")},
            "leverage_place": second[name],
            "shown": bool(leverage.loc[name, "shown"]),
            "differs": first[name] != second[name],
        }
        for name in sorted(need, key=first.__getitem__)
    ]


def places_of(sizes: Mapping[str, float]) -> dict[str, int]:
    """Return the place of each name by its size, the largest first; equals in the order given."""
    names = sorted(sizes, key=lambda name: -sizes[name])
    return {name: place for place, name in enumerate(names, start=1)}


def differ(orders: pd.DataFrame, of: str) -> bool:
    """Say whether two orders differ."""
    return bool(orders.loc[orders["of"] == of, "differs"].any())


def first_by(orders: pd.DataFrame, of: str, by: str) -> Mapping[str, Any]:
    """Return the row that is first by `need_place` or `leverage_place`."""
    mine = orders[(orders["of"] == of) & (orders[by] == 1)]
    return {str(name): value for name, value in mine.iloc[0].to_dict().items()}


def clearly_differ(orders: pd.DataFrame, of: str) -> bool:
    """Say whether the first by leverage is clearly before the first by need: by more than chance."""
    need, leverage = (first_by(orders, of, one) for one in ("need_place", "leverage_place"))
    return need["name"] != leverage["name"] and is_clearly_more(leverage, need)


def names_in_order(orders: pd.DataFrame, of: str, by: str) -> Sequence[str]:
    """Return the names of one list in one order."""
    mine = orders[orders["of"] == of].sort_values(by)
    return [str(name) for name in mine["name"]]
