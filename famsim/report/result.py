"""The result of a comparison as its users hold it: an answer to read, tables, figures, a folder to keep."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from warnings import warn

import pandas as pd

from famsim.errors import StoreWarning
from famsim.limits import check
from famsim.report.answer import answer_from
from famsim.report.tables import report_tables
from famsim.scenario import Scenario, heeded
from famsim.store import Store
from famsim.study.compare import THREADS, Comparison
from famsim.study.compare import compare as run_comparison
from famsim.study.runs import Progress

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Result:
    """A comparison with its report; the numbers are the comparison's.

    `warnings`: what the results store has to say, in sentences; `alarms`: those that must not happen at all.
    """

    comparison: Comparison
    warnings: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()

    @property
    def scenario(self) -> Scenario:
        """The question that was asked."""
        return self.comparison.scenario

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tidy tables by name (see famsim.study.compare.Comparison)."""
        return self.comparison.tables

    @cached_property
    def report_tables(self) -> dict[str, pd.DataFrame]:
        """The same tables with levels, facts, parameters and sources: all that the answer rests on."""
        return report_tables(self.comparison)

    @cached_property
    def answer(self) -> str:
        """The answer in plain English, in Markdown."""
        return answer_from(self.comparison, self.report_tables)

    def to_frame(self) -> pd.DataFrame:
        """Return the table of differences."""
        return self.comparison.to_frame()

    def difference(self, strategy: str, measure: str, group: str = "all") -> dict:
        """Return one row of the differences."""
        return self.comparison.difference(strategy, measure, group)

    def figures(self) -> "dict[str, Figure]":
        """Return the figures by name."""
        return plot(self)

    def save(self, folder: str | os.PathLike) -> Path:
        """Write the results folder whole or not at all, and return its path."""
        from famsim.report.folder import save

        return save(self.comparison, folder, self.warnings)


def compare(  # noqa: PLR0913, PLR0917
    scenario: Scenario,
    draws: int = 1,
    reps: int = 1,
    store: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    threads: int = THREADS,
) -> Result:
    """Run every strategy of a scenario and compare each with the first (see famsim.study.compare.compare).

    draws: 1 = the register's central values; n > 1 = draws 1 to n. reps: chance seeds a draw. store: a results store,
    one file, from which runs are taken and in which they are kept. progress: called with years lived and years in all.
    """
    scenario = heeded(scenario)
    check(draws=draws, reps=reps, threads=threads)
    if store is None:
        return Result(run_comparison(scenario, draws, reps, progress, threads))
    with Store(store) as kept:
        comparison = run_comparison(scenario, draws, reps, progress, threads, kept)
        said, alarms = told_by(kept, kept.warnings), told_by(kept, kept.alarms)
    for one in said:
        warn(one, StoreWarning, stacklevel=2)
    return Result(comparison, said, alarms)


def told_by(store: Store, sentences: Sequence[str]) -> tuple[str, ...]:
    """Return what a store says with the name of its file, not the path, which is the machine's own."""
    if store.path is None:
        return tuple(sentences)
    return tuple(one.replace(str(store.path), store.path.name) for one in sentences)


def plot(result: Result | Comparison) -> "dict[str, Figure]":
    """Return the figures of a result by name: together, over-time, differences, and a funnel a strategy."""
    from famsim.report import figures

    return figures.plot(result.comparison if isinstance(result, Result) else result)
