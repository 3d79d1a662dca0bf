"""Areas added up: every table of a comparison for the sum of several areas, each area let go once it is added."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from famsim.appraisal import Sums
from famsim.measures import (
    MEASURES,
    Bundle,
    OverAreas,
    Summary,
    TwoSums,
    above_nothing,
    effect_rows,
    group_names,
    groups_of,
    measured,
    of_area,
    of_bundles,
    together,
)
from famsim.questions.compare.gathered.after import AfterGrant
from famsim.questions.compare.gathered.agencies import Agencies
from famsim.questions.compare.gathered.budgets import BudgetsSpent
from famsim.questions.compare.gathered.helped_over_areas import HelpedOverAreas
from famsim.questions.compare.gathered.missed import Missed
from famsim.questions.compare.gathered.one_of_several import AreaGathering, Totals
from famsim.questions.compare.gathered.outcomes import Funnels, Survival
from famsim.questions.compare.gathered.phases import Phases
from famsim.questions.compare.gathered.reach import by_themselves
from famsim.runs import cost_row
from famsim.scenario import Prices

Key = tuple[str, str, str]  # strategy, measure, split


@dataclass
class AddedUp:
    """What is gathered of several areas, in what adds up."""

    months: int
    prices: Prices
    usual: bool = False  # usual services go on under every strategy
    runs: list[tuple[int, int]] = field(default_factory=list)  # draw and repetition, the same in every area
    seeds: list[int] = field(default_factory=list)
    pairs: dict[Key, OverAreas] = field(default_factory=dict)
    reach: dict[Key, OverAreas] = field(default_factory=dict)
    spent: dict[tuple[str, str], OverAreas] = field(default_factory=dict)
    paid: dict[tuple[str, str], float] = field(default_factory=dict)  # pence of set-up, mean of runs
    present: dict[str, float] = field(default_factory=dict)  # pence at the start, mean of runs
    each: dict[str, TwoSums] = field(default_factory=dict)  # pence over families helped by a shown effect
    totals: dict[str, list[Totals]] = field(default_factory=dict)
    helped: dict[str, HelpedOverAreas] = field(default_factory=dict)
    effects: dict[tuple[str, str], OverAreas] = field(default_factory=dict)  # of a 2x2x2, by measure
    budgets: BudgetsSpent = field(default_factory=BudgetsSpent)
    phases: Phases = field(default_factory=Phases)
    missed: Missed = field(default_factory=lambda: Missed(1.0))
    after: AfterGrant | None = None
    funnels: Funnels = field(default_factory=lambda: Funnels(1.0))
    money: Sums | None = None
    agencies: Agencies = field(default_factory=lambda: Agencies(1.0))

    def __post_init__(self) -> None:
        self.survival = Survival(self.months)

    @property
    def draws(self) -> list[int]:
        """The draw of each run."""
        return [draw for draw, _ in self.runs]

    def add(self, area: AreaGathering) -> None:
        """Add an area whose runs are all done."""
        self.runs, self.seeds = area.runs, area.seeds
        for strategy, found in area.totals.items():
            before = self.totals.get(strategy, [None] * len(found))
            self.totals[strategy] = [one.plus(other) for one, other in zip(found, before, strict=True)]
        pairs, reach = area.pairs, area.reach
        for key, one in of_bundles(pairs.bundles, pairs.rolls, partial(under_all, area.totals)).items():
            self.pairs[key] = one.plus(self.pairs.get(key))
        for key, one in of_bundles(reach.bundles, reach.rolls, lambda _strategy, _bundle: 1.0).items():
            self.reach[key] = one.plus(self.reach.get(key))
        for item, ledger in area.spending.ledgers.items():
            self.spent[item] = of_area(ledger, area.spending.moments(*item)).plus(self.spent.get(item))
            self.paid[item] = self.paid.get(item, 0.0) + float(np.mean(area.spending.set_up[item]))
        for name, helped in area.helped.items():
            self.present[name] = self.present.get(name, 0.0) + area.spending.present(name)
            self.each[name] = area.spending.sums_of_each(name).plus(self.each.get(name))
            self.helped.setdefault(name, HelpedOverAreas(len(self.runs))).add(helped, self.runs, area.k)
        self.budgets.plus(area.budgets)
        self.phases.plus(area.phases)
        self.missed.plus(area.missed)
        self.after = area.after.plus(self.after)
        self.money = area.money.finished().plus(self.money)
        self._add_courses(area)
        self._add_effects(area)

    def _add_courses(self, area: AreaGathering) -> None:
        """Add an area's funnels, who referred whom, and its couples' courses."""
        for name, counts in area.agencies.counts.items():
            self.agencies.counts[name] = self.agencies.counts.get(name, 0.0) + counts * area.k
            self.agencies.runs[name] = area.agencies.runs[name]
        for name, stages in area.funnels.stages.items():
            self.funnels.stages[name] = self.funnels.stages.get(name, 0.0) + stages * area.k
            self.funnels.runs[name] = area.funnels.runs[name]
        for name in area.survival.events:
            self.survival.events[name] = self.survival.events.get(name, 0) + area.survival.events[name] * area.k
            self.survival.gone[name] = self.survival.gone.get(name, 0) + area.survival.gone[name] * area.k
            self.survival.started[name] = self.survival.started.get(name, 0.0) + area.survival.started[name] * area.k
            self.survival.runs[name] = area.survival.runs[name]

    def _add_effects(self, area: AreaGathering) -> None:
        """Add an area's main effects and interactions, all of them totals."""
        if area.factorial is not None:
            for key, of in area.factorial.moments().items():
                self.effects[key] = of_area(area.factorial.ledgers[key], of).plus(self.effects.get(key))

    def effect_rows(self) -> list[dict[str, Any]]:
        """Return the rows of the table `factorial`."""
        found = [one.summary(self.draws, np.ones(one.estimates.shape)) for one in self.effects.values()]
        return effect_rows(list(self.effects), together(found), len(self.runs))

    def differences(self, baseline: str) -> list[dict[str, Any]]:
        """Return the rows of the table `differences`."""
        found = {key: self.difference(key, one, baseline) for key, one in self.pairs.items()}
        return [
            {"strategy": strategy, "baseline": baseline, "group": group, "measure": measure}
            | numbers
            | {"n_pairs": len(self.runs)}
            for (strategy, measure, group), numbers in rows_of(found)
        ]

    def difference(self, key: Key, one: OverAreas, baseline: str) -> Summary:
        """Return what the limits of a difference in all areas follow from."""
        strategy, name, split = key
        if name not in MEASURES or MEASURES[name].is_total:
            return one.summary(self.draws, np.ones(one.estimates.shape))
        levels = [self.levels(who, name)[:, groups_at(split)] for who in (strategy, baseline)]
        return one.summary(self.draws, under(self.totals[strategy], key), levels[0] - levels[1])

    def levels(self, strategy: str, measure: str) -> np.ndarray:
        """Return a measure of all areas in each run, (runs, groups)."""
        asked = MEASURES[measure]
        runs = self.totals[strategy]
        return np.array([one.ever[measure] if asked.once else measured(one.counts, asked, 1.0) for one in runs])

    def reached(self) -> list[dict[str, Any]]:
        """Return the rows of the table `reach`."""
        found = {key: one.summary(self.draws, np.ones(one.estimates.shape)) for key, one in self.reach.items()}
        rows = [
            {"strategy": strategy, "group": group, "measure": measure} | numbers | {"n_runs": len(self.runs)}
            for (strategy, measure, group), numbers in rows_of(found)
        ]
        return by_themselves(rows, self.usual)

    def cost(self, strategy: str, item: str) -> dict[str, Any]:
        """Return the row of what a strategy costs by one item."""
        one = self.spent[strategy, item]
        of = one.summary(self.draws, np.ones(one.estimates.shape))
        of = above_nothing(of, [*one.estimates], [*one.variances], self.draws)
        first, _ = next(iter(self.spent))
        beside = self.usual and strategy != first
        return cost_row((strategy, item), of, self.paid[strategy, item], self.prices, beside)


