"""Leverage: harm averted per pound, by finite differences on common luck.

Families are lived without help and with a small dose of a programme, from the same month and with the same luck. What
the dose averts, over the dose, is what whole places would at that rate; over their price it is what pounds do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from famsim.measures import FEW, limits, moments
from famsim.model.family import MAX_CHILDREN

THOUSAND = 1000.0
NUMBERS = {"estimate": "per_thousand", "mc_se": "mc_se", "low": "low", "high": "high"}


@dataclass(frozen=True)
class Dosed:
    """What doses did, a row a family and month of help.

    ids (n,): of families, of whom one may be helped in several months; pounds (n,): the price of a whole place where it
    came to a session, else 0; averted (n,): child-months without the dose less those with it; dose: the part of a whole
    place; months: for how many each was followed.
    """

    ids: np.ndarray
    pounds: np.ndarray
    averted: np.ndarray
    dose: float
    months: int

    def among(self, rows: np.ndarray) -> Self:
        """Return some of the rows, bool (n,)."""
        return replace(self, ids=self.ids[rows], pounds=self.pounds[rows], averted=self.averted[rows])


def joined(found: Sequence[Dosed]) -> Dosed:
    """Return the rows of several together."""
    ids, pounds, averted = (
        np.concatenate([getattr(one, name) for one in found]) for name in ("ids", "pounds", "averted")
    )
    return Dosed(ids, pounds, averted, found[0].dose, found[0].months)


def leverage_of(found: Dosed) -> dict[str, Any]:
    """Return what a thousand pounds averts at the rate of a small dose, with its 95% interval by chance.

    per_thousand = 1,000 x sum averted / (dose x sum pounds). A family helped in several months is one family: what its
    rows add to the estimate is summed first. families: who came; changed: whose harm differs; shown: enough of them.
    """
    times, spent = THOUSAND / found.dose, float(found.pounds.sum())
    if spent == 0.0:
        return {"families": 0, "changed": 0, "shown": False} | dict.fromkeys(NUMBERS.values(), float("nan"))
    estimate = times * float(found.averted.sum()) / spent
    _, place = np.unique(found.ids, return_inverse=True)
    averted, pounds = (np.bincount(place, amount.astype(np.float64)) for amount in (found.averted, found.pounds))
    x = (times * averted - estimate * pounds) / spent
    changed = int((averted != 0.0).sum())
    of = replace(moments(x, x, np.zeros(x.size, np.int64), 1), changed=np.array([changed]))
    row = limits(np.array([estimate]), of, times * MAX_CHILDREN * found.months / spent).row()
    said = {"families": int((pounds > 0.0).sum()), "changed": changed, "shown": changed >= FEW}
    return said | {name: float(row[one]) for one, name in NUMBERS.items()}


def is_clearly_more(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Say whether one is more than another by more than chance, each by its own interval."""
    below, above = one["per_thousand"] - one["low"], other["high"] - other["per_thousand"]
    return bool(one["per_thousand"] - other["per_thousand"] > np.hypot(below, above))
