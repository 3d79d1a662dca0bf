"""What a design moves: levers, which an authority decides, and uncertainties, which nobody does."""

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple, Self

from pydantic import model_validator

from famsim.evidence import Figure
from famsim.limits import MAX_MONTHS, Limit
from famsim.model.policy import DOORS, MAX_OFFERS
from famsim.runs import tidied
from famsim.scenario import (
    MAX_PLACES,
    Offer,
    Strategy,
    Strict,
    a_number,
    names,
    one_of,
    optional,
    several,
    text,
    whole_number,
    wrong,
)

MOST_VALUES, MOST_STEPS, LARGEST = 1_000, 1_000, 1e12
RANGE = "low and high, or values = [...]"
RUNS = ("run_id", "scenario", "area", "strategy", "point", "draw", "rep", "seed", "status", "error", "version")


class Change(NamedTuple):
    """What a lever changes: its limits, whether it counts in whole numbers, and whether it is of each offer."""

    low: float
    high: float
    whole: bool
    of_offers: bool


CHANGES = {
    "places_a_month": Change(0, MAX_PLACES, False, True),
    "places_times": Change(0, 1_000, False, True),  # so many times the places that the scenario has
    "begins": Change(1, MAX_MONTHS, True, True),
    "ends": Change(1, MAX_MONTHS, True, True),
    "waits_shortened": Change(0, 1, False, False),
    "staff_trained": Change(0, 1, False, False),
}

Number = Annotated[float | None, optional(a_number(-LARGEST, LARGEST, "a number"))]
Values = Annotated[tuple[float, ...], several(0, MOST_VALUES, "a list of numbers such as [10, 20, 40]")]
Steps = Annotated[int | None, optional(whole_number(Limit(2, MOST_STEPS, "evenly spaced values of a grid")))]


class Factor(Strict):
    """One column of a design: from low to high, or some values; `steps`: how many of a range a grid takes."""

    low: Number = None
    high: Number = None
    values: Values = ()
    steps: Steps = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.values and (self.low is not None or self.high is not None):
            raise wrong("a range is given too", RANGE, ("values",))
        if (self.low is None) != (self.high is None):
            raise wrong("one end of the range is missing", RANGE, ("low" if self.low is None else "high",))
        if self.low is not None and self.high is not None and not self.low < self.high:
            raise wrong(f"{self.high:g} is not above low = {self.low:g}", "a number above low", ("high",))
        if len(set(self.values)) < len(self.values):
            raise wrong("a value is given twice", "each value once", ("values",))
        return self

    @property
    def is_open(self) -> bool:
        """Say whether neither a range nor values are given."""
        return self.low is None and not self.values

    @property
    def ends(self) -> tuple[float, ...]:
        """The values that must be allowed for all between them to be: the ends of the range, or the values."""
        return self.values or (float(self.low or 0.0), float(self.high or 0.0))


class Lever(Factor):
    """What an authority decides: the places of offers, their months, staff trained, waits shortened.

    strategies: those that it moves, None for all that have what it changes. offer: of their offers, from 1; None for
    all. door: whose staff are trained.
    """

    name: Annotated[str, text(60, one_line=True)]
    changes: Annotated[str, one_of(tuple(CHANGES), "change")]
    strategies: Annotated[tuple[str, ...] | None, names(1, 12, 80, "a list of strategies' names")] = None
    offer: Annotated[int | None, optional(whole_number(Limit(1, MAX_OFFERS, "which offer of the strategy")))] = None
    door: Annotated[str | None, optional(one_of(DOORS, "door"))] = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        change = CHANGES[self.changes]
        if self.is_open:
            raise wrong("must be given", RANGE, ("low",))
        if (self.changes == "staff_trained") != (self.door is not None):
            raise wrong("a door goes with changes = 'staff_trained'", f"one of {', '.join(DOORS)}", ("door",))
        if self.offer is not None and not change.of_offers:
            raise wrong(f"{self.changes} is not of an offer", "leave it out", ("offer",))
        for value in self.ends:
            if not change.low <= value <= change.high or (change.whole and value != int(value)):
                kind = "whole numbers" if change.whole else "numbers"
                at = ("values",) if self.values else ("low" if value == self.low else "high",)
                raise wrong(f"{value:g} is out of range", f"{kind} from {change.low:g} to {change.high:g}", at)
        return self

    @property
    def whole(self) -> bool:
        """Say whether it counts in whole numbers."""
        return CHANGES[self.changes].whole

    def moves(self, strategy: Strategy) -> bool:
        """Say whether the lever changes anything of a strategy."""
        if self.strategies is not None:
            return strategy.name in self.strategies
        return bool(self.offers_moved(strategy)) if CHANGES[self.changes].of_offers else bool(strategy.offers)

    def offers_moved(self, strategy: Strategy) -> list[int]:
        """Return the numbers, from 1, of the offers that the lever changes: of places those that have a limit."""
        limited = self.changes.startswith("places")
        return [
            number
            for number, offer in enumerate(strategy.offers, 1)
            if self.offer in (None, number) and not (limited and offer.unlimited)
        ]

    def pull(self, strategy: Strategy, value: float) -> Strategy:
        """Return a strategy with the lever at a value; ScenarioError where it cannot stand there."""
        if not self.moves(strategy):
            return strategy
        if self.changes == "staff_trained":
            return strategy.with_(staff_trained={**strategy.staff_trained, str(self.door): value})
        if self.changes == "waits_shortened":
            return strategy.with_(waits_shortened=value)
        changed = {number: self._terms(strategy.offers[number - 1], value) for number in self.offers_moved(strategy)}
        return strategy.with_(offers=changed)

    def _terms(self, offer: Offer, value: float) -> Mapping[str, Any]:
        if self.changes == "places_times":
            return {"places_a_month": min(tidied((offer.places_a_month or 0.0) * value), float(MAX_PLACES))}
        return {self.changes: int(value) if self.whole else value}


class Uncertainty(Factor):
    """A figure of the evidence register that nobody decides; without a range it is the register's own."""

    figure: Annotated[str, text(120, one_line=True)]

    @property
    def name(self) -> str:
        """What its column is called."""
        return self.figure

    @property
    def whole(self) -> bool:
        """No figure is drawn in whole numbers."""
        return False

    def ranged(self, figure: Figure) -> "Uncertainty":
        """Return it with the register's own range where it has none."""
        if not self.is_open:
            return self
        return self.model_copy(update={"low": float(figure.low or 0.0), "high": float(figure.high or 0.0)})
