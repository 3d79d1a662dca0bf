"""How many families have which need, beside England, and at which doors they can be met."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from famsim.measures import normal_quantile
from famsim.model.policy import DOORS
from famsim.questions.assess.factors import factors
from famsim.questions.assess.living import Lived, Month

HUNDRED = 100.0


def need_rows(lived: Lived, england: Lived, families: float) -> list[dict[str, Any]]:
    """Return the rows of the table `need`: a factor each.

    need(factor, says, whose, families, families_low, families_high, share, ever, england, times, times_low,
    times_high, harm): families of the area in a month and in a year (ever); share and england in % of families; times:
    the area's share over England's; low to high: 95% by chance of the families lived; harm: child-months in harm of a
    family in the months followed, without help.
    """
    return [need_row(place, lived, england, families) for place in range(len(factors()))]


def need_row(place: int, lived: Lived, england: Lived, families: float) -> dict[str, Any]:
    """Return the row of one factor."""
    one = factors()[place]
    here, there = (share_of(by.months, one.name) for by in (lived, england))
    z = normal_quantile()
    error = z * math.sqrt(here.share * (1.0 - here.share) / here.families)
    times, off = ratio(here, there)
    harm = [arm.harm["child_months_in_harm"] for arm in lived.arms if arm.factor == one.name]
    return {
        "factor": one.name,
        "says": one.says,
        "whose": one.whose,
        "families": families * here.share,
        "families_low": families * max(here.share - error, 0.0),
        "families_high": families * (here.share + error),
        "share": HUNDRED * here.share,
        "ever": families * here.ever,
        "england": HUNDRED * there.share,
        "times": times,
        "times_low": times / off,
        "times_high": times * off,
        "harm": float(np.concatenate(harm).mean()) if harm else 0.0,
    }


class Share:
    """The share of families whom a factor is true of: in a month, in a year, and of how many families lived."""

    def __init__(self, months: Sequence[Month], name: str) -> None:
        self.families = sum(one.ids.size for one in months) / len(months)
        self.share = sum(int(one.holds[name].sum()) for one in months) / sum(one.ids.size for one in months)
        self.ever = np.unique(np.concatenate([one.ids[one.holds[name]] for one in months])).size / self.families


def share_of(months: Sequence[Month], name: str) -> Share:
    """Return the share of families whom a factor is true of."""
    return Share(months, name)


def ratio(here: Share, there: Share) -> tuple[float, float]:
    """Return one share over another, and the factor either way of its 95% limits by chance."""
    if here.share == 0.0 or there.share == 0.0:
        return float("nan"), float("nan")
    variance = sum((1.0 - one.share) / (one.share * one.families) for one in (here, there))
    return here.share / there.share, math.exp(normal_quantile() * math.sqrt(variance))


def door_rows(lived: Lived, families: float) -> list[dict[str, Any]]:
    """Return the rows of the table `doors`: of each factor's families of a year those met at a door while it is so.

    doors(factor, door, families, share): share in % of the factor's families of the year.
    """
    rows = []
    months = lived.months
    here = sum(one.ids.size for one in months) / len(months)
    for factor in factors():
        ever = np.unique(np.concatenate([one.ids[one.holds[factor.name]] for one in months])).size
        for place, door in enumerate(DOORS):
            met = np.unique(np.concatenate([one.ids[one.holds[factor.name] & one.doors[:, place]] for one in months]))
            rows.append({
                "factor": factor.name,
                "door": door,
                "families": families * met.size / here,
                "share": HUNDRED * met.size / max(ever, 1),
            })  # fmt: skip
    return rows
