"""What in an experiment must agree: names with its scenarios, levers with strategies, figures with the register."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from famsim.areas import AreaProfile, places_of
from famsim.errors import FamsimError
from famsim.evidence import Figure, judges
from famsim.nearest import nearest
from famsim.questions.sweep.design import KINDS, MOST_POINTS, OWN, SAMPLED, rows_of, size_of
from famsim.questions.sweep.factors import CHANGES, RUNS, Lever, Uncertainty
from famsim.scenario import (
    Lines,
    Scenario,
    Wrong,
    change,
    check_evidence,
    figures_of,
    in_area,
    is_many,
    places_in,
    strategy_names,
)

MOST_RUNS = 1_000_000
UNREAD = (
    "a figure that rules read; of usual services a [[lever]] with changes = 'places_times' moves the places, and "
    "[evidence] in the scenario sets the figures"
)
At = tuple[str | int, ...]


class Checks:
    """An experiment file beside its scenarios; every error names file, line and field."""

    def __init__(self, file: Any, scenarios: Mapping[str, Scenario], where: str, lines: Lines) -> None:
        self.file, self.scenarios, self.where, self.lines = file, scenarios, where, lines
        self.wrong = Wrong(where, lines)
        self._cells: tuple[Scenario, ...] = ()

    def factors(self) -> tuple[Lever | Uncertainty, ...]:
        """Return the columns of the design: levers first, then uncertainties with their ranges."""
        check_evidence(self.file.constants, self.where, figures_in(self.scenarios.values()), self.lines, "constants")
        for name in self.file.constants:
            self.check_moves(("constants", name), name)
        uncertain = tuple(self.ranged(i, one) for i, one in enumerate(self.file.uncertainties))
        found = (*self.file.levers, *uncertain)
        for i, lever in enumerate(self.file.levers):
            self.check_lever(i, lever)
        seen: set[str] = set()
        for at, one in self.places():
            if one.name in RUNS:
                raise self.wrong(at, f"{one.name!r} is a column of every run", f"a name that is not {', '.join(RUNS)}")
            if one.name in seen:
                raise self.wrong(at, f"there is another column {one.name!r}", "names that differ")
            seen.add(one.name)
        self.check_design(found)
        return found

    def places(self) -> Iterator[tuple[At, Lever | Uncertainty]]:
        """Yield each factor with where it stands."""
        for i, lever in enumerate(self.file.levers):
            yield ("lever", i, "name"), lever
        for i, one in enumerate(self.file.uncertainties):
            yield ("uncertainty", i, "figure"), one

    def ranged(self, i: int, one: Uncertainty) -> Uncertainty:
        """Return an uncertainty with its range, which lies within the register's, or its scenario's own."""
        at = ("uncertainty", i, "figure")
        if one.figure in CHANGES:
            raise self.wrong(at, f"{one.figure} is decided, not uncertain", "a figure; a [[lever]] changes this")
        self.check_moves(at, one.figure)
        known = self.known(at, one.figure)
        if one.figure in self.file.constants:
            raise self.wrong(at, f"{one.figure} is a constant too", "one of the two")
        if one.is_open and len({(figure.low, figure.high) for figure in known}) > 1:
            raise self.wrong(at, f"{one.figure} has another range in each scenario", "low and high within all of them")
        for figure in known if not one.is_open else ():
            for value in one.ends:
                if figure.low is not None and figure.high is not None and not figure.low <= value <= figure.high:
                    key = "values" if one.values else ("low" if value == one.low else "high")
                    allowed = f"{figure.low:g} to {figure.high:g} {figure.unit} ({figure.says})"
                    raise self.wrong((*at[:2], key), f"{value:g} is out of range", allowed)
        return one.ranged(known[0])

    def known(self, at: At, name: str) -> list[Figure]:
        """Return a figure as each scenario that has it knows it; all the same but for their own programmes'."""
        found = [figures[name] for one in self.scenarios.values() if name in (figures := figures_of(one))]
        if not found:
            near = nearest(name, figures_in(self.scenarios.values()))
            allowed = "a name that `famsim sources` lists, or one of the scenario's own programmes"
            raise self.wrong(at, f"there is no figure {name!r}", allowed, near)
        if any(one.low is None or one.high is None or isinstance(one.value, tuple) for one in found):
            raise self.wrong(at, f"{name} is fixed, or a list", "a figure that is one number with a range")
        return found

    def check_moves(self, at: At, name: str) -> None:
        """Refuse a figure that moves nothing once a scenario has been read, such as the places of usual services."""
        if judges(name):
            raise self.wrong(at, f"no run reads {name}, so it would move nothing", UNREAD)

    def check_lever(self, i: int, lever: Lever) -> None:
        """Refuse a lever that moves nothing, names what there is not, or leads where a strategy cannot be."""
        known = self.names()
        for j, name in enumerate(lever.strategies or ()):
            if name not in known:
                at = ("lever", i, "strategies", j)
                raise self.wrong(at, f"there is no strategy {name!r}", ", ".join(known), nearest(name, known))
        moved = [one for cell in self.cells() for one in cell.strategies if lever.moves(one)]
        idle = not moved or all(lever.pull(one, value) == one for one in moved for value in lever.ends)
        if idle:
            where = f" {lever.offer}" if lever.offer else ""
            raise self.wrong(
                ("lever", i), f"it moves nothing: no strategy has such an offer{where}", "a lever that does"
            )
        for one in moved:
            for value in lever.ends:
                try:
                    lever.pull(one, value)
                except FamsimError as error:
                    raise self.wrong(("lever", i), f"at {value:g}: {error}", "values at which it can stand") from None

    def names(self) -> list[str]:
        """Return the names of the strategies that are lived."""
        return list(dict.fromkeys(one.name for cell in self.cells() for one in cell.strategies))

    def check_design(self, factors: tuple[Lever | Uncertainty, ...]) -> None:
        """Refuse a design that is empty, does not go with its factors, or is too large; a branch after the end."""
        self.check_branch()
        design = self.file.design
        if design is None:
            if factors:
                raise self.wrong(("design",), "must be given", f"kind = one of {', '.join(KINDS)}")
        elif not factors:
            raise self.wrong(("design",), "there is nothing that it moves", "one [[lever]] or [[uncertainty]] or more")
        else:
            self.check_points(factors)
        size = size_of(design, factors)
        if size > MOST_POINTS:
            raise self.wrong(("design",), f"{size:,} points", f"1 to {MOST_POINTS:,} points")
        about, strategies = self.file.experiment, sum(len(cell.strategies) for cell in self.cells())
        runs = size * strategies * about.draws * about.reps
        if runs > MOST_RUNS:
            raise self.wrong(
                ("experiment",), f"{runs:,} runs", f"1 to {MOST_RUNS:,} runs; several experiments hold more"
            )

    def check_branch(self) -> None:
        """Refuse a branch that leaves no month, or nobody who takes it."""
        at = self.file.experiment.branch_at
        shortest = min(cell.months for cell in self.cells())
        if at is not None and at >= shortest:
            raise self.wrong(("experiment", "branch_at"), f"{at} of {shortest} months", f"1 to {shortest - 1}")
        if at is not None and all(len(cell.strategies) == 1 for cell in self.cells()):
            raise self.wrong(("experiment", "branch_at"), "there is one strategy only", "two or more, or leave it out")

    def check_points(self, factors: tuple[Lever | Uncertainty, ...]) -> None:
        """Refuse `points` where they are not asked for, and lists that do not go together."""
        design = self.file.design
        if design.kind in SAMPLED and design.points is None:
            raise self.wrong(("design", "points"), "must be given", f"1 to {MOST_POINTS:,} points")
        if design.kind not in SAMPLED and design.points is not None:
            raise self.wrong(("design", "points"), f"a {design.kind} has the points of its values", "leave it out")
        if (design.kind == OWN) != (design.table is not None):
            raise self.wrong(("design", "table"), f"a table goes with kind = {OWN!r}", "one of them with the other")
        if design.kind == OWN:
            self.check_table(factors)
        if design.kind == "sobol" and design.points & (design.points - 1):
            near = 1 << design.points.bit_length()
            raise self.wrong(
                ("design", "points"), f"{design.points} is no power of 2", f"such as {near // 2} or {near}"
            )
        for (table, i, _), one in self.places():
            if one.steps and (one.values or design.kind != "grid"):
                raise self.wrong((table, i, "steps"), "there is no range that a grid steps through", "leave it out")
            if design.kind == "list" and len(one.values) != max(len(factors[0].values), 1):
                allowed = "values = [...] of all levers and uncertainties, as many each: the first of each is one point"
                raise self.wrong((table, i, "values"), f"{len(one.values)} are given", allowed)

    def check_table(self, factors: tuple[Lever | Uncertainty, ...]) -> None:
        """Refuse points of one's own that are no numbers, too many, or out of what a factor may be."""
        at = ("design", "table")
        try:
            points = rows_of(self.file.design.table)
            fits = points.ndim == 2 and points.shape[1] == len(factors)
        except ValueError:
            fits = False
        if not fits:
            raise self.wrong(
                at, "its lines are not points", f"{len(factors)} numbers in each line: {names_of(factors)}"
            )
        for place, factor in enumerate(factors):
            low, high = min(factor.ends), max(factor.ends)
            for value in points[:, place].tolist():
                if not low <= value <= high or (factor.whole and value != int(value)):
                    raise self.wrong(at, f"{factor.name} {value:g} is out of range", f"{low:g} to {high:g}")

    def cells(self) -> tuple[Scenario, ...]:
        """Return each scenario in each of its areas, as it is asked there."""
        if not self._cells:
            asked = [one for scenario in self.scenarios.values() for one in self.in_areas(scenario)]
            self._cells = tuple(self.as_asked(one) for one in asked)
        return self._cells

    def in_areas(self, scenario: Scenario) -> Iterator[Scenario]:
        """Yield a scenario in each of its areas, or of the experiment's."""
        about = self.file.experiment
        if is_many(scenario):
            wanted = self.wanted(places_in(scenario))
            yield from (in_area(scenario, area) for area in wanted)
        elif about.areas is None:
            yield scenario
        else:
            at = f"{self.where}, line {self.lines.of(('experiment', 'areas'))}: experiment.areas"
            for area in places_of(about.areas, at):
                yield change(scenario, at, area=area.slug)

    def wanted(self, there: tuple[AreaProfile, ...]) -> tuple[AreaProfile, ...]:
        """Return the areas of a scenario of several that the experiment is about."""
        asked = self.file.experiment.areas
        if asked is None:
            return there
        at = f"{self.where}, line {self.lines.of(('experiment', 'areas'))}: experiment.areas"
        found, known = places_of(asked, at), {area.code: area for area in there}
        for area in found:
            if area.code not in known:
                slugs = [one.slug for one in there]
                what, allowed = f"{area.slug!r} is no area of the scenario", f"{len(there)} areas of the scenario"
                raise self.wrong(("experiment", "areas"), what, allowed, nearest(area.slug, slugs))
        return found

    def as_asked(self, scenario: Scenario) -> Scenario:
        """Return a scenario with the experiment's strategies, months, families, seed and constants."""
        about, known = self.file.experiment, strategy_names(scenario)
        chosen = list(scenario.strategies)
        if about.strategies is not None:
            for j, name in enumerate(about.strategies):
                if name not in known:
                    at = ("experiment", "strategies", j)
                    what = f"scenario {scenario.name} has no strategy {name!r}"
                    raise self.wrong(at, what, ", ".join(known), nearest(name, known))
            chosen = [one for name in about.strategies for one in scenario.strategies if one.name == name]
        fields: dict[str, Any] = {
            name: value for name in ("months", "families", "seed") if (value := getattr(about, name)) is not None
        }
        there = figures_of(scenario)
        constants = {name: value for name, value in self.file.constants.items() if name in there}
        fields |= {"strategies": tuple(chosen), "evidence": dict(scenario.evidence) | constants}
        return change(scenario, f"{self.where}: experiment", **fields)


def figures_in(scenarios: Iterable[Scenario]) -> Mapping[str, Figure]:
    """Return the figures that there are in scenarios: of the register, and of the programmes of any of them."""
    found: dict[str, Figure] = {}
    for one in scenarios:
        found |= figures_of(one)
    return found


def names_of(factors: tuple[Lever | Uncertainty, ...]) -> str:
    """Return what the columns of a design are called."""
    return ", ".join(one.name for one in factors)
