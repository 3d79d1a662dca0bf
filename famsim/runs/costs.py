"""What a strategy costs, by what the pounds buy: whole pence, with intervals, in the prices of one year.

Where usual services go on under every strategy, what others cost is so much more than the first.
Staff (training, cover for those on a course, coaching, navigators' and coordinators' posts) and coordination (agreeing
and opening pathways) are paid whoever comes. Talks (conversations and referrals), sessions, and specialist services'
responses to violence are counted family by family as they happen.
Leaves out: what vacant posts save, and what an offer costs to run when nobody comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from famsim.appraisal import present_value, rates_of
from famsim.errors import EvidenceError
from famsim.evidence import Figure, Value, fill, the_register
from famsim.limits import MAX_MONTHS
from famsim.measures import (
    WITH_EFFECT,
    Added,
    Ends,
    Ledger,
    Moments,
    Outcome,
    Places,
    Quotient,
    Roll,
    Summary,
    TwoSums,
    above_nothing,
    ends,
    helped_by_effect,
    limits,
    undivided,
)
from famsim.model.counts import Count
from famsim.model.parameters import EVIDENCE, SOLVED
from famsim.population import add_own, values_of
from famsim.runs.staff_costs import PROGRAMMES, set_up_items
from famsim.scenario import Prices, financial_year, has_usual, helping, package_figures, prices_of

if TYPE_CHECKING:
    from famsim.population import World

REMEMBERED = 8  # draws whose figures are kept at hand: a loop of small comparisons asks for the same again
PENCE = 100
TOTAL = "total"
UNIT = "GBP"
PRICED = ("costs.", ".cost_per_session")  # how the names of the figures in money that are paid here begin or end


class Item(NamedTuple):
    """One thing that the pounds buy: its name, in words, and where families are what it is spent on, its count."""

    name: str
    says: str
    counted: Count | None = None


SET_UP = (
    Item("training", "training staff"),
    Item("backfill", "covering for staff on courses"),
    Item("coaching", "coaching trained staff"),
    Item("posts", "navigators' and coordinators' posts"),
    Item("coordination", "agreeing and opening pathways"),
)
DELIVERY = (
    Item("talks", "conversations and referrals", Count.PENCE_TALKS),
    Item("sessions", "sessions", Count.PENCE_SESSIONS),
    Item("specialist", "specialist responses to violence", Count.PENCE_SPECIALIST),
)
ITEMS = {item.name: item for item in (*SET_UP, *DELIVERY)}
BOUND_BY_PLACES = ("sessions", TOTAL)  # the others come before a place is given (see famsim.measures.places)


def set_up_pence(
    strategy: Any, p: np.record, families: int, months: int = MAX_MONTHS, programmes: Sequence[str] = PROGRAMMES
) -> int:
    """Return the cost of a strategy's staff and pathways in so many months for a whole area with so many families."""
    return sum(set_up_items(strategy, p, families, months, programmes).values())


def most_items(strategy: Any, p: np.record, programmes: tuple[str, ...]) -> dict[str, float]:
    """Return the pence that one family costs at most: asked as often as may be, and served, once by each offer.

    programmes: by row of `p`.
    """
    talk = (1.0 + float(p.support.asked_again_at_most)) * float(p.costs.conversation + p.costs.referral)
    pounds = {"talks": 0.0, "sessions": 0.0, "specialist": 0.0}
    for offer in strategy.offers:
        programme = p.programmes[programmes.index(offer.programme)]
        pounds["talks"] += talk
        pounds["sessions"] += float((programme.sessions + 1.0) * programme.cost_per_session)  # one more: a booster
        pounds["specialist"] += float(p.costs.specialist)
    return {name: amount * PENCE for name, amount in pounds.items()}


@lru_cache(maxsize=REMEMBERED)
def values_in(number: int, overrides: tuple[tuple[str, Value], ...]) -> dict[str, Value]:
    """Return the values of a draw of the register; not to be changed."""
    return values_of(dict(overrides), number)


@lru_cache(maxsize=REMEMBERED)
def figures_in(number: int, overrides: tuple[tuple[str, Value], ...], own: tuple[Figure, ...] = ()) -> np.record:
    """Return the figures of a draw of the register, what is solved left out; not to be changed.

    own: figures of a scenario's own programmes.
    """
    found: np.record = fill(values_in(number, overrides), EVIDENCE, SOLVED)[0]
    add_own(found, own, number)
    return found


