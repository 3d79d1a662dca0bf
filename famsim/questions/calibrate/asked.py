"""What is fitted, to what, where and how; everything wrong with it is found before any family lives."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Any

import pandas as pd

from famsim.calibration import FIT
from famsim.calibration import Figure as Row
from famsim.calibration import figures as rows_of_targets
from famsim.errors import FamsimError, shown
from famsim.evidence import Figure, the_register
from famsim.limits import check
from famsim.nearest import did_you_mean
from famsim.questions.validate import Held, again_held, held_to, observed_in
from famsim.scenario import Scenario, change

STARTER = (  # what most of the shipped targets hang on, and few of which anybody has measured
    "separation.base_hazard",
    "separation.by_quality",
    "separation.by_commitment",
    "commitment.marries",
    "commitment.with_age",
    "apart.new_partner",
    "quality.trait_sd",
    "distress.by_proneness",
    "distress.onset_scale",
    "violence.onset",
    "violence.situational_ends",
    "children.trait_by_income",
)
SHIPPED = "published"  # as a target file's name: the figures that come with famsim
MOST_FIGURES = 60
A_FIGURE = 10  # points of the first wave for each figure that is fitted
FAMILIES = 8_000  # of England, unless a scenario or a number is given
NO_RANGE = "fixed"
OF_HELP = ("programmes", "staff", "support", "costs", "doors", "need", "usual", "evaluation", "worthwhile")
ALLOWED = "figures with a range by which families live without help, or by which surveys ask: famsim sources"


@dataclass(frozen=True)
class How:
    """How a fit is made. points: of the first wave, 0 for ten a figure; a later wave has half as many.

    waves: of points, the first one too. again: draws of the posterior that are lived to see what they give.
    discrepancy: share of its size by which a figure may be off in a model that is right in all else.
    """

    points: int = 0
    waves: int = 3
    again: int = 20
    discrepancy: float = 0.05

    def __post_init__(self) -> None:
        """Refuse a number out of its limits."""
        check(waves=self.waves, again=self.again)
        if self.points:
            check(points=self.points)
        number = isinstance(self.discrepancy, int | float) and not isinstance(self.discrepancy, bool)
        if not number or not 0.0 <= self.discrepancy <= 1.0:
            raise FamsimError(f"discrepancy {shown(self.discrepancy)}: allowed: a share of a target's size, 0 to 1")


@dataclass(frozen=True)
class Question:
    """A fit whose every name is known. rows: the targets with their total errors, those to fit and those to check."""

    held: Held
    scenario: Scenario
    figures: tuple[Figure, ...]
    how: How = field(default_factory=How)

    @property
    def points(self) -> int:
        """How many points the first wave has."""
        return self.how.points or A_FIGURE * len(self.figures)

    @property
    def later(self) -> int:
        """How many each later wave has."""
        return -(-self.points // 2)

    @property
    def lives(self) -> int:
        """How many points are lived in all: the register's own, those of the waves, and draws of the posterior."""
        return 1 + self.points + (self.how.waves - 1) * self.later + self.how.again

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row of the target file as it is published: differences between its rows would count them twice."""
        names = {one.target for one in self.held.targets}
        rows = [one for one in rows_of_targets(self.held.targets) if one.target in names]
        if says_no_use(self.held):
            rows = [replace(one, about=replace(one.about, use=FIT)) for one in rows]
        return tuple(rows)

    def as_record(self) -> dict[str, Any]:
        """Return what was asked, for the record of a folder."""
        return self.held.as_record() | {"figures": [one.name for one in self.figures], "how": asdict(self.how)}


def question(
    targets: str | os.PathLike[str] | pd.DataFrame | None,
    params: Sequence[str] | str = STARTER,
    scenario: Scenario | None = None,
    families: int | None = None,
    how: How | None = None,
) -> Question:
    """Return the question of a target file and of figures' names; FamsimError for what cannot be fitted, and why."""
    where = observed_in(scenario)
    sized = where if families is None and scenario is not None else change(where, families=families or FAMILIES)
    held = held_to(None if isinstance(targets, str) and targets == SHIPPED else targets)
    return checked(Question(held, sized, named(params, sized), how or How()))


def again_asked(scenario: Scenario, record: Mapping[str, Any]) -> Question:
    """Return the question that a record holds."""
    held = again_held(dict(record))
    return checked(Question(held, scenario, named(record["figures"], scenario), How(**record["how"])))


def says_no_use(held: Held) -> bool:
    """Say whether a target file of one's own leaves it open which rows are fitted: then all of them are."""
    if not held.own:
        return False
    (_, header), *rows = held.sheet
    names = [name.lower() for name in header]
    return "use" not in names or not any("".join(cells[names.index("use") :][:1]) for _, cells in rows)


def checked(found: Question) -> Question:
    """Return the question; FamsimError where no target is there to be fitted."""
    if not any(one.about.use == FIT for one in found.rows):
        raise FamsimError(
            f"{shown(found.held.name)}: informs nothing: each of its {len(found.rows)} rows says use = check; allowed: "
            "rows with use = fit, or none that says a use, which fits them all"
        )
    return found


def named(params: Sequence[str] | str, scenario: Scenario) -> tuple[Figure, ...]:
    """Return figures by their names, topics such as "stress.*" spelt out; FamsimError for one that cannot be fitted."""
    given = [params] if isinstance(params, str) else list(params)
    names = [name.strip() for one in given for name in one.split(",") if name.strip()]
    found: dict[str, Figure] = {}
    for name in names:
        for one in of_topic(name) if "*" in name else [known(name, scenario)]:
            found[one.name] = one
    if not found:
        raise FamsimError(f"--params: names no figure; allowed: {ALLOWED}; such as separation.by_quality")
    if len(found) > MOST_FIGURES:
        raise FamsimError(f"--params: names {len(found)} figures; allowed: up to {MOST_FIGURES}")
    return tuple(found.values())


def of_topic(pattern: str) -> list[Figure]:
    """Return the figures whose names have a pattern and which can be fitted."""
    found = [one for name, one in the_register().figures.items() if fnmatchcase(name, pattern) and not why_not(one)]
    if not found:
        what = "no figure that can be fitted has such a name"
        raise FamsimError(f"--params {shown(pattern)}: {what}; allowed: {ALLOWED}")
    return found


def known(name: str, scenario: Scenario) -> Figure:
    """Return a figure that can be fitted."""
    figures = the_register().figures
    if name not in figures:
        hint = did_you_mean(name, figures)
        raise FamsimError(f"--params {shown(name)}: there is no such figure; allowed: {ALLOWED}{hint}")
    why = why_not(figures[name])
    if not why and name in scenario.evidence:
        why = f"[evidence] of {scenario.name} sets it"
    if why:
        raise FamsimError(f"--params {shown(name)}: {why}; allowed: {ALLOWED}")
    return figures[name]


def why_not(figure: Figure) -> str:
    """Return why a figure cannot be fitted, "" if it can."""
    if figure.low is None or figure.high is None or figure.distribution == NO_RANGE:
        return "has no range to look in: it is held fixed"
    if isinstance(figure.value, tuple):
        return "is a list of numbers, and a fit moves single ones"
    if figure.name.partition(".")[0] in OF_HELP:
        return "is read only where families are helped, and nobody surveyed is, so no target informs it"
    return ""
