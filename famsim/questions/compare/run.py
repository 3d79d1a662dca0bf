"""Compare the strategies of a scenario: every one paired with the first, by group, with intervals."""

from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pandas as pd

from famsim.errors import FamsimError
from famsim.limits import THREADS, check
from famsim.measures import Outcome, Pairs, Places
from famsim.population import Starts, World, world_of
from famsim.questions.compare.helped import Helped, signal_rows, twin_rows
from famsim.questions.compare.many import Together, compare_areas
from famsim.questions.compare.reach import Reach
from famsim.questions.compare.tables import Funnels, Survival, frame, outcome_rows, run_id, series_rows
from famsim.questions.compare.words import known_to_be_none, labelled_stages, not_below_none
from famsim.release import __version__
from famsim.runs import Keeper, Progress, Spending, in_brief, run_all
from famsim.scenario import Scenario, checked, config_hash, is_many, once_each, strategy_names
from famsim.store import Store


@dataclass(frozen=True)
class Comparison:
    """The tables of a comparison.

    differences(strategy, baseline, group, measure, estimate, mc_se, low, high, at_most, n_changed, n_pairs);
    outcomes(run_id, group, measure, value); series(run_id, month, group, measure, value); runs(run_id, scenario,
    strategy, draw, rep, seed, version, config_hash, status, error); reach(strategy, group, measure, estimate, mc_se,
    low, high, at_most, n_changed, n_runs); funnel(strategy, offer, programme, stage, label, episodes);
    survival(strategy, month, at_risk, events, share_together, low, high); twins(strategy, measure, helped, twins,
    difference, mc_se, low, high, at_most, n_changed); signal(strategy, measure, change, chance_sd, signal_to_chance,
    helped, families_to_be_seen); costs(strategy, item, estimate, low, high, unit, price_year), items that add up to
    the row `total` to the penny; summary(strategy, set_up, delivery, total, helped, per_family_helped, in_need,
    missed).

    n_changed: families that differ; with fewer than three of them there is too little to say, and at_most is how large
    the truth may be (see famsim.measures.interval).
    Counts and pounds are the whole area's, and no interval of a total goes below none. `reach` is of one strategy by
    itself. A run's config_hash is that of the scenario with its strategy alone; its seconds are left out, because a
    run again must give the same bytes. `scenario` has one strategy a name; `asked` is the scenario as it was asked.

    Of several areas the tables are of their sum, and one more is of each: areas(authority, authority_name, families,
    strategy, measure, unit, estimate, low, high, at_most, n_changed, per_1000, per_1000_low, per_1000_high), where the
    authority `all` is their sum and per_1000 is for each 1,000 families.
    """

    scenario: Scenario
    world: World | Together
    draws: int
    reps: int
    tables: dict[str, pd.DataFrame]
    asked: Scenario | None = None

    @property
    def differences(self) -> pd.DataFrame:
        """Every strategy against the first."""
        return self.tables["differences"]

    def difference(self, strategy: str, measure: str, group: str = "all") -> dict[str, Any]:
        """Return one row of the differences."""
        table = self.differences
        row = table[(table.strategy == strategy) & (table.measure == measure) & (table.group == group)]
        found: dict[str, Any] = row.iloc[0].to_dict()
        return found