@cache
def price_year() -> int:
    """Return the year of the prices that costs are in; EvidenceError if the register has them in several."""
    figures = the_register().figures.values()
    years = {figure.price_year for figure in figures if figure.name.startswith(PRICED[0]) or PRICED[1] in figure.name}
    if len(years) != 1 or (year := years.pop()) is None:
        raise EvidenceError(f"costs are in prices of {sorted(map(str, years))}. Allowed: one year for all.")
    return year


def priced(unit: str, year: int | None = None) -> str:
    """Return a unit as it is printed beside a sum: money with the year of its prices, the register's unless given."""
    return f"{unit}, {financial_year(year or price_year())} prices" if unit == UNIT else unit


class Spending:
    """What every strategy costs, gathered run by run; set-up is worked out from each draw's own figures.

    Gathered in the register's prices; told in the scenario's (see famsim.scenario.prices).
    """

    def __init__(self, scenario: Any, world: World, places: Places) -> None:
        self.strategies = {strategy.name: strategy for strategy in scenario.strategies}
        self.world, self.places, self.helping, self.usual = world, places, helping(scenario), has_usual(scenario)
        self.prices = prices_of(scenario)
        self.rates = rates_of(package_figures(), scenario.money.rates)
        self.roll = Roll()
        self.draws: list[int] = []
        self.set_up: dict[tuple[str, str], list[int]] = {}
        self.ledgers: dict[tuple[str, str], Ledger] = {}
        self.later: dict[str, list[float]] = {}  # pence of each run at the start, later ones discounted
        self.each: dict[str, Quotient] = {}  # pence over families helped by what has a shown effect

    def add(self, outcomes: list[Outcome]) -> None:
        """Add the outcomes of one (draw, rep): the same families under every strategy."""
        first = outcomes[0]
        self.draws.append(first.draw)
        everyone = undivided(first.ids.size)
        self.roll.call(first.ids, everyone)
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
            self.later.setdefault(outcome.strategy, []).append(paid[TOTAL] + self.delivered(outcome))
            counts = {TOTAL: Count.PENCE} | {name: item.counted for name, item in ITEMS.items()}
            holders, k = self.places.holders(outcome, *beside), self.world.sample.k
            for name, count in counts.items():
                spent = np.zeros(first.ids.size) if count is None else more_of(outcome, beside, count) * k
                fixed = holders if name in BOUND_BY_PLACES else None
                estimate = np.array([paid.get(name, 0) + spent.sum()])
                added = Added(estimate, spent, most.get(name, 0.0) * k, fixed)
                self.set_up.setdefault((outcome.strategy, name), []).append(paid.get(name, 0))
                if name == TOTAL:
                    self.add_for_each(outcome, added, beside)
                else:
                    self.ledgers.setdefault((outcome.strategy, name), Ledger()).add(self.roll, added, everyone)

    def delivered(self, outcome: Outcome) -> float:
        """Return the pence of delivery in the area, each year's discounted to the start."""
        spent = outcome.series[:, int(Count.PENCE)].astype(np.float64) * self.world.sample.k
        return present_value(spent, self.rates)

    def add_for_each(self, outcome: Outcome, spent: Added, beside: tuple[Outcome, ...]) -> None:
        """Add a run's pence in all beside the families that they help by what has a shown effect."""
        each = self.each.setdefault(outcome.strategy, Quotient())
        came = helped_by_effect(outcome, self.helping[outcome.strategy]) * self.world.sample.k
        for one in beside:
            came = came - helped_by_effect(one, self.helping[one.strategy]) * self.world.sample.k
        each.add(self.roll, spent, Added(np.array([came.sum()]), came, self.world.sample.k, spent.holders))
        self.ledgers[outcome.strategy, TOTAL] = each.above

    def present(self, strategy: str) -> float:
        """Return the pence of a strategy at the start, mean over runs."""
        return float(np.mean(self.later[strategy])) * self.prices.factor

    def rows(self) -> list[dict[str, Any]]:
        """Return strategy, item, estimate, low, high, unit and price_year, whole area; items add up to the penny."""
        return cost_rows(self.strategies, self.row)

    def moments(self, strategy: str, item: str) -> Moments:
        """Return the moments of what families add to the mean over runs of an item."""
        return self.ledgers[strategy, item].moments(self.roll, self.roll.split(undivided(0)))

    def sums_of_each(self, strategy: str) -> TwoSums:
        """Return a strategy's pence in all and the families helped by what has a shown effect, run by run."""
        return self.each[strategy].sums(self.roll)

    def row(self, strategy: str, item: str) -> dict[str, Any]:
        """Return one item's row."""
        ledger, paid = self.ledgers[strategy, item], float(np.mean(self.set_up[strategy, item]))
        summary = ledger.summary(self.moments(strategy, item), self.draws)
        summary = above_nothing(summary, ledger.estimates, ledger.variances, self.draws)
        beside = self.usual and strategy != next(iter(self.strategies))
        return cost_row((strategy, item), summary, paid, self.prices, beside)


