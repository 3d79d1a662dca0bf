"""What the page opens with: the scenario's own question, so that a room looks first at what it came for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from famsim.measures import BENEFITS
from famsim.questions.twins import SHOWS_IN
from famsim.runs import EVENTS
from famsim.scenario import Offer, Scenario, slug

if TYPE_CHECKING:
    from famsim.handover.page.gathering import Gathered

MOSTLY = 0.75  # of the months of help must be shown for a curve to be opened with, where another has them


def opening(gathered: Gathered) -> dict[str, Any]:
    """Return the strategy, event, programme and measure that the page opens with.

    Event and programme are those of the scenario's own strategy, its first trigger's; the measure is the one by which
    the month of help then matters most clearly.
    """
    scenario = gathered.scenario
    cells = gathered.timing.tables["timing"]
    cells = cells[(cells.group == "all") & cells.measure.isin([one.name for one in BENEFITS if one.good > 0])]
    strategy = own_strategy(scenario)
    event, programme = own_help(scenario.strategies[strategy].offers, list(dict.fromkeys(cells.event)))
    if programme:
        cells = cells[cells.programme == programme]
    if event:
        cells = cells[cells.event == event]
    found = clearest(cells, len(gathered.timing.plan.moves))
    return found | {"strategy": strategy}


def own_strategy(scenario: Scenario) -> int:
    """Return the place of the strategy that a scenario asks about: of its name, else the first that makes an offer."""
    others = list(range(1, len(scenario.strategies)))
    named = [place for place in others if slug(scenario.strategies[place].name) == slug(scenario.name)]
    offering = [place for place in others if scenario.strategies[place].offers]
    found: int = [*named, *offering, *others][0]
    return found


def own_help(offers: tuple[Offer, ...], events: list[str]) -> tuple[str, str]:
    """Return the first event that calls for one of the offers, and that offer's programme; "" for what none says."""
    for offer in offers:
        if event := called_by(offer, events):
            return event, offer.programme
    return "", offers[0].programme if offers else ""


def called_by(offer: Offer, events: list[str]) -> str:
    """Return the event that an offer waits for, or that made families what it asks them to be."""
    if offer.when.trigger in events:
        return offer.when.trigger
    asked = {row.feature for row in offer.who}
    return next((event for event in events if asked & set(SHOWS_IN[event])), "")


def clearest(cells: pd.DataFrame, months: int) -> dict[str, str]:
    """Return event, programme and measure for which the month of help matters most clearly.

    Clearest: the weighted variance of the estimates over months beside their chance variance; before that, that most
    months are shown at all.
    """
    names = ("event", "programme", "measure")
    found = (0.0, -1.0), (next(iter(EVENTS)), "", "")
    for key, cell in cells.groupby(list(names), sort=False):
        known = cell[cell.shown & cell.comparable & (cell.mc_se > 0)]
        weights = 1.0 / known.mc_se**2
        mean = float((known.estimate * weights).sum() / weights.sum()) if len(known) else 0.0
        clear = float(((known.estimate - mean) ** 2 * weights).sum())
        there = min(len(known) / months, MOSTLY)
        found = max(found, ((there, clear), key), key=lambda one: one[0])
    return dict(zip(names, found[1], strict=True))
