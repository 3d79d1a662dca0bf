"""What of a sensitivity must agree: its figures, strategies and measures with its scenario, its size."""

from typing import TYPE_CHECKING

from famsim.nearest import nearest
from famsim.questions.sensitivity.methods import METHODS
from famsim.questions.sensitivity.numbers import HEADLINE, NUMBERS
from famsim.questions.sweep import Uncertainty
from famsim.scenario import Lines, Wrong, is_many

if TYPE_CHECKING:
    from famsim.questions.sensitivity.asked import Question

FEWEST_FIGURES = 2  # of one alone an index says nothing
FEWEST_LUCKS = 3  # of an interval of switching values


def checked_question(found: "Question", where: str, lines: Lines) -> "Question":
    """Return the question; ScenarioError for the first thing in it that does not agree."""
    wrong = Wrong(where, lines if lines.at else None)
    check_figures(found, wrong)
    check_about(found, wrong)
    if not found.alone:
        check_size(found, wrong)
    check_names(found, wrong)
    return found


def check_figures(found: "Question", wrong: Wrong) -> None:
    """Refuse a question without anything uncertain, and figures whose own value is out of the range asked about."""
    figures, levers = found.experiment.factors, len(found.tables["lever"])
    if not found.alone and len(figures) < FEWEST_FIGURES:
        if levers and not figures:
            raise wrong(
                ("lever", 0),
                "a lever is decided, not uncertain, so that it has no index",
                "two [[uncertainty]] tables or more; switching values (--switching) take levers too",
            )
        what = "nothing is uncertain" if not figures else "one figure alone has all of it"
        raise wrong(("uncertainty",), what, f"{FEWEST_FIGURES} [[uncertainty]] tables or more, each a figure")
    if found.alone and not figures and not levers:
        raise wrong(("uncertainty",), "nothing moves", "[[uncertainty]] or [[lever]] tables")
    for place, one in enumerate(figures):
        assert isinstance(one, Uncertainty)
        own = central_of(found, one.figure)
        if not min(one.ends) <= own <= max(one.ends):
            at = ("uncertainty", place, "low" if not one.values else "values")
            raise wrong(at, f"its own value, {own:g}, is not in the range", "a range that holds it")


def central_of(found: "Question", figure: str) -> float:
    """Return a figure's value as the scenario has it."""
    return float(found.scenario.evidence.get(figure, found.experiment.figures[figure].value))


def check_about(found: "Question", wrong: Wrong) -> None:
    """Refuse several scenarios or areas, and draws: figures are moved here by the method itself."""
    about, cells = found.experiment.about, found.experiment.cells
    if len(cells) > 1 or is_many(cells[0]):
        raise wrong(("experiment", "scenarios"), f"{len(cells)} scenarios and areas", "one scenario in one area")
    if about.draws > 1:
        raise wrong(
            ("experiment", "draws"), f"{about.draws} draws", "1: the method moves the figures; reps tell what is luck"
        )
    if found.switching and about.reps < FEWEST_LUCKS:
        allowed = f"{FEWEST_LUCKS} or more, 8 are usual: an interval needs several lucks"
        raise wrong(("experiment", "reps"), f"{about.reps} repetitions", allowed)
    if found.switching and len(found.scenario.strategies) < 2:
        raise wrong(("experiment", "strategies"), "there is one strategy, so no order that could turn", "two or more")


def check_size(found: "Question", wrong: Wrong) -> None:
    """Refuse a design that is too small for the method, with the number it needs."""
    table, figures = found.table, len(found.experiment.factors)
    method = METHODS[table.method]
    key = "trajectories" if table.method == "morris" else "points"
    other = "points" if key == "trajectories" else "trajectories"
    if getattr(table, other) is not None:
        raise wrong(("sensitivity", other), f"{table.method} has {key}", f"{key} = {method.usual}, say")
    least = method.least(figures)
    if table.blocks < least:
        what = f"{table.blocks} {key} are too few for {table.method} with {figures} figures"
        raise wrong(("sensitivity", key), what, f"{least} or more")
    if table.method == "sobol" and table.blocks & (table.blocks - 1):
        near = 1 << table.blocks.bit_length()
        raise wrong(("sensitivity", key), f"{table.blocks} is no power of 2", f"such as {near // 2} or {near}")
    if table.levels % 2:
        raise wrong(("sensitivity", "levels"), f"{table.levels} is odd", "an even number from 4: 4 is usual")


def check_names(found: "Question", wrong: Wrong) -> None:
    """Refuse measures and strategies that there are not."""
    for place, name in enumerate(found.table.measures or ()):
        if name not in NUMBERS:
            near = nearest(name, NUMBERS)
            at = ("sensitivity", "measures", place)
            raise wrong(at, f"there is no measure {name!r}", f"{', '.join(HEADLINE)}, or any of a sweep's", near)
    known = [one.name for one in found.scenario.strategies]
    for place, name in enumerate(found.table.between or ()):
        if name not in known:
            at = ("sensitivity", "between", place)
            raise wrong(at, f"there is no strategy {name!r}", ", ".join(known), nearest(name, known))