def more_of(outcome: Outcome, beside: tuple[Outcome, ...], count: int) -> np.ndarray:
    """Return what a run has counted of each family, less what the one `beside` it has, (families,)."""
    found: np.ndarray = outcome.accounts[:, int(count)].astype(np.int64)
    for one in beside:
        found = found - one.accounts[:, int(count)]
    return found


def cost_rows(strategies: Iterable[str], row: Callable[[str, str], dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of each strategy's items and of their total, to the penny; `row`: that of a strategy's item.

    No item's limit lies beyond the total's: where nothing is below nothing, the whole is at least each of its parts.
    """
    rows = []
    for strategy in strategies:
        items = [row(strategy, name) for name in ITEMS]
        pence = sum(round(one["estimate"] * PENCE) for one in items)
        total = row(strategy, TOTAL)
        total |= {"low": min(total["low"], pence / PENCE), "high": max(total["high"], pence / PENCE)}
        rows += [*(within(one, total) for one in items), total | {"estimate": pence / PENCE}]
    return rows


def within(part: dict[str, Any], whole: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part's row with no limit beyond the whole's, unless its own estimate is; those below nothing as is."""
    if min(part["low"], whole["low"]) < 0.0:
        return part
    high = max(min(part["high"], whole["high"]), part["estimate"])
    return part | {"low": min(part["low"], whole["low"]), "high": high}


def cost_row(about: tuple[str, str], of: Summary, paid: float, prices: Prices, beside: bool = False) -> dict[str, Any]:
    """Return the row of a strategy's item, in whole pence; no limit lies below nothing, unless beside usual services.

    of: of all pence, `paid` of them for set-up, which no family adds; both in the register's prices.
    """
    low, high = either_side(of, paid) if beside or of.folds is None else above(of, paid)
    found = {"estimate": float(of.estimate[0]), "low": low, "high": high}
    least = -np.inf if beside else 0.0
    pounds = {name: round(max(one * prices.factor, least)) / PENCE for name, one in found.items()}
    return {"strategy": about[0], "item": about[1]} | pounds | {"unit": UNIT, "price_year": prices.year}


def either_side(of: Summary, paid: float) -> Ends:
    """Return the limits of pence that may lie on either side of nothing, or came to nothing in some draw."""
    found = limits(of.estimate - paid, of.of, of.most, of.draws).row()
    return Ends(found["low"] + paid, found["high"] + paid)


def above(of: Summary, paid: float) -> Ends:
    """Return the limits of pence that are above nothing in every draw; by chance no less than what is paid anyway."""
    assert of.folds is not None
    found = limits(of.estimate - paid, of.of, of.most).row()
    return ends(float(of.estimate[0]), Ends(max(found["low"], 0.0) + paid, found["high"] + paid), of.folds)


def cost_of_each(sums: TwoSums, draws: list[int], prices: Prices) -> dict[str, float]:
    """Return how many families what has a shown effect helps, and the pounds in all for each, with limits.

    sums: pence over these families, in the register's prices. NaN where there is none, or for limits fewer than three
    of them; no upper limit is infinite.
    """
    low, high = sums.limits(draws)
    pence = {"per_family_helped": sums.value(), "per_family_low": low, "per_family_high": high}
    told = {name: one * prices.factor for name, one in pence.items()}
    pounds = {name: round(one) / PENCE if np.isfinite(one) else one for name, one in told.items()}
    return {WITH_EFFECT.name: float(np.mean(sums.under))} | pounds


def in_brief(rows: list[dict[str, Any]], strategy: str) -> dict[str, float]:
    """Return what a strategy costs to set up, to deliver and in all, in pounds, from the rows of `costs`."""
    pence = {row["item"]: round(row["estimate"] * PENCE) for row in rows if row["strategy"] == strategy}
    set_up = sum(pence[item.name] for item in SET_UP)
    found = {"set_up": set_up, "delivery": pence[TOTAL] - set_up, "total": pence[TOTAL]}
    return {name: amount / PENCE for name, amount in found.items()}
