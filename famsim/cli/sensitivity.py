"""The command `sensitivity`: what it is asked, how long it takes, what it prints."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import typer

from famsim.cli.ending import Ending, hand_over, opening
from famsim.cli.markdown import print_markdown
from famsim.cli.output import print_folded, print_json
from famsim.cli.progress import Report, progress, say
from famsim.cli.sweeping import duration, finished, in_words, workers
from famsim.questions.sensitivity import (
    LEAST_VALUES,
    MOST_VALUES,
    Options,
    Question,
    designed,
    load_question,
    study_in,
    sweeps_of,
)
from famsim.questions.sweep import Experiment, Forecast, Plan, check_store, forecast, read_shard
from famsim.scenario import one_place, slug
from famsim.store import Store

WHOLE = "1/1"
SOLVED = "to_solve"  # worlds whose constants are solved, which all sweeps have in common


@dataclass(frozen=True)
class SensitivityAsked:
    """What was asked of the command; options: as famsim.questions.sensitivity.Options has them."""

    file: str
    options: Mapping[str, Any]
    store: str | None
    jobs: int
    dry_run: bool
    ending: Ending


def find_sensitivity(asked: SensitivityAsked) -> None:
    """Find what an answer hangs on; print it, or save everything; what goes on where it is interrupted."""
    question = load_question(asked.file, Options(**asked.options))
    path = Path(asked.store or f"{slug(question.experiment.about.name)}.sqlite")
    found = forecast_of(question, path, asked.jobs)
    if asked.dry_run:
        tell_forecast(question, found, asked)
        return
    folder = asked.ending.folder()
    say(f"{path}: {said_before(question, found, asked.jobs)}")
    told = Rounds()
    try:
        with progress(one_place(question.scenario).title, question.experiment.about.name) as told.report:
            study = study_in(question, path, asked.jobs, told)
    except KeyboardInterrupt:
        say(f"{finished(told.done, told.total)} To go on: the same line again (its runs are in {path}).")
        raise
    hand_over(
        study,
        folder,
        asked.ending.as_json,
        lambda: print_markdown(study.answer if not folder else opening(study.answer)),
    )
    if study.alarms:
        raise typer.Exit(1)


@dataclass
class Rounds:
    """Progress over sweeps that follow each other, each asked for by what came of those before it.

    done, total: runs kept, and in all, of the sweeps so far.
    """

    report: Report = field(default=lambda done, total: None)
    done: int = 0
    total: int = 0
    before: int = 0
    here: tuple[int, int] = (0, 0)

    def __call__(self, done: int, total: int) -> None:
        """Tell how far the sweep at hand is, behind those that are over; say where another begins."""
        over, all_of_it = self.here
        if all_of_it and (total != all_of_it or done < over):
            self.before += all_of_it
            if done < total:
                say(f"A closer look where the order turns: {total - done:,} runs more.")
        self.here, self.done, self.total = (done, total), self.before + done, self.before + total
        self.report(self.done, self.total)


def forecast_of(question: Question, path: Path, jobs: int) -> list[Forecast]:
    """Return what is left to do: of the design; of switching values alone at their least, and at their most."""
    if not question.alone:
        return [together([designed(question)[1]], path, jobs)]
    return [together(sweeps_of(question, values), path, jobs) for values in (LEAST_VALUES, MOST_VALUES)]


def together(experiments: Sequence[Experiment], path: Path, jobs: int) -> Forecast:
    """Return what some sweeps will take, one after the other."""
    with nullcontext() if not path.is_file() else Store(path) as store:
        if store:
            check_store(experiments[0], store)
        found = [forecast(Plan(one), store, jobs, read_shard(WHOLE)) for one in experiments]
    first, rest = asdict(found[0]), map(asdict, found[1:])
    for one in rest:
        first = {name: max(value, one[name]) if name == SOLVED else value + one[name] for name, value in first.items()}
    return Forecast(**first)


def said_before(question: Question, found: Sequence[Forecast], jobs: int) -> str:
    """Return how much it is, before the work."""
    figures = len(question.experiment.factors) + len(question.levers)
    if not question.alone:
        return f"{figures} figures; {in_words(found[0], jobs)}"
    least, most = found
    return (
        f"{figures} figures and levers, each at {LEAST_VALUES} to {MOST_VALUES} values, by where the order turns: "
        f"{least.runs:,} to {most.runs:,} runs, {most.runs - most.to_run:,} of them kept already. About "
        f"{duration(least.seconds)} to {duration(most.seconds)} with {workers(jobs)}, were nothing else running."
    )


def tell_forecast(question: Question, found: Sequence[Forecast], asked: SensitivityAsked) -> None:
    """Print how much it would be; as JSON of switching values the least, and the most under a name of its own."""
    figures = [one.name for one in question.experiment.factors]
    if asked.ending.as_json:
        name = {"experiment": question.experiment.about.name, "figures": figures}
        print_json(name | asdict(found[0]) | ({"at_most": asdict(found[1])} if question.alone else {}))
        return
    print_folded(f"{question.experiment.about.name}: {said_before(question, found, asked.jobs)}")
    print_folded(f"Figures: {', '.join(figures)}", hang="  ")
