"""What one run of a sweep is, and which of them can share a life."""

from collections.abc import Mapping
from dataclasses import dataclass

from famsim.evidence import Value
from famsim.scenario import Strategy

SHARED_TOPICS = ("programmes", "staff", "support", "costs")  # of figures under which a life without support is the same
SET_UP_COST = "set_up_cost"  # GBP, beside the measures of every run


@dataclass(frozen=True)
class Swept:
    """One run of a sweep: a strategy, and the figures it overrides beside those of its life (of SHARED_TOPICS)."""

    strategy: Strategy
    figures: Mapping[str, Value]


def shares_lives(figure: str) -> bool:
    """Say whether runs that differ in a figure of the register can share a life."""
    return figure.split(".", maxsplit=1)[0] in SHARED_TOPICS
