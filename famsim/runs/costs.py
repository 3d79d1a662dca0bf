"""What a strategy costs, by what the pounds buy: whole pence, with intervals, in the prices of one year.

Where usual services go on under every strategy, what others cost is so much more than the first.
Staff (training, cover for those on a course, coaching, navigators' and coordinators' posts) and coordination (agreeing
and opening pathways) are paid whoever comes. Talks (conversations and referrals), sessions, and specialist services'
responses to violence are counted family by family as they happen.
Leaves out: what vacant posts save, and what an offer costs to run when nobody comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from famsim.evidence import Figure, Value, fill
from famsim.limits import MAX_MONTHS
from famsim.measures import (
    WITH_EFFECT,
    Ends,
    Summary,
    TwoSums,
    ends,
    limits,
)
from famsim.model.counts import Count
from famsim.model.parameters import EVIDENCE, SOLVED
from famsim.population import add_own, values_of
from famsim.runs.staff_costs import PROGRAMMES, set_up_items
from famsim.scenario import Prices, financial_year, register_year

if TYPE_CHECKING:
    from famsim.scenario import Strategy

REMEMBERED = 8  # draws whose figures are kept at hand: a loop of small comparisons asks for the same again
PENCE = 100
TOTAL = "total"
UNIT = "GBP"


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


def set_up_pence(
    strategy: Strategy, p: np.record, families: int, months: int = MAX_MONTHS, programmes: Sequence[str] = PROGRAMMES
) -> int:
    """Return the cost of a strategy's staff and pathways in so many months for a whole area with so many families."""
    return sum(set_up_items(strategy, p, families, months, programmes).values())


def most_items(strategy: Strategy, p: np.record, programmes: tuple[str, ...]) -> dict[str, float]:
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


def priced(unit: str, year: int | None = None) -> str:
    """Return a unit as it is printed beside a sum: money with the year of its prices, the register's unless given."""
    return f"{unit}, {financial_year(year or register_year())} prices" if unit == UNIT else unit


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
