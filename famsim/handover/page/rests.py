"""The page's theory of change: each step from a door to a change, and the figures it rests on with grade and source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from famsim.areas import AreaProfile, column_sources
from famsim.evidence import Figure, the_register
from famsim.handover.page.keys import Tables
from famsim.scenario import Scenario, effects_of, figures_of, is_screened

if TYPE_CHECKING:
    from famsim.handover.page.gathering import Gathered

ENDS, THOUSAND = ("value", "low", "high"), 1000.0
MINUS = "\N{MINUS SIGN}"  # a hyphen in front would be guarded, as what a spreadsheet runs
ASSUMED, SET_BY = "assumed", "the scenario's"
OF_ALL = {  # steps whose figures no programme has
    "families": ("need.quality_below", "conflict.harmful_share", "violence.onset"),
    "noticed": ("staff.sensitivity_trained", "staff.sensitivity_untrained"),
    "screened": ("support.screen_sensitivity", "support.screen_specificity"),
    "comes": ("support.comes_to_first_session",),
    "cost": ("costs.conversation", "costs.referral", "costs.specialist"),
}
OF_A_PROGRAMME = {
    "agrees": ("take_up",),
    "stays": ("attendance", "drops_out"),
    "lasts": ("half_life_level",),
    "cost": ("cost_per_session",),
}
OF_A_DOOR = {"gp": "gp_infant"}  # the figure of those who come to a door, where it is not named by the door alone
OF_AN_AREA = {  # figures of an area that its families are made to
    "families": "Families with children who live here",
    "lone_share": "Of these, one parent with children",
    "child_poverty": "Children in families on a low income",
    "unemployment": "Of those who work or look for work, out of work",
}
ON_COUPLES = ("level", "buffer", "capability", "commitment")  # ways on which help moves how a couple get on, or part
STEP_NAMES = {  # in the order of the way
    "families": "The families, and their hard months",
    "meets": "They come to where the offer is made",
    "noticed": "Staff notice",
    "screened": "The screen finds violence",
    "agrees": "They say yes",
    "comes": "They come",
    "stays": "They stay",
    "changes": "It changes something",
    "lasts": "It lasts",
    "cost": "It costs",
}


def add_rests(tables: Tables, gathered: Gathered) -> None:
    """Add a row for each figure that a step rests on, by step, programme or door ("all" for none) and number."""
    rows: dict[str, dict[str, Any]] = {}
    area, names = gathered.comparison.world.area, gathered.live["names"]
    for number, row in enumerate(rows_of_area(area)):
        rows[f"families.area.{number}"] = row
    for step, of, figure in resting(gathered.scenario, names["programmes"], names["doors"]):
        number = sum(key.startswith(f"{step}.{of}.") for key in rows)
        rows[f"{step}.{of}.{number}"] = row_of(figure, gathered.scenario)
    tables.add("rests", dict.fromkeys(("says", "value", "unit", "grade", "source"), "text"), rows)
    tables.add(
        "doors", dict.fromkeys(ENDS, "worth"), {name: coming(name, gathered.scenario) for name in names["doors"]}
    )
    formats = dict.fromkeys(ENDS, "worth") | {"grade": "text", "put_in": "whole", "asked": "whole"}
    tables.add("effects", formats, {name: effect_of(name, gathered.scenario) for name in names["programmes"]})


def resting(scenario: Scenario, programmes: list[str], doors: list[str]) -> Iterator[tuple[str, str, Figure]]:
    """Yield step, programme or door, and figure: of all families, of each door, of all help that a room may offer."""
    figures = figures_of(scenario)
    yield from ((step, "all", figures[name]) for step, names in OF_ALL.items() for name in names)
    yield from (("meets", door, figures[f"doors.{OF_A_DOOR.get(door, door)}"]) for door in doors)
    for programme in programmes:
        for step, fields in OF_A_PROGRAMME.items():
            if step != "lasts" or figures[f"programmes.{programme}.d_level"].value:
                yield from ((step, programme, figures[f"programmes.{programme}.{field}"]) for field in fields)
        for name in effects_of(programme):
            if figures[name].value or scenario.evidence.get(name):
                yield "changes", programme, figures[name]


def rows_of_area(area: AreaProfile) -> Iterator[dict[str, Any]]:
    """Yield what is known of the area that its families are made to, with where it is from; shares as a proportion."""
    table = "areas" if area.vintage == "pilot" else "newest"
    sources = column_sources("areas") | column_sources(table)
    for name, says in OF_AN_AREA.items():
        own, source = area.private and name in dict(area.dated), sources[name]
        yield {
            "says": says,
            "value": f"{area.families:,}" if name == "families" else f"{getattr(area, name):g}",
            "unit": "" if name == "families" else "proportion",
            "grade": ASSUMED if name in area.missing else "measured",
            "source": "the area's own figures" if own else f"{source['publisher'].strip()}; {source['date']}",
        }


def coming(door: str, scenario: Scenario) -> dict[str, float | None]:
    """Return how many of a thousand of those a door is for come there in a month, with its range."""
    figure = figures_of(scenario)[f"doors.{OF_A_DOOR.get(door, door)}"]
    value = scenario.evidence.get(figure.name, figure.value)
    found = dict(zip(ENDS, (value, figure.low, figure.high), strict=True))
    return {end: None if one is None else THOUSAND * float(one) for end, one in found.items()}


def effect_of(programme: str, scenario: Scenario) -> dict[str, Any]:
    """Return a programme's effect on how couples get on, its range and grade.

    put_in: 1 where it moves them at all. asked: 1 where they are asked about violence before it.
    """
    figures = figures_of(scenario)
    of = {way: figures[f"programmes.{programme}.d_{way}"] for way in ON_COUPLES}
    values = {way: scenario.evidence.get(one.name, one.value) for way, one in of.items()}
    level = of["level"]
    return {
        "value": float(values["level"]),
        "low": level.low,
        "high": level.high,
        "grade": SET_BY if level.name in scenario.evidence else level.grade,
        "put_in": float(any(values.values())),
        "asked": float(is_screened(programme, scenario)),
    }


def row_of(figure: Figure, scenario: Scenario) -> dict[str, Any]:
    """Return a figure's words, value with its range, unit, grade and where it is from."""
    given = scenario.evidence.get(figure.name)
    value = figure.value if given is None else given
    limits = "" if figure.low is None or figure.high is None else f" ({figure.low:g} to {figure.high:g})"
    shown = f"{value:g}" if isinstance(value, int | float) else "several"
    grade, source = (SET_BY, "set by the scenario") if given is not None else (figure.grade, source_of(figure))
    return {
        "says": figure.says,
        "value": (shown + limits).replace("-", MINUS),
        "unit": unit_of(figure),
        "grade": grade,
        "source": source,
    }


