"""What every strategy costs, gathered run by run (see famsim.runs.costs for what the pounds buy)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from famsim.appraisal import present_value, rates_of
from famsim.measures import (
    Bundle,
    Ledger,
    Moments,
    Outcome,
    Places,
    Quotient,
    Roll,
    Rolls,
    TwoSums,
    above_nothing,
    added_to_totals,
    helped_by_effect,
    taken_away,
    touched,
    undivided,
)
from famsim.model.counts import Count
from famsim.runs.costs import ITEMS, TOTAL, cost_row, cost_rows, figures_in, most_items
from famsim.runs.staff_costs import set_up_items
from famsim.scenario import has_usual, helping, package_figures, prices_of

if TYPE_CHECKING:
    from famsim.population import World
    from famsim.scenario import Scenario

COUNTED = {TOTAL: Count.PENCE} | {name: item.counted for name, item in ITEMS.items()}
HELPED = "helped"  # families, by what has a shown effect
BOUND_BY_PLACES = ("sessions", TOTAL, HELPED)  # the others come before a place is given (see famsim.measures.places)


class Spending:
    """What every strategy costs, gathered run by run; set-up is worked out from each draw's own figures.

    Gathered in the register's prices; told in the scenario's (see famsim.scenario.prices).
    """

    def __init__(self, scenario: Scenario, world: World, places: Places, rolls: Rolls | None = None) -> None:
        self.strategies = {strategy.name: strategy for strategy in scenario.strategies}
        self.world, self.places, self.helping, self.usual = world, places, helping(scenario), has_usual(scenario)
        self.prices = prices_of(scenario)
        self.rates = rates_of(package_figures(), scenario.money.rates)
        self.rolls = rolls or Rolls()
        self.draws: list[int] = []
        self.set_up: dict[tuple[str, str], list[int]] = {}
        self.later: dict[str, list[float]] = {}  # pence of each run at the start, later ones discounted
        self.each: dict[str, Quotient] = {}  # pence over families helped by what has a shown effect
        self.bundles: dict[str, Bundle] = {}  # which hold the ledgers of each strategy

    @property
    def ledgers(self) -> dict[tuple[str, str], Ledger]:
        """The ledger of each strategy and item, and of all items."""
        return {(name, item): one.ledger(item) for name, one in self.bundles.items() for item in COUNTED}

    @property
    def roll(self) -> Roll:
        """All families met in any run."""
        return self.rolls.everyone

    def add(self, outcomes: list[Outcome]) -> None:
        """Add the outcomes of one (draw, rep): the same families under every strategy."""
        first = outcomes[0]
        self.draws.append(first.draw)
        self.rolls.call(first)
        p = figures_in(first.draw, tuple(self.world.overrides.items()), self.world.own)
        for outcome in outcomes:
            strategy = self.strategies[outcome.strategy]
            beside = (first,) if self.usual and outcome is not first else ()
            about = (self.world.area.families, self.world.months, self.world.programmes)
            paid = set_up_items(strategy, p, *about)
            for one in beside:
                usual = self.strategies[one.strategy]
                before = set_up_items(usual, p, *about)
                paid = {name: pence - before[name] for name, pence in paid.items()}
            most = most_items(strategy, p, self.world.programmes)
            paid[TOTAL], most[TOTAL] = sum(paid.values()), sum(most.values())
            spent = self.delivered(outcome) - sum(self.delivered(one) for one in beside)
            self.later.setdefault(outcome.strategy, []).append(paid[TOTAL] + spent)
            self.add_items(outcome, beside, paid, most)

    def add_items(
        self, outcome: Outcome, beside: tuple[Outcome, ...], paid: dict[str, int], most: dict[str, float]
    ) -> None:
        """Add a run's pence item by item and in all, and the families that it helps by what has a shown effect."""
        name, k, bundle = outcome.strategy, self.world.sample.k, self.bundle_of(outcome.strategy)
        nobody = np.zeros(outcome.ids.size)
        spent = [nobody if count is None else more_of(outcome, beside, count) * k for count in COUNTED.values()]
        each = np.array([*spent, self.helped(outcome, beside) * k])
        holders = self.places.holders(outcome, *beside)
        rows = touched(np.any(each, axis=0), holders)
        x, some = np.take(each, rows, axis=1), undivided(outcome.ids.size).among(rows)
        fixed = taken_away(
            x, None if holders is None else holders[rows], some, [one in BOUND_BY_PLACES for one in bundle.names]
        )
        sums = each.sum(axis=1) + [paid.get(one, 0) for one in bundle.names]
        mosts = np.array([*(most.get(one, 0.0) * k for one in COUNTED), k])
        found = added_to_totals(sums[:, None], x, mosts, some, fixed)
        bundle.add(self.roll, found)
        self.each[name].share(found.left_to_chance(0), found.left_to_chance(len(COUNTED)), outcome.ids.size)
        for one in COUNTED:
            self.set_up.setdefault((name, one), []).append(paid.get(one, 0))

    def bundle_of(self, strategy: str) -> Bundle:
        """Return what holds the ledgers of a strategy, opened when it is first met."""
        if strategy not in self.bundles:
            self.bundles[strategy] = Bundle([*COUNTED, HELPED], alone=False)
            self.each[strategy] = Quotient()
        return self.bundles[strategy]

    def helped(self, outcome: Outcome, beside: tuple[Outcome, ...]) -> np.ndarray:
        """Return which families what has a shown effect helps, less those that it helps in the run beside it."""
        found = helped_by_effect(outcome, self.helping[outcome.strategy]).astype(np.float64)
        for one in beside:
            found -= helped_by_effect(one, self.helping[one.strategy])
        return found

    def delivered(self, outcome: Outcome) -> float:
        """Return the pence of delivery in the area, each year's discounted to the start."""
        spent = outcome.series[:, int(Count.PENCE)].astype(np.float64) * self.world.sample.k
        return present_value(spent, self.rates)

    def present(self, strategy: str) -> float:
        """Return the pence of a strategy at the start, mean over runs."""
        return float(np.mean(self.later[strategy])) * self.prices.factor

    def rows(self) -> list[dict[str, Any]]:
        """Return strategy, item, estimate, low, high, unit and price_year, whole area; items add up to the penny."""
        return cost_rows(self.strategies, self.row)

    def moments(self, strategy: str, item: str) -> Moments:
        """Return the moments of what families add to the mean over runs of an item."""
        return self.bundles[strategy].ledger(item).moments(self.roll, self.roll.split(undivided(0)))

    def sums_of_each(self, strategy: str) -> TwoSums:
        """Return a strategy's pence in all and the families helped by what has a shown effect, run by run."""
        above, under = (self.bundles[strategy].ledger(name) for name in (TOTAL, HELPED))
        return self.each[strategy].sums(above, under, self.roll)

    def row(self, strategy: str, item: str) -> dict[str, Any]:
        """Return one item's row."""
        ledger, paid = self.bundles[strategy].ledger(item), float(np.mean(self.set_up[strategy, item]))
        summary = ledger.summary(self.moments(strategy, item), self.draws)
        summary = above_nothing(summary, ledger.estimates, ledger.variances, self.draws)
        beside = self.usual and strategy != next(iter(self.strategies))
        return cost_row((strategy, item), summary, paid, self.prices, beside)


def more_of(outcome: Outcome, beside: tuple[Outcome, ...], count: int) -> np.ndarray:
    """Return what a run has counted of each family, less what the one `beside` it has, (families,)."""
    found: np.ndarray = outcome.column(count).astype(np.int64)
    for one in beside:
        found = found - one.column(count)
    return found
