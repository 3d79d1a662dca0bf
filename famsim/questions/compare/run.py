"""Compare the strategies of a scenario: every one paired with the first, by group, with intervals."""

from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pandas as pd

from famsim.errors import FamsimError
from famsim.limits import THREADS, check
from famsim.measures import MEASURES, Outcome, Pairs, Places
from famsim.model.policy import FEATURES
from famsim.population import Starts, World, world_of
from famsim.questions.compare.helped import Helped, signal_rows, twin_rows
from famsim.questions.compare.reach import Reach
from famsim.questions.compare.tables import STAGE_LABELS, Funnels, Survival, frame, outcome_rows, run_id, series_rows
from famsim.release import __version__
from famsim.runs import Keeper, Progress, Spending, in_brief, run_all
from famsim.scenario import Scenario, checked, config_hash
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
    run again must give the same bytes.
    """

    scenario: Scenario
    world: World
    draws: int
    reps: int
    tables: dict[str, pd.DataFrame]

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
            "funnel": self.funnel_rows(),
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

    def funnel_rows(self) -> list[dict[str, Any]]:
        """Return strategy, offer, programme, stage, label and the area's episodes."""
        rows = []
        for strategy in self.scenario.strategies:
            found = self.funnels.episodes(strategy.name)
            for number, offer in enumerate(strategy.offers):
                for stage, label in enumerate(STAGE_LABELS):
                    if not len(offer.who) < stage <= 8:
                        said = who_label(offer.who[stage - 1]) if 1 <= stage <= 8 else label
                        rows.append(
                            {
                                "strategy": strategy.name,
                                "offer": number + 1,
                                "programme": offer.programme,
                                "stage": stage,
                                "label": said,
                                "episodes": float(found[number, stage]),
                            }
                        )
        return rows

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


def known_to_be_none(rows: list[dict[str, Any]], idle: list[str]) -> list[dict[str, Any]]:
    """Return rows in which what strategies without an offer come to is no bound from what was seen, but nothing."""
    for row in rows:
        if row["strategy"] in idle and row["n_changed"] == 0:
            row.update(dict.fromkeys(("low", "high", "at_most"), 0.0))
    return rows


def not_below_none(differences: list[dict[str, Any]], first: pd.DataFrame) -> list[dict[str, Any]]:
    """Return differences whose intervals take from a total no more than the first strategy has of it.

    first: the outcomes of its runs.
    """
    totals = first[first.measure.isin([name for name, measure in MEASURES.items() if measure.is_total])]
    most = totals.groupby(["measure", "group"]).value.mean().to_dict()
    for row in differences:
        has = most.get((row["measure"], row["group"]), float("inf"))
        row["low"] = min(max(row["low"], -has), row["estimate"])
    return differences


def who_label(condition: Any) -> str:
    """Return one `who` row in words."""
    name, feature = condition.feature.replace("_", " "), FEATURES[condition.feature]
    low, high = condition.low, condition.high
    if feature.unit == "yes/no":
        return name if low == 1 else f"not {name}"
    unit = " spreads" if feature.unit.startswith("SD") else ""
    if low == high:
        return f"{name} {low:g}{unit}"
    if low <= feature.low:
        return f"{name} {high:g}{unit} or less"
    return f"{name} {low:g}{unit} or more" if high >= feature.high else f"{name} {low:g} to {high:g}{unit}"


def check_comparable(scenario: Scenario) -> None:
    """Raise FamsimError unless the scenario has a strategy to compare with the first."""
    if len(scenario.strategies) < 2:
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
    starts = Starts(world_of(scenario), Keeper(store, scenario) if store else None)
    gathering = Gathering(scenario, starts)
    with closing(run_all(starts, scenario, draws, reps, progress, threads, separately)) as runs:
        for outcomes in runs:
            gathering.add(outcomes)
    return Comparison(scenario, starts.world, draws, reps, gathering.tables())
