"""What one run of a sweep is, and which of them can share a life."""

from collections.abc import Mapping
from dataclasses import dataclass

from famsim.evidence import Value
from famsim.scenario import Strategy

SHARED_TOPICS = ("programmes", "staff", "support", "costs")  # of figures under which a life without support is the same
SET_UP_COST = "set_up_cost"  # GBP, beside the measures of every run


@dataclass(frozen=True)
class Swept:
    """One run of a sweep: a strategy, and the figures it overrides beside those of its life (of SHARED_TOPICS).

    first: the strategy that stands in its place up to and with month `branch_at`; None for a run that is its own from
    the first month on.
    """

    strategy: Strategy
    figures: Mapping[str, Value]
    first: Strategy | None = None
    branch_at: int = 0

    @property
    def past(self) -> tuple[object, ...]:
        """What its months up to the branch depend on; runs of one past share it. Figures do where anybody is helped."""
        helps = self.first is not None and bool(self.first.offers)
        return (self.branch_at, self.first, *(tuple(sorted(self.figures.items())) if helps else ()))


def shares_lives(figure: str) -> bool:
    """Say whether runs that differ in a figure of the register can share a life."""
    return figure.split(".", maxsplit=1)[0] in SHARED_TOPICS


def reads(strategy: Strategy, figure: str) -> bool:
    """Say whether a strategy can come out otherwise by a figure of SHARED_TOPICS.

    One that offers, trains, opens and shares nothing reads none of them; any other those of its own programmes, and all
    of staff, support and costs.
    """
    own = {offer.programme for offer in strategy.offers} | {pathway.to for pathway in strategy.pathways}
    staff = strategy.staff_trained or strategy.train or strategy.navigator
    if not (own or staff or strategy.questionnaire or strategy.data_shared or strategy.waits_shortened):
        return False
    topic, _, rest = figure.partition(".")
    return topic != "programmes" or rest.partition(".")[0] in own
