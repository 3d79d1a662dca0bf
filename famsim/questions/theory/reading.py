"""A theory of change read from its file: every arrow found bound to figures and sources that there are."""

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from famsim.errors import ScenarioError, TheoryError, UnboundEdgeError, unknown
from famsim.evidence import Figure, Source
from famsim.limits import check_paths
from famsim.measures import MEASURES
from famsim.population import strategy_named
from famsim.questions.theory.chart import Edge, Elicited, Node, Theory
from famsim.questions.theory.tables_asked import EdgeTable, ElicitedTable, TheoryFile
from famsim.scenario import Lines, Scenario, change, explain, load_scenario, parse, read_text, shown
from famsim.writing import register_of

FILE = "a theory of change (.toml)"


def load_theory(path: str | os.PathLike[str], area_figures: str | os.PathLike[str] | None = None) -> Theory:
    """Return the theory of a file, with the scenario that it names, looked for beside it.

    area_figures: an authority's own figures, where that scenario rests on private ones. Raises TheoryError for what
    cannot be, UnboundEdgeError for an arrow that names no figure, ScenarioError for its scenario: file, line, field,
    what is allowed, nearest name.
    """
    check_paths(theory=path)
    given = os.fspath(path)
    if not os.path.lexists(given):
        raise TheoryError(
            f"{shown(given)}: there is no such file; allowed: {FILE}, as `famsim assess --out DIR` writes it"
        )
    toml = read_text(given, FILE)
    file, _ = tables_of(toml, shown(given))
    name = file.theory.scenario
    beside = Path(given).parent / name
    scenario = load_scenario(beside if beside.is_file() else name, area_figures=area_figures)
    return theory_in(toml, scenario, shown(given))


def theory_in(toml: str, scenario: Scenario, where: str = "the theory") -> Theory:
    """Return the theory written in a text, lived in a scenario; errors as of `load_theory`."""
    file, lines = tables_of(toml, where)
    about = file.theory
    if about.measure not in MEASURES or not MEASURES[about.measure].is_total or MEASURES[about.measure].once:
        known = [name for name, one in MEASURES.items() if one.is_total and not one.once]
        raise unknown("measure", about.measure, known, f"{where}, line {lines.of(('theory', 'measure'))}", TheoryError)
    checks = Checks(file, lines, where, scenario)
    edges = tuple(checks.edge(place, one) for place, one in enumerate(file.edges))
    checks.names()
    nodes = tuple(Node(name, one.kind, one.says) for name, one in file.nodes.items())
    checks.no_circle(edges)
    strategy = strategy_named(scenario, about.strategy).name
    given = {one.elicited.figure: one.elicited.middle for one in edges if one.elicited}
    lived = change(scenario, where, evidence={**scenario.evidence, **given}) if given else scenario
    return Theory(about.title, about.measure, strategy, lived, nodes, edges, toml)


def tables_of(toml: str, where: str) -> tuple[TheoryFile, Lines]:
    """Return the tables of a theory's text, and where each stands."""
    try:
        raw, lines = parse(toml, where)
        return TheoryFile.model_validate(raw, by_alias=True, by_name=False), lines
    except ValidationError as error:
        raise TheoryError(str(explain(error, TheoryFile, where, lines))) from None
    except ScenarioError as error:
        raise TheoryError(str(error)) from None


