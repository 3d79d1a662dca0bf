"""Who may be missed by ethnicity, where an authority's own file says which groups live at which deprivation.

The model's families have no ethnicity. What is known is how many families in need there are in places of each fifth of
deprivation, how many of them come, and which share of these places' people each group is. How many of a group come is
then between limits that follow from that alone, and a figure between them only if groups of
places alike need help, are noticed, asked and come alike, which nothing here says.
"""

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

from famsim.measures import group_names
from famsim.questions.compare.gathered.missed import share
from famsim.scenario import Scenario, one_place

TABLE = "ethnicity"
FIFTHS = tuple(name for name in group_names() if name.startswith("deprivation="))
DIGITS = 2  # of what rests on private shares


def ethnicity_rows(missed: Sequence[Mapping[str, Any]], scenario: Scenario) -> list[dict[str, Any]]:
    """Return the rows of the table `ethnicity` from those of `missed`; none without own shares of groups.

    ethnicity(strategy, group, in_need, in_need_reached, share_missed, share_missed_low, share_missed_high): families
    of the area, shares in %.
    """
    groups = scenario.here.ethnicity
    if not groups:
        return []
    infants, by_name = one_place(scenario).infants_by_decile, {(one["strategy"], one["group"]): one for one in missed}
    digits = DIGITS if scenario.here.hidden else None
    rows = []
    for name in dict.fromkeys(one["strategy"] for one in missed):
        fifths = [by_name[name, fifth] for fifth in FIFTHS]
        for group, shares in groups.items():
            counts = of_group(fifths, of_fifths(shares, infants))
            rows.append({"strategy": name, "group": group} | {key: rounded(one, digits) for key, one in counts.items()})
    return rows


def of_fifths(shares: Sequence[float], infants: Sequence[float]) -> list[float]:
    """Return a group's share in each fifth from its shares by decile, weighted by where infants live."""
    found = []
    for first in range(0, len(shares), 2):
        pair, weights = shares[first : first + 2], infants[first : first + 2]
        whole = sum(weights)
        found.append(sum(a * b for a, b in zip(pair, weights, strict=True)) / whole if whole else sum(pair) / 2.0)
    return found


def of_group(fifths: Sequence[Mapping[str, Any]], shares: Sequence[float]) -> dict[str, float]:
    """Return of one group how many are in need and reached if all of a fifth are alike, and limits of who is missed."""
    need = reached = least = most = 0.0
    for row, part in zip(fifths, shares, strict=True):
        whole, came = float(row["in_need"]), float(row["in_need_reached"])
        mine = whole * part
        need, reached = need + mine, reached + came * part
        least, most = least + max(came - (whole - mine), 0.0), most + min(came, mine)
    return {
        "in_need": need,
        "in_need_reached": reached,
        "share_missed": share(need - reached, need),
        "share_missed_low": share(need - most, need),
        "share_missed_high": share(need - least, need),
    }


def rounded(number: float, digits: int | None) -> float:
    """Return a number, of so many digits if they are said."""
    return number if digits is None or isnan(number) else float(f"{number:.{digits}g}")
