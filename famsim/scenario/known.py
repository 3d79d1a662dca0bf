"""What a scenario names that stands elsewhere: its area, and the figures of the register that it overrides."""

from collections.abc import Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from famsim.areas import AreaProfile, find_area, places_named, places_of
from famsim.errors import AreaError
from famsim.evidence import programme_names
from famsim.nearest import did_you_mean
from famsim.scenario.agreeing import ANYBODY, Kind
from famsim.scenario.checks import Where, name_of, wrong
from famsim.scenario.evidence_overrides import check_overrides
from famsim.scenario.here import all_placed
from famsim.scenario.lines import Lines
from famsim.scenario.problems import Fault, field_name, problem
from famsim.scenario.register import Figures, package_figures

NAMED = 12  # areas of a scenario that a message lists
EACH = "each"  # area has as many places


def kind_of(programme: str) -> Kind:
    """Return for whom a programme of the register is; one that it does not know is taken to be for anybody."""
    names = [f"programmes.{programme}.{whom}" for whom in Kind._fields]
    figures = package_figures()
    return Kind(*(bool(figures[name].value) for name in names)) if names[0] in figures else ANYBODY


def figures_of(scenario: Any) -> Figures:
    """Return the figures of the register and of a scenario's own programmes."""
    own = {figure.name: figure for one in scenario.programmes.values() for figure in one.figures}
    return dict(package_figures()) | own if own else package_figures()


def kind_in(programme: str, scenario: Any) -> Kind:
    """Return for whom a programme is, one of the register or of a scenario."""
    figures = figures_of(scenario)
    return Kind(*(bool(figures[f"programmes.{programme}.{whom}"].value) for whom in Kind._fields))


def check_programmes(scenario: Any) -> None:
    """Raise the error for the first programme that is named and is none, or of the scenario's own that helps nobody."""
    known = (*programme_names(), *scenario.programmes)
    named = name_of(known, "programme")
    for i, strategy in enumerate(scenario.strategies):
        for j, pathway in enumerate(strategy.pathways):
            named(pathway.to, ("strategy", i, "pathways", j, "to"))
        if strategy.navigator and strategy.navigator.sees:
            named(strategy.navigator.sees, ("strategy", i, "navigator", "sees"))
        for j, offer in enumerate(strategy.offers):
            at = ("strategy", i, "offer", j)
            named(offer.stands_in or offer.programme, (*at, "stands_in" if offer.stands_in else "programme"))
            if named(offer.programme, (*at, "programme")) in scenario.programmes:
                try:
                    offer.families(kind_in(offer.programme, scenario))
                except PydanticCustomError as error:
                    found: Any = error.context
                    raise wrong(found["what"], found["allowed"], (*at, *found["at"]), found["near"]) from None


def check_areas(scenario: Any, where: str, lines: Lines | None = None) -> None:
    """Raise AreaError unless a scenario and its strategies stand in areas there are, no family twice.

    ScenarioError where places are not said to be shared out over several areas, or cannot be.
    """

    def at(*path: str | int) -> str:
        line = f", line {lines.of(path)}" if lines else ""
        return f"{where}{line}: {field_name(path)}"

    published = _places(scenario.area, scenario.areas, at, ("scenario",))
    check_placed(published, scenario, at)
    there = {area.code for area in published}
    taken: dict[str, set[str]] = {}
    for i, strategy in enumerate(scenario.strategies):
        here = there
        if strategy.areas:
            here = _of_strategy(strategy, there, at, ("strategy", i))
            both = taken.setdefault(strategy.name, set())
            if both & here:
                twice = sorted(_slug(code) for code in both & here)[0]
                raise AreaError(
                    f"{at('strategy', i, 'areas')}: {twice!r} has two strategies of this name; allowed: one"
                )
            both |= here
        for j, offer in enumerate(strategy.offers):
            _check_shares(offer, len(here), where, ("strategy", i, "offer", j), lines)


def check_question(question: Any, where: str, lines: Lines) -> None:
    """Raise AreaError unless a [scenario] table stands in areas there are."""
    _places(
        question.area,
        question.areas,
        lambda *path: f"{where}, line {lines.of(path)}: {field_name(path)}",
        ("scenario",),
    )


def check_placed(published: tuple[AreaProfile, ...], scenario: Any, at: Any) -> None:
    """Raise AreaError for an area that cannot have the figures that the [area] table says."""
    if scenario.here.own and len(published) > 1:
        raise AreaError(
            f"{at('area')}: own figures are of one authority, and here are {len(published)}; allowed: one area"
        )
    try:
        all_placed(published, scenario.here)
    except AreaError as error:
        raise AreaError(f"{at('area')}: {error}") from None


def check_same_area(before: Any, after: Any, where: str) -> None:
    """Raise AreaError where a scenario that has own figures is moved to another area."""
    old, new = (tuple(area.code for area in places_of(one.places)) for one in (before, after))
    if old != new:
        raise AreaError(
            f"{where}: area: the own figures are of {_slug(old[0])!r}; allowed: that area, or here = Here() too"
        )


def _places(area: str | None, areas: tuple[str, ...] | None, at: Any, table: Where) -> tuple[AreaProfile, ...]:
    """Return the areas that are named, each looked up under its own place in the file."""
    for i, name in enumerate(areas or ()):
        places_named(name, at(*table, "areas", i))
    if areas is None and area is not None:
        return places_named(area, at(*table, "area"))
    return places_of(areas or (), at(*table, "areas"))


def _of_strategy(strategy: Any, there: set[str], at: Any, table: Where) -> set[str]:
    """Return the codes of the areas of a strategy, which must be areas of the scenario."""
    found = _places(None, strategy.areas, at, table)
    for area in found:
        if area.code not in there:
            known = sorted(_slug(code) for code in there)
            near = did_you_mean(area.slug, known) if len(known) > NAMED else f"; the scenario's: {', '.join(known)}"
            raise AreaError(f"{at(*table, 'areas')}: {area.slug!r} is no area of the scenario{near}")
    return {area.code for area in found}


def _slug(code: str) -> str:
    return find_area(code).slug


def _check_shares(offer: Any, areas: int, where: str, path: Where, lines: Lines | None) -> None:
    """Raise ScenarioError unless it is clear how many of an offer's places each of several areas has."""
    places = offer.places_a_month
    if places is None or areas == 1 or offer.shared_by == EACH:
        return
    if offer.shared_by is None:
        what = f"places in {areas} areas, and not how they are shared out"
        allowed = "shared_by = 'births', 'need' or 'population' (so many in all), or 'each' (so many in every area)"
        raise problem(where, (*path, "places_a_month"), Fault(what, allowed), lines)
    if places != int(places):
        fault = Fault(f"{places:g} places cannot be shared out", "a whole number of places")
        raise problem(where, (*path, "places_a_month"), fault, lines)


def check_evidence(
    overrides: Mapping[str, Any],
    where: str,
    known: Figures | None = None,
    lines: Lines | None = None,
    table: str = "evidence",
) -> None:
    """Raise ScenarioError for the first override of a table that is no figure, or is out of its range."""
    if not overrides:
        return
    try:
        check_overrides(overrides, package_figures() if known is None else known)
    except PydanticCustomError as error:
        found: Any = error.context
        at = (table, *found["at"])
        raise problem(where, at, Fault(found["what"], found["allowed"], found["near"]), lines) from None
