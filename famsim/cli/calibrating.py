"""The command `calibrate`: figures fitted to targets, every point kept, the same line going on where it stopped."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from famsim.calibration import place_observed
from famsim.cli.asked import Changes, changed
from famsim.cli.ending import Ending
from famsim.cli.progress import progress, say
from famsim.cli.validating import ready_targets
from famsim.limits import THREADS
from famsim.questions.calibrate import FAMILIES, STARTER, How, Question, Ways, fitted, question
from famsim.questions.validate import observed_in
from famsim.scenario import change, load_scenario, slug

READ_ON = "Read all: --full. Keep it, with draws, tables and pictures: --out DIR."
SHIPPED = "published"


@dataclass(frozen=True)
class CalibrateAsked:
    """What was asked of the command; how: the fields of famsim.questions.calibrate.How that were given."""

    targets: str
    params: tuple[str, ...]
    scenario: str | None
    changes: Changes
    how: Mapping[str, Any]
    store: str | None
    ending: Ending
    threads: int = THREADS

    def question(self) -> Question:
        """Return what is fitted; whatever is wrong with it is found here."""
        how = How(**{name: value for name, value in self.how.items() if value is not None})
        given = load_scenario(self.scenario) if self.scenario else change(observed_in(None), families=FAMILIES)
        if self.targets != SHIPPED:
            ready_targets(self.targets)
        return question(self.targets, self.params or STARTER, changed(given, self.changes), how=how)

    def kept_in(self) -> Path:
        """Return the store that points are kept in."""
        name = slug(f"calibrate {Path(self.targets).stem}")
        return Path(self.store or f"{name}.sqlite")


def fit_figures(asked: CalibrateAsked) -> None:
    """Fit figures to targets; print the answer, or save everything."""
    found, path = asked.question(), asked.kept_in()
    folder = asked.ending.folder()
    names = ", ".join(one.name for one in found.figures)
    say(f"{path}: up to {found.lives} points, each lived from burn-in; figures: {names}")
    try:
        with progress(place_observed(found.scenario).name, f"{found.lives} points") as report:
            study = fitted(found, path, Ways(report, asked.threads))
    except KeyboardInterrupt:
        say(f"Every point that is known is in {path}. To go on: the same line again.")
        raise
    asked.ending.end(study, folder, READ_ON)
    if study.alarms:
        raise typer.Exit(1)