def under_all(totals: dict[str, list[Totals]], strategy: str, bundle: Bundle) -> np.ndarray:
    """Return what each measure of a strategy's bundle is divided by, (runs, measures, groups)."""
    places = groups_at(bundle.split)
    counts = [one.counts[places] for one in totals[strategy]]
    return np.array([[divisor(name, of_run) for name in bundle.names] for of_run in counts])


def under(runs: list[Totals], key: Key) -> np.ndarray:
    """Return what a measure is divided by, (runs, groups of the split)."""
    places = groups_at(key[2])
    return np.array([divisor(key[1], one.counts[places]) for one in runs])


def divisor(name: str, counts: np.ndarray) -> np.ndarray:
    """Return what a measure is divided by, (groups,), from what was counted, (groups, counts): of a total, ones."""
    measure = MEASURES.get(name)
    if measure is None or measure.is_total:
        return np.ones(len(counts))
    found: np.ndarray = counts[:, [int(count) for count in measure.of]].sum(axis=1)
    return found


def groups_at(split: str) -> list[int]:
    """Return the places of a split's groups among all groups."""
    return [group_names().index(name) for name in groups_of(split)]


def rows_of(found: dict[Key, Summary]) -> Iterator[tuple[Key, dict[str, float | int]]]:
    """Yield strategy, measure and group, and the numbers with their limits, of each estimate."""
    numbers = iter(together(list(found.values())).rows() if found else ())
    for strategy, measure, split in found:
        for group in groups_of(split):
            yield (strategy, measure, group), next(numbers)
