"""A fit as its users hold it: the estimator, the study with answer, tables and figures, and the same run again."""

import os
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from famsim.errors import FamsimError, shown
from famsim.limits import THREADS, check, check_paths
from famsim.questions.calibrate.answer import template
from famsim.questions.calibrate.asked import STARTER, How, Question, again_asked, question
from famsim.questions.calibrate.living import Ways
from famsim.questions.calibrate.run import Found
from famsim.questions.calibrate.run import calibrated as run_fit
from famsim.questions.calibrate.tables import tables_of
from famsim.questions.validate import observed_in
from famsim.results import Study
from famsim.runs import Progress
from famsim.scenario import Scenario
from famsim.store import Store
from famsim.writing import Writing

KIND = "famsim calibrate"


class Calibration:
    """Figures of the register fitted to targets, with scikit-learn's habits: made with options, then `fit(targets)`.

    params: figures by name, or topics such as "stress.*"; by default a starter set of twelve. scenario: gives area,
    sample, seed and the other figures; by default a sample of England; nobody is helped. store: a results store, one
    file: every point is kept in it as it is known, so that a fit that was killed goes on to the same posterior.
    families: of the sample. how: a famsim.questions.calibrate.How; or its fields one by one: points of the first wave
    (0: ten a figure), waves, again (draws lived again), discrepancy (share of a target's size). progress: called with
    points known and points in all. threads: how many; the result is the same.

    After `fit`: study_ (answer, tables, figures, save), draws_ (a DataFrame, a row a draw, a column a figure),
    identifiability_ (a row a figure: contraction, grade, ...), predictive_ (a row a target).

    Raises FamsimError for a figure that cannot be fitted (no range, unknown, read only where families are helped) and
    for a number out of its limits; `fit` also for targets that cannot be used, with row and column.

    Example:
        fitted = fs.Calibration(["separation.by_quality"], store="fit.sqlite").fit("my_survey.csv")
        print(fitted.answer)
    """

    study_: Study
    draws_: pd.DataFrame
    identifiability_: pd.DataFrame
    predictive_: pd.DataFrame

    def __init__(  # noqa: PLR0913 - public keywords
        self,
        params: Sequence[str] | str = STARTER,
        scenario: Scenario | None = None,
        *,
        store: str | os.PathLike[str] | None = None,
        families: int | None = None,
        progress: Progress | None = None,
        threads: int = THREADS,
        **how: Any,
    ) -> None:
        """Keep the options; whatever is wrong with them is said here, and with the targets in `fit`."""
        check(threads=threads)
        if (
            isinstance(params, bytes)
            or not isinstance(params, Sequence)
            or not all(isinstance(one, str) for one in params)
        ):
            raise FamsimError(f"params {shown(params)}: allowed: names of figures, such as separation.by_quality")
        if store is not None:
            check_paths(store=store)
        if scenario is not None:
            observed_in(scenario)
        self.params, self.scenario, self.store, self.families = params, scenario, store, families
        self.progress, self.threads = progress, threads
        try:
            self.how = How(**how)
        except TypeError:
            wrong = ", ".join(sorted(set(how) - set(How.__dataclass_fields__)))
            raise FamsimError(f"{wrong}: no option of a fit; allowed: {', '.join(How.__dataclass_fields__)}") from None

    def fit(self, targets: str | os.PathLike[str] | pd.DataFrame | None = None) -> "Calibration":
        """Fit to targets, a CSV or XLSX file or a pandas.DataFrame (by default what comes with famsim); return self."""
        asked = question(targets, self.params, self.scenario, self.families, self.how)
        self.study_ = fitted(asked, self.store, Ways(self.progress, self.threads))
        self.draws_ = self.study_.tables["draws"].drop(columns=["chain", "draw"])
        self.identifiability_ = self.study_.tables["identifiability"]
        self.predictive_ = self.study_.tables["predictive"]
        return self

    @property
    def answer(self) -> str:
        """The answer in plain English, in Markdown; FamsimError before `fit`."""
        return self._fitted().answer

    def save(self, folder: str | os.PathLike[str]) -> os.PathLike[str]:
        """Write the folder whole or not at all, and return its path; FamsimError before `fit`."""
        return self._fitted().save(folder)

    def _fitted(self) -> Study:
        if not hasattr(self, "study_"):
            raise FamsimError("this Calibration is not fitted yet; allowed: fit(targets) first")
        return self.study_


def fitted(asked: Question, store: str | os.PathLike[str] | None, ways: Ways) -> Study:
    """Return a fit as a study; its points are kept in a store, of its own and passing where none is named."""
    with Store(store) as kept:
        found = run_fit(asked, kept, ways)
        kept.settle()
        said, alarms = tuple(kept.warnings), tuple(kept.alarms)
    return study_of(found, said, alarms)


def study_of(found: Found, warnings: tuple[str, ...] = (), alarms: tuple[str, ...] = ()) -> Study:
    """Return what a fit came to as a study."""
    tables = tables_of(found)
    return Study(
        kind=KIND,
        scenario=found.scenario,
        world=found.world,
        asked=found.question.as_record(),
        tables=tables,
        told=lambda: told(found, tables),
        drawn=lambda: figures(found, tables),
        warnings=warnings,
        alarms=alarms,
    )


def told(found: Found, tables: dict[str, pd.DataFrame]) -> str:
    """Return the answer in Markdown."""
    writing = Writing(tables)
    return writing.printed(template(writing, found))


def again(
    scenario: Scenario, record: Mapping[str, Any], progress: Progress | None = None, threads: int = THREADS
) -> Study:
    """Return the same fit, made again from what its record holds: every point is lived again."""
    return fitted(again_asked(scenario, record["asked"]), None, Ways(progress, threads))


def figures(found: Found, tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    """Return the figures by name."""
    from famsim.questions.calibrate.figures import drawn

    return drawn(found, tables)
