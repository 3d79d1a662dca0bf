"""The page's theory of change: each step from a door to a change, and the figures it rests on with grade and source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from famsim.evidence import Figure, the_register
from famsim.handover.page.keys import Tables
from famsim.runs import programmes_of
from famsim.scenario import Scenario, effects_of, figures_of

if TYPE_CHECKING:
    from famsim.handover.page.gathering import Gathered

ASSUMED = "assumed"
OF_ALL = {  # steps whose figures no programme has
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
STEP_NAMES = {  # in the order of the way
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
    """Add a row for each figure that a step rests on, by step, programme ("all" for none) and number."""
    rows: dict[str, dict[str, Any]] = {}
    for step, programme, figure in resting(gathered.scenario):
        number = sum(key.startswith(f"{step}.{programme}.") for key in rows)
        rows[f"{step}.{programme}.{number}"] = row_of(figure, gathered.scenario)
    tables.add("rests", dict.fromkeys(("says", "value", "unit", "grade", "source"), "text"), rows)


def resting(scenario: Scenario) -> Iterator[tuple[str, str, Figure]]:
    """Yield step, programme and figure: of all families, and of each programme that a scenario offers."""
    figures = figures_of(scenario)
    yield from ((step, "all", figures[name]) for step, names in OF_ALL.items() for name in names)
    for programme in programmes_of(scenario):
        for step, fields in OF_A_PROGRAMME.items():
            yield from ((step, programme, figures[f"programmes.{programme}.{field}"]) for field in fields)
        for name in effects_of(programme):
            if figures[name].value or scenario.evidence.get(name):
                yield "changes", programme, figures[name]


def row_of(figure: Figure, scenario: Scenario) -> dict[str, Any]:
    """Return a figure's words, value with its range, unit, grade and where it is from."""
    given = scenario.evidence.get(figure.name)
    value = figure.value if given is None else given
    limits = "" if figure.low is None or figure.high is None else f" ({figure.low:g} to {figure.high:g})"
    shown = f"{value:g}" if isinstance(value, int | float) else "several"
    grade, source = (
        ("the scenario's", "set by the scenario") if given is not None else (figure.grade, source_of(figure))
    )
    return {"says": figure.says, "value": shown + limits, "unit": figure.unit, "grade": grade, "source": source}


def source_of(figure: Figure) -> str:
    """Return where a figure is from, in words; of an assumed one why it is so."""
    sources = the_register().sources
    named = [f"{sources[key].title} ({sources[key].publisher})" for key in figure.sources if key in sources]
    return plainly(figure.page) if figure.grade == ASSUMED or not named else "; ".join(named)


def plainly(page: str) -> str:
    """Return where an assumed figure is from for who has no register beside it: pounds, and that no study gives it."""
    return page.replace("no row", "no study").replace("between-group row", "between-group study").replace("GBP ", "£")
