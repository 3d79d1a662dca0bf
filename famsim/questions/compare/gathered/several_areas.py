"""Compare strategies in several areas: each lived by itself, one after another through the cores, and added up.

Never more areas are held than there are threads and two, and very large ones wait for room; what is kept of each is its
rows of the table `areas` and what adds up.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from typing import Any

import pandas as pd

from famsim.appraisal import money_rows
from famsim.areas import AreaProfile
from famsim.engine import Sample
from famsim.measures import MEASURES, RATES, Outcome, group_names, measured
from famsim.model.identity import MONTHS_A_YEAR
from famsim.questions.compare.comparison import Together
from famsim.questions.compare.gathered.added_up import AddedUp
from famsim.questions.compare.gathered.at_once import AtOnce, give_back
from famsim.questions.compare.gathered.by_area import area_rows, rows_of_all
from famsim.questions.compare.gathered.labels import (
    known_to_be_none,
    known_to_reach_none,
    labelled_stages,
    not_below_none,
)
from famsim.questions.compare.gathered.missed import TABLE
from famsim.questions.compare.gathered.one_of_several import AreaGathering
from famsim.questions.compare.gathered.outcomes import frame
from famsim.questions.compare.gathered.phases import PHASES
from famsim.questions.compare.gathered.prices import in_prices
from famsim.questions.compare.gathered.visit import Visit
from famsim.release import __version__
from famsim.runs import PENCE, Running, Watch, cost_of_each, cost_rows, in_brief, side_by_side, years_of
from famsim.scenario import (
    Scenario,
    all_places,
    config_hash,
    figures_of,
    has_usual,
    once_each,
    places_in,
    prices_of,
)
from famsim.store import Store

Rows = list[dict[str, Any]]
Job = Callable[[Watch], tuple[Visit, list[Outcome]]]


def compare_areas(
    scenario: Scenario, running: Running, store: Store | None = None
) -> tuple[Together, dict[str, pd.DataFrame]]:
    """Return where it stands, and the tables of a comparison for the sum of a scenario's areas, with `areas`."""
    shown, areas = once_each(scenario), places_in(scenario)
    added, by_area, simulated = AddedUp(scenario.months, prices_of(scenario), has_usual(scenario)), [], 0.0
    runs = running.pairs
    gathering: AreaGathering | None = None
    asked = jobs(scenario, areas, runs, store)
    years = len(areas) * len(runs) * years_of(scenario.months, running.lives(len(shown.strategies)))
    watch = Watch(running.separately)
    with closing(side_by_side(asked, years, running.progress, running.threads, watch)) as done:
        for visit, outcomes in done:
            gathering = gathering or begun(visit, len(runs) == 1)
            gathering.add(outcomes)
            if len(gathering.runs) == len(runs):
                added.add(gathering)
                by_area += area_rows(visit.area, gathering)
                simulated += visit.area.families / gathering.k
                gathering = None
                give_back()
    whole = all_places(scenario)
    tables = tables_of(scenario, shown, added)
    rows = [*rows_of_all(whole, {name: tables[name] for name in ("differences", "reach", "costs")}), *by_area]
    frames = in_prices({name: frame(found) for name, found in tables.items()}, added.prices) | {"areas": frame(rows)}
    return Together(whole, Sample(0, whole.families / simulated)), frames


def begun(visit: Visit, alone: bool) -> AreaGathering:
    """Return what gathers an area's runs, which knows whom each strategy is for in the first of them."""
    gathering = AreaGathering(visit.scenario, visit.world, alone)
    gathering.missed.meant = visit.meant
    return gathering


def jobs(
    scenario: Scenario, areas: tuple[AreaProfile, ...], runs: list[tuple[int, int]], store: Store | None
) -> Iterator[Job]:
    """Yield each run of each area in turn, area by area, so that no area is begun before it is wanted."""
    at_once = AtOnce()
    for area in areas:
        visit = Visit(scenario, area, store, runs[0])
        for draw, rep in runs:
            yield partial(lived, visit, draw, rep, at_once)


def lived(visit: Visit, draw: int, rep: int, at_once: AtOnce, watch: Watch) -> tuple[Visit, list[Outcome]]:
    """Live a run of an area once there is room for its families."""
    with at_once.room_for(round(visit.area.families / visit.world.sample.k)):
        return visit.live(draw, rep, watch)