def source_of(figure: Figure) -> str:
    """Return where a figure is from, in words; of an assumed one why it is so."""
    sources = the_register().sources
    named = [f"{sources[key].title} ({sources[key].publisher})" for key in figure.sources if key in sources]
    return plainly(figure.page) if figure.grade == ASSUMED or not named else "; ".join(named)


def plainly(page: str) -> str:
    """Return where an assumed figure is from for who has no register beside it: pounds, and that no study gives it."""
    said = page.replace("between-group row", "between-group study").replace("GBP ", "£").replace("no row", "no study")
    said = MODEL.sub("as the model is described", said)
    return ROWS.sub(lambda found: "one source" if found[1] == "row" else "several sources", said)


MODEL = re.compile(r"MODEL section [\d.]*\d")
ROWS = re.compile(r"\b(rows?) \w*_\w+(?:(?:, | and )\w*_\w+)*")  # of the register, which the page does not hold
SPREADS, LOGARITHM = re.compile("^(?:latent )?SD of (.+)$"), "log rate ratio"


def unit_of(figure: Figure) -> str:
    """Return a figure's unit as a room says it."""
    said = SPREADS.sub(r"\1, on a scale where families typically differ by 1", figure.unit)
    return said.replace(LOGARITHM, "how many times as often, as a logarithm").replace("GBP", "£")
