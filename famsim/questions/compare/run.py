"""Compare the strategies of a scenario: every one paired with the first, by group, with intervals."""

from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pandas as pd

from famsim.errors import FamsimError
from famsim.limits import THREADS, check
from famsim.measures import ALL, Outcome, Pairs, Places
from famsim.population import Starts, World, world_of
from famsim.questions.compare.helped import Helped, signal_rows, twin_rows
from famsim.questions.compare.many import Together, compare_areas
from famsim.questions.compare.reach import Reach
from famsim.questions.compare.tables import Funnels, Outcomes, Survival, frame, run_id, series_rows
from famsim.questions.compare.words import known_to_be_none, known_to_reach_none, labelled_stages, not_below_none
from famsim.release import __version__
from famsim.results import difference_in
from famsim.runs import Keeper, Progress, Spending, cost_of_each, in_brief, run_all
from famsim.scenario import Scenario, checked, config_hash, helping, is_many, once_each, strategy_names
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
    the row `total` to the penny; summary(strategy, set_up, delivery, total, helped, helped_with_effect,
    per_family_helped, per_family_low, per_family_high, in_need, missed).

    helped: families who come to a first session; helped_with_effect: of them, those who come to one of a programme
    that has a shown effect (at the central figures not every effect is 0); per_family_helped: the pounds in all for
    each of these, with its 95% limits (see famsim.measures.quotient).

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

    def difference(self, strategy: str, measure: str, group: str = ALL) -> dict[str, Any]:
        """Return one row of the differences; FamsimError where there is none."""
        return difference_in(self.tables, strategy, measure, group)


class Gathering:
    """Everything a comparison gathers, run by run, so that no run has to be held; alone: there will be one run."""

    def __init__(self, scenario: Scenario, starts: Starts, alone: bool = False) -> None:
        self.scenario, self.starts, self.k = scenario, starts, starts.world.sample.k
        places = Places.of(scenario.strategies, starts.world.sample, scenario.months)
        self.pairs = Pairs(self.k, places, alone)
        self.reach = Reach(self.k, helping(scenario), places, alone=alone)
        self.spending = Spending(scenario, starts.world, places)
        self.funnels, self.survival = Funnels(self.k), Survival(scenario.months)
        self.helped: dict[str, Helped] = {}
        self.outcomes = Outcomes()
        self.rows: dict[str, list[dict[str, Any]]] = {"runs": [], "series": []}

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
            self.outcomes.add(outcome, self.k)
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
        costs, outcomes = self.spending.rows(), self.outcomes.frame()
        rows = {
            "differences": not_below_none(differences, outcomes[outcomes.run_id.isin(self.runs_of(baseline))]),
            "runs": self.rows["runs"],
            "outcomes": outcomes,
            "series": self.rows["series"],
            "reach": known_to_reach_none(self.reach.rows(), self.scenario),
            "funnel": labelled_stages(self.scenario.strategies, self.funnels),
            "survival": self.survival.rows(self.k),
            "costs": costs,
            "summary": self.summary_rows(costs),
            "twins": [row for name in others for row in twin_rows(name, self.helped[name])],
            "signal": [row for name in others for row in signal_rows(name, self.helped[name], self.k)],
        }
        return {name: frame(found) if isinstance(found, list) else found for name, found in rows.items()}

    def runs_of(self, strategy: str) -> list[str]:
        """Return the ids of one strategy's runs."""
        return [row["run_id"] for row in self.rows["runs"] if row["strategy"] == strategy]

    def summary_rows(self, costs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return what each strategy costs in pounds and how many it helps and misses, whole area, mean of runs."""
        rows = []
        for strategy in self.scenario.strategies:
            found, cost = self.helped[strategy.name], in_brief(costs, strategy.name)
            helped = self.k * sum(found.number) / len(found.number)
            rows.append(
                {"strategy": strategy.name}
                | cost
                | {"helped": helped}
                | cost_of_each(self.spending.sums_of_each(strategy.name), self.spending.draws)
                | {
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
    separately: bool = False,
) -> Comparison:
    """Run every strategy of a scenario for so many parameter draws and repetitions, and compare each with the first.

    draws: 1 = the register's central values; n > 1 = draws 1 to n of its distributions. reps: chance seeds a draw.
    store: runs it holds are not run again, and those that are run are kept in it. separately: every strategy is lived
    by itself, to the same result, and families whom no strategy changes are not lived once for all. Raises FamsimError
    for a number out of its limits, ScenarioError for whatever a file's reader would refuse.
    """
    scenario = checked(scenario)
    check(draws=draws, reps=reps, threads=threads)
    if is_many(scenario):
        stands, tables = compare_areas(scenario, draws, reps, progress, threads, store, separately)
        return Comparison(once_each(scenario), stands, draws, reps, tables, scenario)
    starts = Starts(world_of(scenario), Keeper(store, scenario) if store else None)
    gathering = Gathering(scenario, starts, draws * reps == 1)
    with closing(run_all(starts, scenario, draws, reps, progress, threads, separately)) as runs:
        for outcomes in runs:
            gathering.add(outcomes)
    return Comparison(scenario, starts.world, draws, reps, gathering.tables())
