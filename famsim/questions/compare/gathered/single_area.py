"""A comparison in one area: what is gathered run by run becomes its tables."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from famsim.appraisal import money_rows
from famsim.measures import Outcome
from famsim.questions.compare.gathered.common import Gathered
from famsim.questions.compare.gathered.ethnicity import TABLE as ETHNICITY
from famsim.questions.compare.gathered.ethnicity import ethnicity_rows
from famsim.questions.compare.gathered.helped import signal_rows, twin_rows
from famsim.questions.compare.gathered.labels import (
    known_to_be_none,
    known_to_reach_none,
    labelled_stages,
    not_below_none,
)
from famsim.questions.compare.gathered.missed import TABLE, Missed
from famsim.questions.compare.gathered.outcomes import Outcomes, frame, run_id, series_rows
from famsim.questions.compare.gathered.phases import PHASES
from famsim.questions.compare.gathered.prices import in_prices
from famsim.release import __version__
from famsim.runs import PENCE, cost_of_each, in_brief
from famsim.scenario import config_hash, figures_of


@dataclass
class Gathering(Gathered):
    """A comparison in one area, with the tables it makes."""

    outcomes: Outcomes = field(default_factory=Outcomes)
    missed: Missed = field(default_factory=lambda: Missed(1.0))
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {"runs": [], "series": []})

    def add(self, outcomes: list[Outcome]) -> None:
        """Add one (draw, rep)."""
        self.gather(outcomes)
        self.missed.k = self.k
        self.missed.add(outcomes, self.usual)
        for outcome in outcomes:
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
            "funnel": labelled_stages(self.scenario, self.funnels),
            "agencies": self.agencies.rows(),
            "survival": self.survival.rows(self.k),
            "costs": costs,
            "summary": self.summary_rows(costs),
            "twins": [row for name in others for row in twin_rows(name, self.helped[name])],
            "signal": [row for name in others for row in signal_rows(name, self.helped[name], self.k)],
        }
        if missed := self.missed.rows():
            rows[TABLE] = missed
            rows |= {ETHNICITY: groups} if (groups := ethnicity_rows(missed, self.scenario)) else {}
        if budgets := self.budgets.rows():
            rows["budgets"] = budgets
        rows |= {PHASES: phases} if (phases := self.phases.rows(self.spending.prices.year)) else {}
        rows |= self.after.tables()
        rows |= money_rows(self.money.finished(), self.scenario, costs, figures_of(self.scenario))
        if self.factorial is not None:
            rows["factorial"] = self.factorial.rows()
        tables = {name: frame(found) if isinstance(found, list) else found for name, found in rows.items()}
        return in_prices(tables, self.spending.prices)

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
                | {"present_value": round(self.spending.present(strategy.name)) / PENCE}
                | {"helped": helped}
                | cost_of_each(self.spending.sums_of_each(strategy.name), self.spending.draws, self.spending.prices)
                | {
                    "in_need": self.k * sum(found.needing) / len(found.needing),
                    "missed": self.k * sum(found.missed) / len(found.missed),
                }
            )
        return rows