def tables_of(scenario: Scenario, shown: Scenario, added: AddedUp) -> dict[str, Rows]:
    """Return the rows of every table for all areas together; `shown`: the scenario with one strategy a name."""
    names = [strategy.name for strategy in shown.strategies]
    offering = {one.name for one in scenario.strategies if one.offers}
    idle = [name for name in names if name not in offering]
    differences = added.differences(names[0])
    if names[0] in idle:
        differences = known_to_be_none(differences, idle)
    outcomes, costs = outcome_rows(added, names), cost_rows(names, added.cost)
    of_first = {run_name(names[0], run) for run in added.runs}
    first = frame([row for row in outcomes if row["run_id"] in of_first])
    assert added.money is not None
    more = money_rows(added.money, shown, costs, figures_of(scenario))
    more |= {"factorial": added.effect_rows()} if added.effects else {}
    more |= {"budgets": budgets} if (budgets := added.budgets.rows()) else {}
    more |= {PHASES: phases} if (phases := added.phases.rows(added.prices.year)) else {}
    more |= {TABLE: missed} if (missed := added.missed.rows()) else {}
    more |= added.after.tables() if added.after else {}
    return {
        "differences": not_below_none(differences, first),
        "runs": run_rows(scenario, added, names),
        "outcomes": outcomes,
        "series": series_rows(added, names),
        "reach": known_to_reach_none(added.reached(), scenario),
        "funnel": labelled_stages(shown, added.funnels),
        "agencies": added.agencies.rows(),
        "survival": added.survival.rows(1.0),
        "costs": costs,
        "summary": [summary_row(name, added, costs) for name in names],
        "twins": [row for name in names[1:] for row in added.helped[name].twin_rows(name, added.draws)],
        "signal": [row for name in names[1:] for row in added.helped[name].signal_rows(name)],
    } | more


def run_name(strategy: str, run: tuple[int, int]) -> str:
    """Return the name of a run of a strategy in all areas."""
    return f"{strategy}/d{run[0]}/r{run[1]}"


def run_rows(scenario: Scenario, added: AddedUp, names: list[str]) -> Rows:
    """Return what was run: a row a strategy, draw and repetition, each lived in every area."""
    return [
        {
            "run_id": run_name(name, run),
            "scenario": scenario.name,
            "strategy": name,
            "draw": run[0],
            "rep": run[1],
            "seed": seed,
            "version": __version__,
            "config_hash": config_hash(scenario),
            "status": "done",
            "error": "",
        }
        for run, seed in zip(added.runs, added.seeds, strict=True)
        for name in names
    ]


def outcome_rows(added: AddedUp, names: list[str]) -> Rows:
    """Return each measure of all areas over the whole horizon, by group."""
    rows = []
    for name in names:
        for measure in MEASURES:
            for run, values in zip(added.runs, added.levels(name, measure).tolist(), strict=True):
                rows += [
                    {"run_id": run_name(name, run), "group": group, "measure": measure, "value": value}
                    for group, value in zip(group_names(), values, strict=True)
                ]
    return rows


def series_rows(added: AddedUp, names: list[str]) -> Rows:
    """Return each rate of all areas over each year, at the year's last month."""
    rows = []
    for name in names:
        for run, found in zip(added.runs, added.totals[name], strict=True):
            for year, counts in enumerate(found.yearly, start=1):
                for measure in RATES:
                    rows.append(
                        {
                            "run_id": run_name(name, run),
                            "month": min(year * MONTHS_A_YEAR, added.months),
                            "group": "all",
                            "measure": measure.name,
                            "value": float(measured(counts, measure, 1.0)),
                        }
                    )
    return rows


def summary_row(name: str, added: AddedUp, costs: Rows) -> dict[str, Any]:
    """Return what a strategy costs in pounds and how many it helps and misses in all areas, mean of runs."""
    cost, found = in_brief(costs, name), added.helped[name]
    return {
        "strategy": name,
        **cost,
        "present_value": round(added.present[name]) / PENCE,
        "helped": float(found.number.mean()),
        **cost_of_each(added.each[name], added.draws, added.prices),
        "in_need": float(found.needing.mean()),
        "missed": float(found.missed.mean()),
    }
