"""The starts of a world: its stock at month 0 for a chance seed and a parameter draw.

The stock is made once per area and seed at central parameters; from month -60 it lives with each draw's own. Where an
area's families, their kinds or where they live are not known well, each draw has a stock of its own. A draw's reference
constants are the central ones, shifted by what the same sixty months change in a reference sample of England.
"""

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

import numpy as np

from famsim.areas import find_area
from famsim.engine import Run, Together, copy_of, with_book
from famsim.errors import FamsimError, shown, unknown
from famsim.evidence import Value
from famsim.limits import check
from famsim.model.identity import MONTHS_A_YEAR
from famsim.population.doors import open_and_close
from famsim.population.keep import About, kept
from famsim.population.lately import Lately, fingerprint
from famsim.population.own import add_own, derive_own
from famsim.population.parameters import parameters
from famsim.population.policy import set_policy
from famsim.population.reference import adjust, set_solved, solved_values
from famsim.population.settling import (
    SOLVING_FAMILIES,
    SOLVING_SEED,
    area_values,
    burn_in,
    no_families,
    set_area_values,
)
from famsim.population.start import (
    AREA_FIGURES,
    CENTRAL_FAMILIES,
    World,
    central_parameters,
    england_sample,
    england_solved,
    lived_values,
    parameters_in_draw,
    world_of,
)
from famsim.population.stocks import Whose, kept_run
from famsim.population.unsure import area_in_draw, is_made_otherwise
from famsim.population.values import values_of
from famsim.scenario import Scenario, Strategy

__all__ = [
    "Starts",
    "area_in_draw",
    "beside",
    "branch",
    "start_run",
    "strategy_at",
    "strategy_named",
    "together_from",
    "with_strategy",
    "world_of",
]

SETTLES = 60  # months before month 0 that a stock lives with its draw's parameters
REFERENCE_FAMILIES = 8_000  # sample of England on which a draw's constants are shifted
GAIN = 0.6
COHORT_MONTHS = MONTHS_A_YEAR  # a birth cohort: the families whose first child is conceived in so many months
NEVER_ENDS = 1 << 20
LATELY = Lately()  # of this process


class Starts:
    """Every start of one world; safe to ask from several threads."""

    def __init__(self, world: World, keeper: Any = None) -> None:
        """Make the central parameters; a keeper (famsim.runs.keeping) recalls and keeps finished runs."""
        self.world = world
        self.keeper = keeper
        self.central = central_parameters(world.area, world.overrides)
        self._add_own(self.central[0], 0)
        self._lock = Lock()
        self._stocks: dict[int, Run] = {}
        self._reference: Run | None = None
        self._reference_central: np.ndarray | None = None

    def parameters(self, number: int) -> np.recarray:
        """Return the parameters of a draw (0 = central), everything solved."""
        if number == 0:
            return self.central.copy()
        p = parameters(values_of(self.world.overrides, number), area_in_draw(self.world.area, number))
        set_area_values(p[0], np.array(area_values(self.before(number)[0])))
        set_solved(p[0], england_solved(self.world.overrides)[AREA_FIGURES:] + self.shift(number))
        self._add_own(p[0], number)
        return p

    def before(self, number: int) -> np.recarray:
        """Return the central parameters by which a draw's families live until month -60: its area's own figures.

        They are those of every draw where its families, their kinds and where they live are known.
        """
        if number == 0 or not is_made_otherwise(self.world.area):
            return self.central
        p = parameters_in_draw(self.world.area, area_in_draw(self.world.area, number), self.world.overrides)
        self._add_own(p[0], 0)
        return p

    def _add_own(self, p: np.record, number: int) -> None:
        """Add the scenario's own programmes of a draw, and when doors open and close."""
        add_own(p, self.world.own, number)
        derive_own(p, self.world.own)
        open_and_close(p, self.world.doors)

    def shift(self, number: int) -> np.ndarray:
        """Return what a draw moves the reference constants by, found with common luck on the same families."""
        return kept(*about_draw(self.world.overrides, number), lambda: self._found_shift(number))

    def _found_shift(self, number: int) -> np.ndarray:
        with self._lock:
            if self._reference is None:
                self._reference = self._england_at_branch()
                self._reference_central = self._settled_constants(0)
        shift: np.ndarray = self._settled_constants(number) - self._reference_central
        return shift

    def _england_at_branch(self) -> Run:
        p = central_parameters(find_area("england"), self.world.overrides)
        return burn_in(p, england_sample(REFERENCE_FAMILIES), SOLVING_SEED, -SETTLES)

    def _settled_constants(self, number: int) -> np.ndarray:
        assert self._reference is not None
        p = parameters(values_of(self.world.overrides, number), find_area("england"))
        solved = england_solved(self.world.overrides)
        set_area_values(p[0], solved[:AREA_FIGURES])
        set_solved(p[0], solved[AREA_FIGURES:])
        run = branch(self._reference, p)
        while run.month < 0:
            run.advance(min(MONTHS_A_YEAR - run.month % MONTHS_A_YEAR, -run.month))
            adjust(run, GAIN)
        return solved_values(p[0])

    def stock(self, seed: int, to_keep: bool = True) -> Run:
        """Return the area at month -60 at central parameters, made once per seed; `to_keep`: for other processes."""
        with self._lock:
            if seed not in self._stocks:
                whose = Whose("stock", (fingerprint(self.central),), self.world.sample, seed)
                self._stocks[seed] = LATELY.run(whose, lambda: self._stock(self.central, whose, to_keep))
            return self._stocks[seed]

    def _stock(self, before: np.recarray, whose: Whose, to_keep: bool) -> Run:
        p = before.copy()
        return kept_run(whose, p, lambda: burn_in(p, whose.sample, whose.seed, -SETTLES), to_keep)

    def start(self, number: int, seed: int) -> Run:
        """Return the area at month 0 of a draw and seed, under no strategy and with no account book."""
        p = self.parameters(number)
        if self.world.cohort:
            return self._birth_cohort(p, seed)
        whose = Whose("start", (fingerprint(self.before(number)), fingerprint(p)), self.world.sample, seed)
        return LATELY.run(whose, lambda: kept_run(whose, p, lambda: self._settled(p, seed, number)))

    def _settled(self, p: np.recarray, seed: int, number: int) -> Run:
        run = branch(self._stock_of(number, seed), p)
        run.advance(SETTLES)
        return run

    def _stock_of(self, number: int, seed: int) -> Run:
        before = self.before(number)
        if before is self.central:
            return self.stock(seed, number != 0)  # of one start alone the stock that it came from is not needed again
        return self._stock(before, Whose("stock", (fingerprint(before),), self.world.sample, seed), to_keep=False)

    def _birth_cohort(self, p: np.recarray, seed: int) -> Run:
        run = no_families(p, self.world.sample, seed)
        run.month, run.arrivals_end = -COHORT_MONTHS, 0
        run.advance(COHORT_MONTHS)
        return run


