"""What strategies spend, month by month, before they are run: lives of as many draws as a plan rests on.

The very families, figures and luck that a study of the first twenty draws has, up to the month in which the last family
of an offer has had its sessions. Everybody is lived once, then those whom staff notice (famsim.runs.met). Nothing of it
is kept but pence by month.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.appraisal import courses_of
from famsim.limits import THREADS
from famsim.model.identity import MONTHS_A_YEAR
from famsim.population import Starts, World
from famsim.runs.by_year import Whole, by_year, of_own_offers, set_up_by_year
from famsim.runs.costs import PENCE, figures_in
from famsim.runs.living import Watch
from famsim.runs.met import Acquainted, Met, live_and_note
from famsim.runs.paired import side_by_side, years_of
from famsim.runs.policies import About, begun_together
from famsim.runs.seeds import chance_seed, draw_numbers
from famsim.runs.telling import Progress
from famsim.scenario import Prices, has_usual, is_sustained, is_to_buy, prices_of, years_of_money

if TYPE_CHECKING:
    from famsim.engine import Run
    from famsim.scenario import Scenario, Strategy

DRAWS = 20  # that a plan rests on, whatever a study asks for: a plan is one and the same
FEW = 4  # draws, for a rough guess
LATE = 3  # months by which some draw's sessions may end later than at central figures


class Pilot(NamedTuple):
    """Where strategies are tried: the starts, the world with the months that are lived, and whose cost is beside."""

    starts: Starts
    world: World
    first: Strategy
    usual: bool
    months: int  # the scenario's
    prices: Prices  # that its money is in
    figures: tuple[np.record, ...]  # of each draw, for what staff and pathways cost
    acquainted: Acquainted
    threads: int = THREADS
    progress: Progress | None = None


def pilot_of(scenario: Scenario, starts: Starts, threads: int = THREADS, progress: Progress | None = None) -> Pilot:
    """Return where the strategies of a scenario of one area are tried."""
    after, last = sessions_after(starts.central[0]), 1
    for one in scenario.strategies:
        ends = [year.last + (0 if is_sustained(one) else after) for year in years_of_money(one, scenario.months)]
        last = max(last, *ends) if ends else last
    months = min(scenario.months, last)
    world = replace(starts.world, months=months)
    first = scenario.strategies[0]
    if is_to_buy(first):
        usual = [offer for offer in first.offers if offer.usual]
        first = first.model_copy(update={"offers": usual, "budget": None, "match_funding": None, "staff_share": None})
    overrides, prices = tuple(world.overrides.items()), prices_of(scenario)
    figures = tuple(figures_in(draw, overrides, world.own) for draw in draw_numbers(DRAWS))
    return Pilot(
        starts, world, first, has_usual(scenario), scenario.months, prices, figures, Acquainted(), threads, progress
    )


def sessions_after(p: np.record) -> int:
    """Return for how many months after an offer's end families still come to it, at most, boosters among them."""
    rows = p.programmes
    a_month = np.maximum(rows["sessions_a_month"], 1.0)
    after = rows["wait_for_start"] + rows["sessions"] / a_month + rows["booster_after"]
    return ceil(float(after.max())) + LATE


def pence_by_month(pilot: Pilot, tried: Sequence[Strategy], draws: Sequence[int]) -> NDArray[np.float64]:
    """Return what strategies' own offers come to, in pence of the area, (draws, strategies, months)."""
    jobs = (partial(_lived, pilot, tried, draw) for draw in draws)
    years = len(draws) * years_of(pilot.world.months)
    with closing(side_by_side(jobs, years, pilot.progress, pilot.threads)) as found:
        return np.array(list(found))


def _lived(pilot: Pilot, tried: Sequence[Strategy], draw: int, watch: Watch) -> NDArray[np.float64]:
    """Return the pence of one draw, (strategies, months)."""
    watch.begin_year()
    names = {one.name for one in tried}
    met = pilot.acquainted.met(draw, names)
    start = _start(pilot, met, draw)
    together, changes = begun_together(start, [pilot.first, *tried], pilot.world, About(draw, 0))
    noticed = []
    for first in range(0, pilot.world.months, MONTHS_A_YEAR):
        watch.begin_year()
        for change in changes:
            change(first)
        noticed.append(live_and_note(together, min(MONTHS_A_YEAR, pilot.world.months - first)))
        if met:
            met.let_others_go(together)
        watch.end_year()
    if met is None:
        pilot.acquainted.remember(draw, names, start, np.concatenate(noticed))
    k, p = pilot.world.sample.k, pilot.figures[draw_numbers(DRAWS).index(draw)]
    return np.array([k * delivered(together.book_of(place), one, p, pilot) for place, one in enumerate(tried)])


def _start(pilot: Pilot, met: Met | None, draw: int) -> Run:
    """Return how a draw's families begin: all of them, or those whom staff notice where these are known."""
    if met and met.began:
        return met.began
    start = pilot.starts.start(draw, chance_seed(pilot.world.seed, 0))
    return met.among(start) if met else start


def delivered(run: Run, strategy: Strategy, p: np.record, pilot: Pilot) -> NDArray[np.float64]:
    """Return the pence of each month that a strategy's own offers come to, in the families simulated, (months,)."""
    courses = courses_of(strategy, p, pilot.world.programmes)
    return of_own_offers(run.state.tallies.sum(axis=1), run.state.funnel, strategy, courses)


def spent_by_year(pilot: Pilot, tried: Sequence[Strategy], few: bool = False) -> list[NDArray[np.float64]]:
    """Return what each strategy spends in each year of its money, in pounds of its prices, mean over draws.

    few: over the first few draws alone, for a rough guess.
    """
    draws = draw_numbers(DRAWS)[: FEW if few else DRAWS]
    pence = pence_by_month(pilot, tried, draws)
    found = []
    for place, strategy in enumerate(tried):
        years = years_of_money(strategy, pilot.months)
        helped = pilot.prices.factor * by_year(pence[:, place].mean(axis=0), years, is_sustained(strategy))
        found.append((paid_by_year(strategy, pilot) + helped) / PENCE)
    return found


def paid_by_year(strategy: Strategy, pilot: Pilot) -> NDArray[np.float64]:
    """Return the pence of staff and pathways in each year of a strategy's money, in its prices, mean over draws."""
    beside = pilot.first if pilot.usual else None
    whole = Whole(pilot.world.area.families, pilot.months, pilot.world.programmes)
    paid = [set_up_by_year(strategy, beside, p, whole) for p in pilot.figures]
    found: NDArray[np.float64] = pilot.prices.factor * np.mean(paid, axis=0)
    return found
