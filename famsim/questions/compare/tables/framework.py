"""Promote, protect, prevent: what each strategy does for all, for those at risk, and against harm that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from famsim.model.counts import Stage
from famsim.scenario import Offer

if TYPE_CHECKING:
    from famsim.questions.compare.comparison import Comparison

PARTS = ("promote", "protect", "prevent")
AGAINST_HARM = {"harmful_conflict": 1.0, "coparenting_conflict": 1e-9}  # rows, and from where on they ask for harm
COUNTED = {"noticed": Stage.NOTICED, "referred": Stage.REFERRED, "started": Stage.STARTED, "completed": Stage.COMPLETED}
OF_FUNNEL = ("strategy", "offer", "stage", "episodes")


def part_of(offer: Offer) -> str:
    """Return what an offer is for: harm that is there (prevent), everybody (promote), else those at risk (protect)."""
    for row in offer.who:
        unhappy = row.feature == "relationship_quality" and row.high < 0
        if unhappy or row.low >= AGAINST_HARM.get(row.feature, float("inf")):
            return "prevent"
    return "promote" if offer.invites == "everyone" else "protect"


def framework_table(comparison: Comparison) -> pd.DataFrame:
    """Return strategy, part, offers, and the episodes noticed, referred, started, completed: an offer is of one part.

    A part without an offer has none of any.
    """
    funnel = comparison.tables["funnel"]
    episodes: dict[tuple[str, int, int], float] = {}
    for of in zip(*(funnel[name] for name in OF_FUNNEL), strict=True) if len(funnel) else ():
        key = (str(of[0]), int(of[1]), int(of[2]))
        episodes[key] = episodes.get(key, 0.0) + float(of[3])
    rows = []
    for strategy in comparison.scenario.strategies:
        for part in PARTS:
            own = [number for number, offer in enumerate(strategy.offers, 1) if part_of(offer) == part]
            found = {
                name: sum(episodes.get((strategy.name, number, int(stage)), 0.0) for number in own)
                for name, stage in COUNTED.items()
            }
            rows.append({"strategy": strategy.name, "part": part, "offers": len(own)} | found)
    return pd.DataFrame(rows)
