"""The world of a scenario at central parameters: its area, its evidence, and what is solved for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from famsim.areas import PILOT, AreaProfile, find_area
from famsim.engine import Sample
from famsim.evidence import Figure, Value, central, the_register
from famsim.population.countdown import Countdown, silent
from famsim.population.keep import About, is_kept, kept
from famsim.population.moved import PASSES, area_under, england_under, families_of, logs, walk
from famsim.population.own import names_of, of_the_register, own_figures, set_to
from famsim.population.parameters import parameters
from famsim.population.reference import set_solved, solved_values
from famsim.population.settling import (
    MOVED_FAMILIES,
    SOLVED_FOR_AREA,
    SOLVING_FAMILIES,
    area_number,
    area_values,
    burn_in_solving,
    set_area_values,
    solve_area,
    solve_moved,
)
from famsim.scenario import Scenario, doors_in, one_place

CENTRAL_FAMILIES = 40_000  # sample of England for the central constants
AREA_FIGURES = len(SOLVED_FOR_AREA)
NOT_LIVED_WITHOUT_SUPPORT = (
    "costs",
    "doors",
    "evaluation",
    "instruments",
    "need",
    "programmes",
    "staff",
    "support",
    "usual",
    "worthwhile",
)


@dataclass(frozen=True)
class World:
    """An area under a scenario's evidence: what is needed to make any draw's start."""

    area: AreaProfile
    overrides: Mapping[str, Value]
    seed: int
    families: int | None = None
    cohort: bool = False
    months: int = 120
    economy: np.ndarray = field(default_factory=lambda: np.ones((0, 3)), compare=False)
    own: tuple[Figure, ...] = ()  # of the scenario's own programmes
    ahead: int = 0  # months for which couples are followed before a first conception
    doors: tuple[tuple[str, int, int], ...] = ()  # those that open or close: the month of each

    @property
    def programmes(self) -> tuple[str, ...]:
        """The programmes that there are, by row of the parameters."""
        return names_of(self.own)

    @property
    def sample(self) -> Sample:
        """Every family of the area, or a 1-in-k sample."""
        k = 1.0 if self.families is None else max(self.area.families / self.families, 1.0)
        return Sample(area_number(self.area.code), k)

    def under(self, figures: Mapping[str, Value]) -> "World":
        """Return the world with some figures set besides those that are: the register's, and of its own programmes."""
        own = tuple(set_to(figure, figures) for figure in self.own)
        return replace(self, overrides={**self.overrides, **of_the_register(figures)}, own=own)


def world_of(scenario: Scenario) -> World:
    """Return the world of a scenario (see famsim.scenario.schema.Scenario)."""
    names = ("job_loss", "job_finding", "arrears")
    months = range(1, scenario.months + 1)
    area = one_place(scenario)
    economy = np.array([[scenario.economy.factor(name, month) for name in names] for month in months])
    return World(
        area=area,
        overrides=of_the_register(scenario.evidence),
        seed=scenario.seed,
        families=scenario.families,
        cohort=scenario.start == "birth cohort",
        months=scenario.months,
        economy=economy,
        own=own_figures(scenario),
        ahead=max((offer.ahead for strategy in scenario.strategies for offer in strategy.offers), default=0),
        doors=tuple((name, *one.months) for name, one in doors_in(scenario.doors, area).items()),
    )


def england_sample(families: int) -> Sample:
    """Return a sample of England of so many families."""
    england = find_area("england")
    return Sample(area_number(england.code), england.families / families)


def england_solved(overrides: Mapping[str, Value]) -> np.ndarray:
    """Return England's area figures and the reference constants at central values."""
    england = find_area("england")
    values, usual = central(the_register(), overrides), central(the_register())
    if lived_values(values) == lived_values(usual):
        return kept(*about_england(), _solve_england)

    def solve() -> np.ndarray:
        before = england_solved({})
        told = Countdown(england.name, sum(PASSES), SOLVING_FAMILIES[-1])
        return england_under(values, before, england_walk(), told)

    made_from = [lived_values(values), lived_values(usual), CENTRAL_FAMILIES, SOLVING_FAMILIES, PASSES]
    return kept("england-under", made_from, (england,), solve)


def about_england() -> About:
    """Return what England's constants at central values depend on."""
    made_from = [lived_values(central(the_register())), CENTRAL_FAMILIES, SOLVING_FAMILIES]
    return About("england", made_from, (find_area("england"),))


