"""The command `trial`: a virtual trial, its prediction, and what was published beside it."""

from dataclasses import dataclass

from famsim.cli.asked import Changes
from famsim.cli.ending import Ending
from famsim.cli.progress import progress
from famsim.limits import THREADS
from famsim.questions.trial import load_trial, trial


@dataclass(frozen=True)
class TrialAsked:
    """What was asked of trial; `changes` holds the fields of [trial] given on the command line."""

    file: str
    changes: Changes
    draws: int
    reps: int
    ending: Ending
    threads: int = THREADS


def run_virtual_trial(asked: TrialAsked) -> None:
    """Run a trial; print the answer, or save everything."""
    found = load_trial(asked.file, asked.changes)
    folder = asked.ending.folder()
    where = ", ".join(site.name for site in found.sites)
    times = asked.draws * asked.reps
    with progress(where, f"{times} trial{'' if times == 1 else 's'}, each family in every arm") as report:
        study = trial(found, asked.draws, asked.reps, report, asked.threads)
    asked.ending.end(study, folder)
