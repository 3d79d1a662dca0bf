"""The money of a comparison in one area, gathered run by run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from famsim.appraisal.discounting import HEALTH, by_month, rates_of
from famsim.appraisal.figures import Figures
from famsim.appraisal.gains import gains_of
from famsim.appraisal.granted import granted
from famsim.appraisal.lines import FISCAL, SOCIAL, Lines, added
from famsim.appraisal.parts import (
    BENEFITS,
    OUTLAY,
    SPARED,
    SPENT,
    Part,
    Run,
    Terms,
    at_the_start,
    beside_each_other,
    by_component,
    by_gainer,
    by_payer,
)
from famsim.appraisal.payers import Payers
from famsim.appraisal.run import AVERTED, HOURS, beside, gained, spent
from famsim.appraisal.sums import Gainer, Key, Priced, Sums
from famsim.appraisal.together import as_rows, taken_from
from famsim.measures import (
    Bundle,
    Outcome,
    Places,
    Quotient,
    Roll,
    Rolls,
    Split,
    TwoSums,
    added_to_totals,
    of_bundle,
    undivided,
    united,
)
from famsim.scenario import Scenario, has_usual

BENEFIT_COST, RETURN = "benefit_cost", "return_fiscal"
QUOTIENTS = {BENEFIT_COST: (BENEFITS, OUTLAY), RETURN: (SPARED, OUTLAY)} | {key: (SPENT, key) for key in AVERTED}
EVERY_COST, EVERY_GAIN = "every cost", "every gain"
WEIGHED_BY = "deprivation"


@dataclass
class Book:
    """What is gathered of one area; `add` takes the runs in the order (draw, rep).

    k: families of the area for each one simulated. register: the register's figures by name.
    """

    scenario: Scenario
    k: float
    places: Places
    register: Mapping[str, Any]
    rolls: Rolls = field(default_factory=Rolls)
    draws: list[int] = field(default_factory=list)
    lines: dict[str, Lines] = field(default_factory=dict)  # sums over runs, as are the next three
    gainers: dict[str, dict[Gainer, np.ndarray]] = field(default_factory=dict)
    by_none: dict[Key, float] = field(default_factory=dict)
    priced: dict[Key, Priced] = field(default_factory=dict)
    values: dict[str, dict[int, float]] = field(default_factory=dict)  # of figures, by run
    monthly: dict[Key, list[np.ndarray]] = field(default_factory=dict)
    each: dict[Key, Quotient] = field(default_factory=dict)
    bundles: dict[str, Bundle] = field(default_factory=dict)  # which hold the ledgers of each strategy

    def __post_init__(self) -> None:
        money = self.scenario.money
        self.months, self.usual = self.scenario.months, has_usual(self.scenario)
        self.strategies = {one.name: one for one in self.scenario.strategies}
        self.of_grant = {one.name: granted(one, self.months) for one in self.scenario.strategies}
        self.payers, self.gains = Payers(money.payers), gains_of(money.wellbeing)
        rates = [rates_of(self.register, name) for name in (money.rates, HEALTH)]
        self.now, self.health_now = (by_month(self.months, one) for one in rates)

    @property
    def roll(self) -> Roll:
        """All families met in any run."""
        return self.rolls.everyone

    def add(self, outcomes: list[Outcome], figures: Figures) -> None:
        """Add one (draw, rep): the same families under every strategy."""
        first, ways = outcomes[0], self.rolls.call(outcomes[0])
        self.draws.append(first.draw)
        terms = Terms(self.now, self.health_now, self.scenario.money.optimism_bias, self.weights(ways))
        of_first = spent(first, self.strategies[first.strategy], figures, self.k)
        for outcome in outcomes:
            strategy = self.strategies[outcome.strategy]
            ours = of_first if outcome is first else spent(outcome, strategy, figures, self.k)
            more = beside(ours, of_first)
            told = more if self.usual and outcome is not first else ours
            gains = gained(outcome, first, self.gains, figures, self.k)
            run = Run(told, more, gains, figures, figures.of(strategy).most * self.k, self.k)
            others = (first,) if told is more else ()
            self.add_run(outcome, run, terms, self.places.holders(outcome, *others))

    def weights(self, ways: Sequence[Split]) -> np.ndarray | None:
        """Return how much a pound that a family gains counts, (families,): None, unless the scenario weighs fifths."""
        if self.scenario.money.weights is None:
            return None
        fifths = next(way for way in ways if way.name == WEIGHED_BY)
        found: np.ndarray = np.array(self.scenario.money.weights)[fifths.member]
        return found

    def add_run(self, outcome: Outcome, run: Run, terms: Terms, holders: np.ndarray | None) -> None:
        """Add one strategy's run."""
        name = outcome.strategy
        self.lines[name] = added(self.lines.get(name, {}), run.told.lines)
        self.add_gainers(name, run)
        for component, amounts in by_component(run, self.gains, terms).items():
            self.monthly.setdefault((name, component), []).append(amounts)
        now = at_the_start(run, self.gains, terms)
        told = by_payer(run, self.payers, self.of_grant[name]) | by_gainer(run, self.gains, self.months) | now
        self.add_parts(name, told, beside_each_other(run, now, self.months), run.rows, holders)
        self.add_priced(name, run, terms)

    def add_gainers(self, name: str, run: Run) -> None:
        """Add what each gains by month."""
        there = self.gainers.setdefault(name, {})
        for gain in self.gains:
            for gainer, share in zip(gain.gainers, gain.split(run.figures), strict=True):
                key = (gain.account, gain.name, gainer)
                there[key] = there.get(key, 0.0) + run.gained.months[gain.name] * share

    def add_parts(
        self, name: str, told: dict[str, Part], others: dict[str, Part], rows: np.ndarray, holders: np.ndarray | None
    ) -> None:
        """Add a run's sums to their ledgers: those that are told, and those that quotients alone are of."""
        everyone = undivided(self.roll.called.size)
        rows = rows if holders is None else united(rows, np.flatnonzero(holders))  # of quotients all holders count
        whole = {key: part._replace(x=part.spread_over(rows), rows=rows) for key, part in others.items()}
        parts = told | whole
        if name not in self.bundles:
            self.bundles[name] = Bundle(list(parts), alone=False)
            self.each |= {(name, key): Quotient() for key in QUOTIENTS}
        x, some = as_rows(list(parts.values()), rows), everyone.among(rows)
        fixed = taken_from(list(parts.values()), x, rows, holders)
        most = np.array([part.most for part in parts.values()])
        found = added_to_totals(np.array([[part.pence] for part in parts.values()]), x, most, some, fixed)
        self.bundles[name].add(self.roll, found)
        chance = {key: found.left_to_chance(place) for place, key in enumerate(parts)}
        for key, (above, under) in QUOTIENTS.items():
            self.each[name, key].share(chance[above], chance[under], everyone.member.size)
        for key, part in told.items():
            self.by_none[name, key] = self.by_none.get((name, key), 0.0) + part.by_none

    def add_priced(self, name: str, run: Run, terms: Terms) -> None:
        """Add what each figure prices, at the start: costs below nothing."""
        for line in run.more.all_lines:
            raised = 1.0 if line.account == SOCIAL else 1.0 + terms.optimism
            pence = -run.line(line, terms.now).pence * raised
            for figure in (line.figure, HOURS) if line.account == SOCIAL else (line.figure,):
                self.price((name, figure), pence, run)
            self.price((name, EVERY_COST), pence if line.account == FISCAL else 0.0, run)
        for gain in self.gains:
            now = terms.health_now if gain.of_health else terms.now
            pence = run.gain(gain, self.months, now, terms.weights).pence
            for figure in (*gain.figures, EVERY_GAIN):
                self.price((name, figure), pence, run)

    def price(self, key: Key, pence: float, run: Run) -> None:
        """Add pence, and the units that they are at the figure's value in this draw."""
        value = 1.0 if key[1] in (EVERY_COST, EVERY_GAIN) else run.figures.number(key[1])
        self.values.setdefault(key[1], {})[len(self.draws)] = value
        if value:
            self.priced[key] = Priced(pence, pence / value).plus(self.priced.get(key))

    def sums_of(self, name: str, key: str) -> TwoSums:
        """Return both sums of a strategy's quotient."""
        above, under = (self.bundles[name].ledger(one) for one in QUOTIENTS[key])
        return self.each[name, key].sums(above, under, self.roll)

    def finished(self) -> Sums:
        """Return what all runs came to."""
        runs, everyone = len(self.draws), self.roll.split(undivided(0))
        return Sums(
            self.draws,
            {name: {line: one / runs for line, one in lines.items()} for name, lines in self.lines.items()},
            {name: {key: one / runs for key, one in found.items()} for name, found in self.gainers.items()},
            {key: np.array(found) for key, found in self.monthly.items()},
            {
                (name, key): of_key
                for name, one in self.bundles.items()
                for key, of_key in of_bundle(one, one.moments(self.roll, everyone)).items()
                if (name, key) in self.by_none
            },
            {key: pence / runs for key, pence in self.by_none.items()},
            {key: self.sums_of(*key) for key in self.each},
            {key: Priced(one.pence / runs, one.units / runs) for key, one in self.priced.items()},
            {name: float(np.mean(list(found.values()))) for name, found in self.values.items()},
        )