class Checks:
    """What holds of a theory's tables together; each complaint names file, line and field."""

    def __init__(self, file: TheoryFile, lines: Lines, where: str, scenario: Scenario) -> None:
        self.file, self.lines, self.where = file, lines, where
        register = register_of(scenario)
        self.figures: Mapping[str, Figure] = register.figures
        self.sources: Mapping[str, Source] = register.sources

    def at(self, place: int, field: str = "") -> str:
        """Return where an arrow or a field of it stands."""
        path = ("edge", place, field) if field else ("edge", place)
        return f"{self.where}, line {self.lines.of(path)}: edge {place + 1}{f', {field}' if field else ''}"

    def edge(self, place: int, one: EdgeTable) -> Edge:
        """Return one arrow, bound."""
        for field, name in (("from", one.start), ("to", one.end)):
            if name not in self.file.nodes:
                raise unknown("node", name, self.file.nodes, self.at(place, field), TheoryError)
        name = f"{one.start} -> {one.end}"
        if not one.figures:
            raise UnboundEdgeError(
                f"{self.at(place)}: {name} is bound to no figure, so that it could be neither checked nor switched "
                "off; allowed: figures = ['programmes.debt_advice.d_relief'], of those that `famsim sources` lists"
            )
        figures = tuple(self.figure(place, one_name) for one_name in one.figures)
        evidence = one.evidence if one.evidence is not None else rows_of(figures, self.sources)
        for key in evidence:
            if key not in self.sources:
                raise unknown("source", key, self.sources, self.at(place, "evidence"), TheoryError)
        read = tuple(key for key in evidence if self.sources[key].read_in not in ("own", "memory"))
        off = {figure: one.off.get(figure, 0.0) for figure in one.figures}
        for figure in one.off:
            if figure not in off:
                raise unknown("figure of this edge", figure, off, self.at(place, "off"), TheoryError)
        given = None if one.elicited is None else self.elicited(place, one.elicited, one.figures)
        return Edge(one.start, one.end, one.says, figures, off, read, given, one.on)

    def figure(self, place: int, name: str) -> Figure:
        """Return a figure of the register; one of several numbers cannot be switched off."""
        if name not in self.figures:
            raise unknown("figure", name, self.figures, self.at(place, "figures"), TheoryError)
        if isinstance(self.figures[name].value, tuple):
            what = f"{name} is a list of numbers, which has no one value at which nothing passes"
            raise TheoryError(f"{self.at(place, 'figures')}: {what}; allowed: figures of one number")
        return self.figures[name]

    def elicited(self, place: int, one: ElicitedTable, figures: tuple[str, ...]) -> Elicited:
        """Return what was elicited; its figure is one of the arrow's, its range within what the figure may be."""
        if one.figure not in figures:
            raise unknown("figure of this edge", one.figure, figures, self.at(place, "elicited.figure"), TheoryError)
        if not one.low <= one.middle <= one.high:
            what = f"{one.low:g}, {one.middle:g}, {one.high:g} are not in order"
            raise TheoryError(f"{self.at(place, 'elicited')}: {what}; allowed: low, then middle, then high")
        figure = self.figures[one.figure]
        least, most = figure.may_be or (figure.low, figure.high)
        if least is not None and most is not None and not (least <= one.low and one.high <= most):
            what = f"{one.low:g} to {one.high:g} is not within what {one.figure} may be"
            raise TheoryError(f"{self.at(place, 'elicited')}: {what}; allowed: {least:g} to {most:g} {figure.unit}")
        return Elicited(**one.model_dump())

    def names(self) -> None:
        """Raise the error for two arrows of one name."""
        seen: set[tuple[str, str]] = set()
        for place, one in enumerate(self.file.edges):
            if (one.start, one.end) in seen:
                what = f"{one.start} -> {one.end} is there already"
                raise TheoryError(
                    f"{self.at(place)}: {what}; allowed: one edge from a node to another, with its figures"
                )
            seen.add((one.start, one.end))

    def no_circle(self, edges: tuple[Edge, ...]) -> None:
        """Raise the error for arrows that lead back to where they began."""
        left = list(edges)
        while left:
            ends = {edge.end for edge in left}
            outer = [edge for edge in left if edge.start not in ends]
            if not outer:
                around = ", ".join(edge.name for edge in left)
                raise TheoryError(f"{self.where}: edges lead in a circle: {around}; allowed: arrows that lead on")
            left = [edge for edge in left if edge not in outer]


def rows_of(figures: tuple[Figure, ...], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the sources that figures rest on, each once."""
    return tuple(dict.fromkeys(key for figure in figures for key in figure.sources if key in sources))
