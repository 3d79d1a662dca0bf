"""Who is missed: how far each family in need came on its way to help, and how far those whom an offer is for."""

from typing import Any

import numpy as np
import pandas as pd

from famsim.measures import DIMENSIONS, Outcome, in_groups, splits
from famsim.model.counts import Count, Stage

# how far a family in need came, the furthest first; each holds those who came no further
WAYS: dict[str, str] = {
    "helped": "came, and had a hard month",
    "routed": "sent to specialist help instead, after questions about violence",
    "did_not_come": "had a place, and could not come or did not",
    "no_place": "said yes, and no place came in time",
    "not_agreed": "noticed or asked, and it went no further",
    "not_noticed": "never noticed or asked",
}
# those never noticed, parted by whether an offer was for them: how many is known between limits (see `unasked`)
NEVER = {
    "not_asked": "at most: for them, and it was never spoken of",
    "not_for_them": "at least: what was offered was not for them",
}
WAYS_SHOWN = {name: says for name, says in WAYS.items() if name != "not_noticed"} | NEVER
REACHED = (Count.STARTED, Count.ROUTED, Count.PLACED, Count.AGREED, Count.NOTICED)  # in the order of WAYS

# how far those come whom an offer is for, each step among them
STEPS = {
    "contact": (Stage.CONTACT, "meet staff where the offer is made"),
    "noticed": (Stage.NOTICED, "are noticed or asked"),
    "spoken": (Stage.CONVERSATION, "are spoken to"),
    "referred": (Stage.REFERRED, "are referred, and it arrives"),
    "safe": (Stage.SAFE, "are not sent to specialist help instead"),
    "agreed": (Stage.AGREED, "say yes to what is offered, as it is offered"),
    "placed": (Stage.PLACED, "get a place in time"),
    "started": (Stage.STARTED, "come to a first session"),
}


def way_of(accounts: np.ndarray) -> np.ndarray:
    """Return how far each family came: its place in WAYS, (families,) int64."""
    reached = [accounts[:, int(count)] > 0 for count in REACHED]
    return np.select(reached, np.arange(len(REACHED)), default=len(REACHED))


def missed_rows(outcome: Outcome, k: float) -> list[dict[str, Any]]:
    """Return strategy, group, way and the area's families ever in need who came that far and no further."""
    in_need = outcome.accounts[:, int(Count.IN_NEED)] > 0
    way, rows = way_of(outcome.accounts), []
    for split in splits(outcome.grouped):
        names = ["all"] if split.name == "all" else [f"{split.name}={value}" for value in DIMENSIONS[split.name]]
        for place, name in enumerate(WAYS):
            families = in_groups((in_need & (way == place)).astype(np.float64), split) * k
            rows += [
                {"strategy": outcome.strategy, "group": group, "way": name, "families": float(number)}
                for group, number in zip(names, families, strict=True)
            ]
    return rows


def of_strategy(funnel: pd.DataFrame, strategy: str) -> pd.DataFrame:
    """Return a strategy's rows of a funnel; none where no strategy makes an offer."""
    return funnel[funnel.strategy == strategy] if len(funnel) else funnel


def meant(offer: pd.DataFrame) -> float:
    """Return how often a family became one whom an offer is for, from its rows of the funnel: all its terms are met."""
    return float(offer[offer.stage <= int(Stage.LAST_ROW)].sort_values("stage").episodes.iloc[-1])


def unasked(funnel: pd.DataFrame) -> float:
    """Return how often a family was one whom an offer is for and nobody noticed or asked it, from a strategy's funnel.

    Of families never noticed, no more than so many can have been such: each was at least once. The others were not.
    """
    return sum(
        meant(offer) - float(offer[offer.stage == int(Stage.NOTICED)].episodes.sum())
        for _, offer in funnel.groupby("offer")
    )


def never_noticed(missed: pd.DataFrame, funnel: pd.DataFrame) -> dict[str, float]:
    """Return a strategy's families in need by way, those never noticed parted by whether an offer was for them."""
    ways = {str(way): float(one) for way, one in missed[missed.group == "all"].set_index("way").families.items()}
    never = ways.pop("not_noticed")
    asked = min(never, unasked(funnel)) if len(funnel) else 0.0
    return ways | {"not_asked": asked, "not_for_them": never - asked}


def for_whom(funnel: pd.DataFrame) -> dict[str, float]:
    """Return how often families became such as a strategy's offers are for, and the share without a first session."""
    if not len(funnel):
        return {"times": 0.0, "share_unhelped": float("nan")}
    times = sum(meant(offer) for _, offer in funnel.groupby("offer"))
    started = float(funnel[funnel.stage == int(Stage.STARTED)].episodes.sum())
    return {"times": times, "share_unhelped": 1.0 - started / times if times else float("nan")}
