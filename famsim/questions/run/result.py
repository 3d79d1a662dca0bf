"""One strategy by itself as its users hold it: its tables, a few sentences, a folder to keep."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from famsim.limits import THREADS
from famsim.measures import ALL, WITH_EFFECT
from famsim.population import strategy_named
from famsim.questions.run.run import Simulation, simulated
from famsim.results import Study, discreet
from famsim.runs import TOTAL, Progress, Running, composed
from famsim.scenario import Scenario, change, financial_year, has_usual, heeded
from famsim.writing import families_run, pounds, shown

KIND = "famsim run"


def simulate(  # noqa: PLR0913, PLR0917
    scenario: Scenario,
    strategy: str,
    draws: int = 1,
    reps: int = 1,
    progress: Progress | None = None,
    threads: int = THREADS,
) -> Study:
    """Run one strategy of a scenario by itself; luck and start are those of a comparison.

    strategy: its name. draws: 1 = the register's central values; n > 1 = draws 1 to n. reps: chance seeds a draw.
    progress: called with years lived and years in all. threads: how many; the result is the same.

    Returns a Study: `answer`, `save(folder)`, and `tables` outcomes(run_id, group, measure, value),
    series(run_id, month, group, measure, value), funnel(strategy, offer, programme, stage, label, episodes), costs and
    summary as `fs.compare` has them, and runs; counts and GBP are the whole area's over the scenario's months.

    Raises FamsimError for a number out of its limits, ScenarioError for a strategy that there is not.

    Example:
        fs.simulate(fs.load_scenario("croydon"), "croydon").tables["outcomes"]
    """
    scenario = heeded(composed(scenario, threads, progress, private=True), private=True)
    running = Running(draws, reps, progress, threads)
    alone = change(scenario, strategies=(strategy_named(scenario, strategy),))
    return study_of(simulated(alone, running))


def study_of(found: Simulation) -> Study:
    """Return one strategy's run as a study: its tables and its answer, in a folder that can be run again."""
    found = replace(found, tables=discreet(found.tables, found.scenario))
    return Study(
        kind=KIND,
        scenario=found.scenario,
        world=found.world,
        asked={"strategy": found.strategy.name},
        tables=found.tables,
        told=lambda: in_words(found),
        draws=found.draws,
        reps=found.reps,
    )


def again(
    scenario: Scenario, record: Mapping[str, Any], progress: Progress | None = None, threads: int = THREADS
) -> Study:
    """Return the same run, made again from what its record holds."""
    return study_of(simulated(scenario, Running(record["draws"], record["reps"], progress, threads)))


def in_words(found: Simulation) -> str:
    """Return what one strategy came to, in a few sentences."""
    mean = means(found.tables)
    area, scenario = found.world.area, found.scenario
    sampled = families_run(scenario.families, area.said_families)
    what = f"{area.title}, {found.strategy.name}, {scenario.months} months, {sampled}"
    parted, left, helped = (shown(mean[name], 0) for name in ("separations", "exits", "helped"))
    return (
        f"{what}: {parted} couples with children part ({shown(mean['separation_rate'], 2)}% of couples a year), {left} "
        f"of them leave harm. {helped} families come to a first session. {paid(found)} Counts are the whole "
        "area's, and of this strategy alone; `famsim compare` sets strategies beside each other."
    )


def paid(found: Simulation) -> str:
    """Return what the strategy costs in all, and for each family helped by a programme with a shown effect."""
    costs, summary = found.tables["costs"], found.tables["summary"].iloc[0]
    whole = costs[costs["item"] == TOTAL].iloc[0]
    usual = ", usual services with it" if has_usual(found.scenario) else ""
    amount, year = pounds(float(whole["estimate"])), financial_year(float(whole["price_year"]))
    text = f"It costs {amount} in all, {year} prices{usual}"
    if not summary[WITH_EFFECT.name] > 0:
        return f"{text}; no programme of it with a shown effect for the better reaches anybody."
    each, helped = (float(summary[name]) for name in ("per_family_helped", WITH_EFFECT.name))
    return f"{text}: {pounds(each)} for each of the {shown(helped, 0)} whom a programme with a shown effect helps."


def means(tables: Mapping[str, pd.DataFrame]) -> dict[str, float]:
    """Return each measure of the whole area over the whole horizon, mean of the runs."""
    outcomes = tables["outcomes"]
    return {
        str(name): float(value)
        for name, value in outcomes[outcomes.group == ALL].groupby("measure").value.mean().items()
    }