class Gathering:
    """Everything a comparison gathers, run by run, so that no run has to be held."""

    def __init__(self, scenario: Scenario, starts: Starts) -> None:
        self.scenario, self.starts, self.k = scenario, starts, starts.world.sample.k
        places = Places.of(scenario.strategies, starts.world.sample, scenario.months)
        self.pairs, self.reach = Pairs(self.k, places), Reach(self.k, places)
        self.spending = Spending(scenario, starts.world, places)
        self.funnels, self.survival = Funnels(self.k), Survival(scenario.months)
        self.helped: dict[str, Helped] = {}
        self.rows: dict[str, list[dict[str, Any]]] = {"runs": [], "outcomes": [], "series": []}

    def add(self, outcomes: list[Outcome]) -> None:
        """Add one (draw, rep)."""
        self.pairs.add(outcomes)
        self.reach.add(outcomes)
        self.spending.add(outcomes)
        for outcome in outcomes:
            self.funnels.add(outcome)
            self.survival.add(outcome)
            self.helped.setdefault(outcome.strategy, Helped()).add(outcome, outcomes[0])
            self.rows["runs"].append(self.run_row(outcome))
            self.rows["outcomes"] += outcome_rows(outcome, self.k)
            self.rows["series"] += series_rows(outcome)

    def run_row(self, outcome: Outcome) -> dict[str, Any]:
        """Return what was run: a run that is in a table is done, for one that fails ends the study with its error."""
        strategy = next(one for one in self.scenario.strategies if one.name == outcome.strategy)
        return {
            "run_id": run_id(outcome),
            "scenario": self.scenario.name,
            "strategy": outcome.strategy,
            "draw": outcome.draw,
            "rep": outcome.rep,
            "seed": outcome.seed,
            "version": __version__,
            "config_hash": config_hash(self.scenario, strategy),
            "status": "done",
            "error": "",
        }

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return every table."""
        others = [strategy.name for strategy in self.scenario.strategies[1:]]
        baseline = self.scenario.strategies[0].name
        idle = [strategy.name for strategy in self.scenario.strategies if not strategy.offers]
        differences = self.pairs.rows(baseline)
        if baseline in idle:
            differences = known_to_be_none(differences, idle)
        costs = self.spending.rows()
        rows = {
            "differences": not_below_none(differences, self.outcomes_of(baseline)),
            **self.rows,
            "reach": known_to_be_none(self.reach.rows(), idle),
            "funnel": labelled_stages(self.scenario.strategies, self.funnels),
            "survival": self.survival.rows(self.k),
            "costs": costs,
            "summary": self.summary_rows(costs),
            "twins": [row for name in others for row in twin_rows(name, self.helped[name])],
            "signal": [row for name in others for row in signal_rows(name, self.helped[name], self.k)],
        }
        return {name: frame(found) for name, found in rows.items()}

    def outcomes_of(self, strategy: str) -> pd.DataFrame:
        """Return the outcomes of one strategy's runs."""
        runs = {row["run_id"] for row in self.rows["runs"] if row["strategy"] == strategy}
        return frame([row for row in self.rows["outcomes"] if row["run_id"] in runs])

    def summary_rows(self, costs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return what each strategy costs in pounds and how many it helps and misses, whole area, mean of runs."""
        rows = []
        for strategy in self.scenario.strategies:
            found, cost = self.helped[strategy.name], in_brief(costs, strategy.name)
            helped = self.k * sum(found.number) / len(found.number)
            rows.append(
                {"strategy": strategy.name}
                | cost
                | {
                    "helped": helped,
                    "per_family_helped": cost["total"] / helped if helped else float("nan"),
                    "in_need": self.k * sum(found.needing) / len(found.needing),
                    "missed": self.k * sum(found.missed) / len(found.missed),
                }
            )
        return rows


def check_comparable(scenario: Scenario) -> None:
    """Raise FamsimError unless the scenario has a strategy to compare with the first."""
    if len(strategy_names(scenario)) < 2:
        raise FamsimError(
            f"scenario {scenario.name}: has one strategy, so there is nothing to compare; allowed: two or more, so add "
            "a [[strategy]] to set beside the first, or follow the one alone with `famsim run`"
        )


def compare(  # noqa: PLR0913, PLR0917
    scenario: Scenario,
    draws: int = 1,
    reps: int = 1,
    progress: Progress | None = None,
    threads: int = THREADS,
    store: Store | None = None,
) -> Comparison:
    """Run every strategy of a scenario for so many parameter draws and repetitions, and compare each with the first.

    draws: 1 = the register's central values; n > 1 = draws 1 to n of its distributions. reps: chance seeds a draw.
    store: runs it holds are not run again, and those that are run are kept in it. Raises FamsimError for a number out
    of its limits, ScenarioError for whatever a file's reader would refuse.
    """
    scenario = checked(scenario)
    check(draws=draws, reps=reps, threads=threads)
    if is_many(scenario):
        stands, tables = compare_areas(scenario, draws, reps, progress, threads, store)
        return Comparison(once_each(scenario), stands, draws, reps, tables, scenario)
    starts = Starts(world_of(scenario), Keeper(store, scenario) if store else None)
    gathering = Gathering(scenario, starts)
    with closing(run_all(starts, scenario, draws, reps, progress, threads)) as runs:
        for outcomes in runs:
            gathering.add(outcomes)
    return Comparison(scenario, starts.world, draws, reps, gathering.tables())