def about_area(area: AreaProfile, overrides: Mapping[str, Value]) -> About:
    """Return what an area's figures depend on: at central values, or under overridden ones that are lived by."""
    values, usual = lived_values(central(the_register(), overrides)), lived_values(central(the_register()))
    areas, made_from = (area, find_area("england")), [values, CENTRAL_FAMILIES, SOLVING_FAMILIES]
    ships = area.vintage == PILOT and not area.private and not area.dated
    whose = area.slug if ships else f"{area.slug}-as-given"  # of another vintage, or an authority's own
    if values == usual:
        return About(f"area-{whose}", made_from, areas)
    return About(f"area-{whose}-under", [*made_from, usual, PASSES], areas)


def parameters_in_draw(area: AreaProfile, there: AreaProfile, overrides: Mapping[str, Value]) -> np.recarray:
    """Return parameters at central values of an area whose published figures are as `there`, everything solved."""
    values, before = central(the_register(), overrides), central_parameters(area, overrides)
    p = parameters(values, there)
    set_solved(p[0], solved_values(before[0]))

    def solve() -> np.ndarray:
        set_area_values(p[0], np.array(area_values(before[0])))
        solve_moved(p, area, there)
        return np.array(area_values(p[0]))

    made_from = [lived_values(values), CENTRAL_FAMILIES, SOLVING_FAMILIES, MOVED_FAMILIES]
    figures = kept(f"area-{area.slug}-in-draw", made_from, (there, area, find_area("england")), solve)
    set_area_values(p[0], figures)
    return p


def not_solved(areas: Iterable[AreaProfile], overrides: Mapping[str, Value]) -> list[AreaProfile]:
    """Return the areas whose figures will have to be solved before a family can live there."""
    return [area for area in areas if not is_kept(about_area(area, overrides))]


def england_is_solved() -> bool:
    """Say whether England's constants, which every area's search begins from, are at hand."""
    return is_kept(about_england())


def _solve_england() -> np.ndarray:
    england = find_area("england")
    p = parameters(central(the_register()), england)
    solve_area(p, england, reference=True)
    burn_in_solving(p, england_sample(CENTRAL_FAMILIES))
    return np.array([*area_values(p[0]), *solved_values(p[0])])


def england_walk() -> np.ndarray:
    """Return England's walk under central values, beside which that under overridden values is set."""
    england, usual = find_area("england"), central(the_register())
    made_from = [lived_values(usual), CENTRAL_FAMILIES, SOLVING_FAMILIES, PASSES]
    return kept("england-walk", made_from, (england,), lambda: walk(usual, england_solved({})))


def lived_values(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values that a family with no support lives by: all that the solved constants can depend on."""
    return {name: value for name, value in values.items() if name.split(".")[0] not in NOT_LIVED_WITHOUT_SUPPORT}


def start_from(p: np.record, area: AreaProfile, solved: np.ndarray) -> None:
    """Begin an area's search at England's figures, with as many more or fewer families."""
    set_area_values(p, solved[:AREA_FIGURES])
    p.area.first_conceptions *= area.families / find_area("england").families


def central_parameters(area: AreaProfile, overrides: Mapping[str, Value]) -> np.recarray:
    """Return the area's parameters at central values, everything solved."""
    values, usual = central(the_register(), overrides), central(the_register())
    solved = england_solved(overrides)
    p = parameters(values, area)
    set_solved(p[0], solved[AREA_FIGURES:])
    if area.level == "country" and area == find_area("england"):
        set_area_values(p[0], solved[:AREA_FIGURES])
        return p

    def solve() -> np.ndarray:
        start_from(p[0], area, solved)
        solve_area(p, area)
        return np.array(area_values(p[0]))

    def solve_again() -> np.ndarray:
        before, england = central_parameters(area, {}), england_solved({})
        moved = logs(solved[:AREA_FIGURES]) - logs(england[:AREA_FIGURES])
        told = Countdown(area.name, families_of(area)) if moved.any() else silent
        return area_under(p, area, np.array(area_values(before[0])), moved, told)

    same = lived_values(values) == lived_values(usual)
    figures = kept(*about_area(area, overrides), solve if same else solve_again)
    set_area_values(p[0], figures)
    return p
