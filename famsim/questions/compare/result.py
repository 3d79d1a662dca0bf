"""The result of a comparison as its users hold it: an answer to read, tables, figures, a folder to keep."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from famsim.asking import warn_outside
from famsim.errors import FamsimError, StoreWarning, shown
from famsim.limits import THREADS
from famsim.questions.compare.comparison import KIND, Comparison
from famsim.questions.compare.run import compare as run_comparison
from famsim.questions.compare.run import under_rivals
from famsim.questions.compare.tables.evaluation import TABLE, WATCHED, evaluation_table, scores_of
from famsim.questions.compare.tables.facts import report_tables
from famsim.questions.compare.tables.fitted import TABLE as POSTERIOR
from famsim.questions.compare.tables.fitted import fitted_table, joint_in, joint_of
from famsim.questions.compare.tables.quoted import asked, quoted, quoted_table, rows_of
from famsim.questions.compare.tables.rivals import TABLE as RIVALS
from famsim.questions.compare.tables.rivals import Lived, rivals_table
from famsim.questions.compare.told.answer import answer_from
from famsim.results import Study, Tables, discreet
from famsim.runs import Joint, Progress, Running, composed
from famsim.scenario import Scenario, checked, heeded, with_equal_budget
from famsim.store import Store, check_usable
from famsim.writing import register_of, with_register

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def compare(  # noqa: PLR0913, PLR0917
    scenario: Scenario,
    draws: int = 1,
    reps: int = 1,
    store: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    threads: int = THREADS,
    separately: bool = False,
    sensitivity: str | os.PathLike[str] | None = None,
    evaluation: bool = False,
    equal_budget: float | None = None,
    posterior: str | os.PathLike[str] | None = None,
    rivals: bool = False,
) -> Study:
    """Run every strategy of a scenario and compare each with the first: the same families, the same luck.

    scenario: from `fs.load_scenario`, or changed by `scenario.with_(...)`.
    draws: 1 = the register's central values; n > 1 = draws 1 to n of its distributions, so that intervals hold their
    uncertainty too. reps: chance seeds a draw.
    store: a results store, one file, from which runs are taken and in which they are kept.
    progress: called with years lived and years in all. threads: how many; separately: every strategy is lived by
    itself, which takes longer; with both the result is the same.
    evaluation: also live the first two years month by month, and say what an evaluation of a grant's worth of each
    strategy would measure beside what is true.
    equal_budget: pounds that every strategy but the first is given; how its offers share its places is kept.
    posterior: a folder that `famsim calibrate --out` or `Calibration.save` wrote, or "published", the fit that comes
    with famsim: its figures are drawn from it together, all others from the register; of one area, 2 draws or more.
    rivals: also live the strategies under each rival account of how families live and help works, at the central
    figures, and say whether the answer turns; of one area.
    sensitivity: a folder that `famsim sensitivity --out` wrote of the same scenario; its answer is quoted.

    Returns a Study: `answer` (Markdown), `tables` (pandas; `differences` is the first: strategy, baseline, group,
    measure, estimate, mc_se, low, high, at_most, n_changed, n_pairs; see docs/howto.md for all), `figures()`,
    `difference(strategy, measure)`, `save(folder)`. Counts and GBP are the whole area's over the scenario's months;
    low to high is a 95% interval. Warns with StoreWarning of what the store has to say.

    Raises FamsimError for a number out of its limits or nothing to compare, ScenarioError for whatever a file's reader
    would refuse, StoreError for a store that cannot be used.

    Example:
        study = fs.compare(fs.load_scenario("newcastle"), draws=20)
        study.difference("newcastle", "fewer_partings")["estimate"]
    """
    if store is not None:
        check_usable(store)
    if equal_budget is not None:
        scenario = with_equal_budget(checked(scenario, private=True, to_buy=True), equal_budget)
    scenario = heeded(composed(scenario, threads, progress, private=True), private=True, to_buy=True)
    running, joint = Running(draws, reps, progress, threads, separately), joint_of(posterior, scenario, draws)
    if joint and evaluation:
        raise FamsimError("--posterior, --evaluation: both are given; allowed: one of them")
    rows, scores = quoted(sensitivity, scenario), scores_of(scenario, running) if evaluation else None
    under = under_rivals(scenario, running) if rivals else []
    if store is None:
        return study_of(run_comparison(scenario, running, joint=joint), rows, scores, joint, under)
    with Store(store) as kept:
        comparison = run_comparison(scenario, running, kept, joint)
        kept.settle()
        said, alarms = told_by(kept, kept.warnings), told_by(kept, kept.alarms)
    for one in said:
        warn_outside(one, StoreWarning)
    found = study_of(comparison, rows, scores, joint, under)
    return replace(found, warnings=said, alarms=alarms)


def study_of(
    comparison: Comparison,
    rows: Sequence[Mapping[str, Any]] = (),
    scores: WATCHED | None = None,
    joint: Joint | None = None,
    under: Lived = (),
) -> Study:
    """Return a comparison as a study; what its report needs beside the comparison's tables is made when wanted.

    rows: what a kept sensitivity says that it hangs on. scores: of families helped, where an evaluation is asked for.
    joint: the figures that are drawn together. under: the headline differences under rival accounts, if lived.
    """
    question = comparison.asked or comparison.scenario
    comparison = replace(comparison, tables=discreet(comparison.tables, question))

    def all_tables() -> dict[str, pd.DataFrame]:
        tables = report_tables(comparison) | quoted_table(rows)
        if scores is not None:
            tables[TABLE] = evaluation_table(tables, scores)
        return discreet(tables, question) | fitted_table(joint, question) | rivals_table(under)

    tables = Tables(comparison.tables, all_tables)
    evaluated = ({} if scores is None else {TABLE: True}) | ({RIVALS: True} if under else {})
    return Study(
        kind=KIND,
        scenario=question,
        world=comparison.world,
        asked=asked(rows) | evaluated | ({POSTERIOR: joint.as_record()} if joint else {}),
        tables=tables,
        told=lambda: answer_from(
            comparison, with_register(tables, comparison.scenario.evidence, register_of(comparison.scenario))
        ),
        draws=comparison.draws,
        reps=comparison.reps,
        drawn=lambda: figures_of(comparison, tables.get(TABLE)),
    )


def whole(study: Study) -> Study:
    """Return a study all of whose tables are made now, for one who reads them all, as a command does."""
    if isinstance(study.tables, Tables):
        study.tables.keep(study.tables.make())
    return study


def again(
    scenario: Scenario, record: Mapping[str, Any], progress: Progress | None = None, threads: int = THREADS
) -> Study:
    """Return the same comparison, run again from what its record holds."""
    running = Running(record["draws"], record["reps"], progress, threads)
    scores, joint = scores_of(scenario, running) if record.get("asked", {}).get(TABLE) else None, joint_in(record)
    comparison = run_comparison(scenario, running, joint=joint)
    under = under_rivals(scenario, running) if record.get("asked", {}).get(RIVALS) else []
    return study_of(comparison, rows_of(record), scores, joint, under)


def told_by(store: Store, sentences: Sequence[str]) -> tuple[str, ...]:
    """Return what a store says with the name of its file, not the path, which is the machine's own."""
    if store.path is None:
        return tuple(sentences)
    return tuple(one.replace(str(store.path), store.path.name) for one in sentences)


def plot(study: Study) -> "dict[str, Figure]":
    """Return the figures of a study by name; of a comparison: together, over-time, differences, a funnel a strategy.

    Raises FamsimError for what is no study.
    """
    if not isinstance(study, Study):
        raise FamsimError(f"study {shown(study)}: is no study; allowed: what fs.compare and other questions return")
    return study.figures()


def figures_of(comparison: Comparison, evaluation: pd.DataFrame | None = None) -> "dict[str, Figure]":
    """Return the figures of a comparison by name; evaluation: its table, where one was asked for."""
    from famsim.questions.compare.drawn import figures

    return figures.plot(comparison, evaluation)