def about_draw(overrides: Mapping[str, Value], number: int) -> About:
    """Return what a draw's shift of the reference constants depends on."""
    values = [lived_values(values_of(overrides, one)) for one in (0, number)]
    made_from = [values, CENTRAL_FAMILIES, SOLVING_FAMILIES, REFERENCE_FAMILIES]
    return About(f"england-draw-{number}", made_from, (find_area("england"),))


def branch(run: Run, p: np.recarray, arrivals_end: int = NEVER_ENDS) -> Run:
    """Return a copy of a run that goes on with other parameters."""
    return Run(copy_of(run.state), p, run.sample, run.seed, run.month, run.economy, arrivals_end)


def with_strategy(start: Run, strategy: Strategy, world: World) -> Run:
    """Return a copy of a start that goes on under a strategy, with an account book for the scenario's months."""
    p = start.p.copy()
    set_policy(p, strategy, world)
    run = branch(start, p, start.arrivals_end)
    coming = sum(len(run.arrivals(month)) for month in range(1, world.months + 1))
    run.state = with_book(run.state, world.months, len(run.families) + coming)
    run.economy = world.economy
    return run


def together_from(start: Run, strategies: Sequence[Strategy], world: World) -> Together:
    """Return a start that goes on under the first strategy, with the others beside it."""
    base = with_strategy(start, strategies[0], world)
    others = []
    for strategy in strategies[1:]:
        p = start.p.copy()
        set_policy(p, strategy, world)
        others.append(p)
    return beside(base, others)


def beside(base: Run, others: list[np.recarray]) -> Together:
    """Return a run at month 0 that goes on with strategies beside it, whose parameters these are."""
    about = (base.state, base.p, base.sample, base.seed, base.month, base.economy, base.arrivals_end)
    return Together(*about, others=others)


def strategy_named(scenario: Scenario, name: str) -> Strategy:
    """Return a strategy by its name, in any case; ScenarioError names the nearest one."""
    for strategy in scenario.strategies:
        if strategy.name.lower() == str(name).lower():
            return strategy
    known = [strategy.name for strategy in scenario.strategies]
    raise unknown("strategy", str(name), known, f"scenario {scenario.name}")


def strategy_at(scenario: Scenario, strategy: int | str) -> Strategy:
    """Return a strategy by its name, or by its place from 0; FamsimError for one there is not."""
    if isinstance(strategy, bool) or not isinstance(strategy, int):
        return strategy_named(scenario, str(strategy))
    last = len(scenario.strategies) - 1
    if not 0 <= strategy <= last:
        raise FamsimError(f"strategy {strategy}: allowed: the name of a strategy, or its place from 0 to {last}")
    return scenario.strategies[strategy]


def start_run(scenario: Scenario, strategy: int | str, draw: int = 0, seed: int | None = None) -> Run:
    """Return a scenario's strategy at month 0, ready to advance; `strategy` is its place or its name."""
    if not hasattr(scenario, "rechecked"):
        raise FamsimError(f"{shown(scenario)}: is no scenario; allowed: what fs.load_scenario returns")
    scenario = scenario.rechecked()
    check(draw=draw, **{} if seed is None else {"seed": seed})
    chosen = strategy_at(scenario, strategy)
    world = world_of(scenario)
    start = Starts(world).start(draw, world.seed if seed is None else seed)
    return with_strategy(start, chosen, world)
